/** What a built-in detector is: a format with its source, its checks, and examples of both sides. */
import type { Category, Confidence, Severity } from '../finding.ts'
import type { Random } from './make-value.ts'

/**
 * A text with one value in it, the value between `«` and `»`; the whole text is the value when there are no marks.
 * A string is a pattern (see make-value.ts) that a text is made from; a function makes a text that needs a check digit.
 */
export type Example = string | ((random: Random) => string)

interface Described {
  /** Stable: policies name it. */
  readonly id: string
  /** What it finds, for people: "GitHub token". */
  readonly name: string
  readonly category: Category
  readonly severity: Severity
  /** Runs only where the policy names it, its category, or switches it on: for what is no finding in most companies. */
  readonly onRequest?: boolean
  /** Page that documents the format. */
  readonly source: string
  readonly examples: {
    /** Texts in which the value is found, at medium confidence or better. */
    readonly match: readonly [Example, ...Example[]]
    /** Texts in which this detector finds nothing at medium or better, with the reason. */
    readonly ignore: readonly [readonly [Example, string], ...(readonly [Example, string])[]]
  }
}

/** Does the value's own check hold? Undefined: it has none, or it cannot be told. A failed check lowers, never hides. */
export type Verify = (value: string) => boolean | undefined

/** A value known by a fixed part: a prefix, an infix, a host name. */
export interface TokenFormat extends Described {
  readonly kind: 'token'
  /** Fixed parts, case-sensitive, two characters or more; the pattern is tried where one stands. */
  readonly keywords: readonly string[]
  /** RE2. Matches from the keyword on, or from `lead` characters before it. A capture group narrows the value. */
  readonly pattern: string
  /** How many characters at most the pattern may start before the keyword. */
  readonly lead?: number
  /** Longest value looked at, in characters. */
  readonly longest?: number
  /**
   * Where the keyword stands: at the start of a word of a long run (`word`, unless said), also inside a word
   * (`anywhere`), or before the run, with quotes, spaces and an operator between (`before`).
   */
  readonly boundary?: 'word' | 'anywhere' | 'before'
  readonly verify?: Verify
  /** Words for `verify`: "CRC32 in the last 6 characters". */
  readonly check?: string
  /** Confidence without a check; high unless said. */
  readonly confidence?: Confidence
  /** Least Shannon entropy of the value in bits per character, for weak prefixes: below it, or where it reads like words, it is no match. */
  readonly entropy?: number
  /** The documented length is the only one: a longer value is no match. */
  readonly exact?: boolean
  /** A failed check is no match: the check is part of the format. */
  readonly strict?: boolean
  /** Values of documentation, which everybody knows. */
  readonly known?: readonly string[]
  /** Fewest characters from the keyword to the end of the run; taken from the pattern unless said. */
  readonly shortest?: number
  /** The whole address is the secret: the value begins at its scheme and ends with its query. */
  readonly address?: boolean
  /** True for identifiers: placeholders and examples are not told apart. */
  readonly identifier?: boolean
}

/** A number or code that people are named by: found from its digits, told by its shape, its check digits and a label before it. */
export interface NumberFormat extends Described {
  readonly kind: 'number'
  /** RE2 over the compact form: separators removed, letters in upper case. The whole of it must match. */
  readonly shape: string
  /** Fewest and most characters of the compact form. */
  readonly lengths: readonly [number, number]
  /** Words and phrases that name it, in lower case; one must stand close before the value, or right behind it. */
  readonly labels: readonly string[]
  /** Check digits over the compact form. A labelled value that fails is low. */
  readonly verify?: (compact: string) => boolean
  /** Confidence with a label when the check holds: high for check digits, medium without, unless said. */
  readonly labelled?: Confidence
  /** How a value is told from a look-alike, in words. */
  readonly check: string
  /** RE2 over the value as written: only then may it stand without a label. */
  readonly written?: string
  /** Confidence without a label when the check holds; not reported when absent. */
  readonly alone?: Confidence
  /** Documented and test numbers, in compact form: low. */
  readonly known?: readonly string[]
}

/** Values that a shared engine finds (numbers with check digits, assignments, e-mail addresses); the engine names this entry. */
export interface EngineFormat extends Described {
  readonly kind: 'engine'
  /** How a value is told from a look-alike, in words. */
  readonly check: string
}

export type Detector = TokenFormat | NumberFormat | EngineFormat

type Plain<T> = Omit<T, 'kind'>

/** Defines a detector known by a fixed part. Category `secrets` and severity `high` unless said. */
export function detector(
  spec: Omit<Plain<TokenFormat>, 'category' | 'severity'> & { category?: Category; severity?: Severity },
): TokenFormat {
  return { category: 'secrets', severity: 'high', ...spec, kind: 'token' }
}

/** Defines a detector whose values a shared engine finds. */
export function engineDetector(spec: Plain<EngineFormat>): EngineFormat {
  return { ...spec, kind: 'engine' }
}

/** Defines a detector of numbers. */
export function numberDetector(spec: Plain<NumberFormat>): NumberFormat {
  return { ...spec, kind: 'number' }
}
