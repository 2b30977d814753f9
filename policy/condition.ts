/** What a kind of condition is: its shape in the file, what can be wrong with it, and what it asks of a request. */
import type { z } from 'zod'
import type { PolicyRequest } from './decision.ts'
import type { Entries, Path, Selector } from './fields.ts'
import { entriesOf } from './fields.ts'
import { didYouMean } from './nearest.ts'
import type { People, PersonFacts } from './people.ts'

/** One request while it is decided on. */
export interface Facts {
  readonly request: PolicyRequest
  readonly person: PersonFacts
  /** True for findings, by index, that an exemption takes out of the rule that is asked. */
  readonly spared?: Spared
}

export type Spared = (finding: number) => boolean

export interface Condition {
  readonly kind: string
  holds(facts: Facts): boolean
  /** One clause about the request, true whether the condition holds or not: "app is chatgpt". */
  says(facts: Facts): string
  /** Findings that made it hold, as indexes into the request's, without those that are spared: conditions on content alone. */
  select?(request: PolicyRequest, spared?: Spared): number[]
}

/** Every name a condition may refer to. */
export interface Names {
  readonly apps: ReadonlySet<string>
  readonly providers: ReadonlySet<string>
  /** Active detectors and the category of each. */
  readonly detectors: ReadonlyMap<string, string>
  /** Built-in detectors that the policy switches off. */
  readonly disabled: ReadonlySet<string>
  readonly people: ReadonlySet<string>
  /** The policy's `time_zone`. */
  readonly timeZone: string
}

/** `path` is relative to the condition's own key. */
export type Report = (path: Path, message: string, hint?: string) => void

export interface CompileContext {
  readonly people: People
  readonly timeZone: string
}

export interface ConditionKind<Schema extends z.ZodType = z.ZodType> {
  readonly id: string
  /** Its `describe` is what docs and editors show. */
  readonly schema: Schema
  /** `host`, `people` and `time` can be judged before a tunnel is opened. */
  readonly tunnel: boolean
  /** Reports unknown names and values that can never hold. */
  check(value: z.infer<Schema>, names: Names, report: Report): void
  compile(value: z.infer<Schema>, context: CompileContext): Condition
}

/** Names that are not in `known`, with the nearest that is. */
export function checkNames(value: Selector, what: string, known: ReadonlySet<string>, report: Report): void {
  const { anyOf, not } = entriesOf(value)
  for (const entry of [...anyOf, ...not]) {
    if (!known.has(entry.name)) report(entry.path, `unknown ${what} '${entry.name}'${didYouMean(entry.name, known)}`)
  }
  checkContradiction({ anyOf, not }, report)
}

/** `{ any_of: [a], not: [a] }` and `{}`. */
export function checkContradiction({ anyOf, not }: Entries, report: Report): void {
  if (anyOf.length === 0 && not.length === 0) report([], 'says nothing; give a name, a list, any_of or not')
  const refused = new Set(not.map(entry => entry.name))
  if (anyOf.length > 0 && anyOf.every(entry => refused.has(entry.name)))
    report([], 'can never match: not takes out everything that any_of names')
}

/** A condition over one string of the request, with `any_of` and `not` as matchers. */
export function selecting(
  kind: string,
  label: string,
  value: Selector,
  read: (request: PolicyRequest) => string | undefined,
  matcher: (patterns: readonly string[]) => (value: string) => boolean,
): Condition {
  const { anyOf, not } = entriesOf(value)
  const wanted = anyOf.map(entry => entry.name)
  const refused = not.map(entry => entry.name)
  const isWanted = matcher(wanted)
  const isRefused = matcher(refused)
  return {
    kind,
    holds({ request }) {
      const actual = read(request)
      if (actual === undefined) return wanted.length === 0
      return (wanted.length === 0 || isWanted(actual)) && !(refused.length > 0 && isRefused(actual))
    },
    says({ request }) {
      const actual = read(request)
      if (actual === undefined) return `${label} is not known`
      if (refused.length > 0 && isRefused(actual)) return `${label} ${actual} is excepted`
      if (wanted.length > 0 && !isWanted(actual)) return `${label} ${actual} is not ${orList(wanted)}`
      return refused.length > 0 && wanted.length === 0
        ? `${label} ${actual} is not ${orList(refused)}`
        : `${label} is ${actual}`
    },
  }
}

export const oneOf = (wanted: readonly string[]): ((value: string) => boolean) => {
  const set = new Set(wanted)
  return value => set.has(value)
}

/** `a`, `a or b`, `a, b or c`, `a, b, c, d, e or 4 more`. */
export function orList(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? ''
  const shown = items.length > 6 ? [...items.slice(0, 5), `${items.length - 5} more`] : items
  return `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`
}
