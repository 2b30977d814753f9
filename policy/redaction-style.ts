/** What stands in the place of a redacted value: the styles, which one counts, and the text each makes. */
import type { Category } from './finding.ts'
import { placeholderKind } from './placeholder.ts'
import { synthesize } from './synthetic.ts'

/**
 * irreversible: `[REDACTED:detector:1]`, numbered within the request. restore: a placeholder that becomes the value
 * again in the answer. mask: the value's shape with its last four characters. hash: `[HASH:detector:…]` under the
 * installation's key. synthetic: a value of the same kind that is reserved for examples.
 */
export const redactionStyles = ['irreversible', 'restore', 'mask', 'hash', 'synthetic'] as const
export type RedactionStyle = (typeof redactionStyles)[number]

/** Least telling first: of several rules that redact one value, the one that gives away least counts. */
const leastTelling: readonly RedactionStyle[] = ['irreversible', 'hash', 'mask', 'synthetic', 'restore']

export const lessTelling = (a: RedactionStyle, b: RedactionStyle): RedactionStyle =>
  leastTelling.indexOf(a) <= leastTelling.indexOf(b) ? a : b

/** A secret in an answer helps nobody; a name or an address does. */
export const defaultStyle = (category: Category): RedactionStyle =>
  category === 'secrets' ? 'irreversible' : 'restore'

/** What a replacement is made for. */
export interface Replaced {
  readonly detector: string
  readonly category: Category
  readonly style: RedactionStyle
  readonly value: string
}

/** Text for a value, or undefined for the numbered `[REDACTED:…]`. */
export type Replace = (what: Replaced) => string | undefined

export interface ReplaceOptions {
  /** The reversible placeholder of a value, remembered for the answer; absent where no answer will be restored. */
  readonly placeholder?: (kind: string, value: string) => string
  /** Keyed hash in hex. */
  readonly hash: (value: string) => string
}

export function createReplace({ placeholder, hash }: ReplaceOptions): Replace {
  return ({ detector, category, style, value }) => {
    switch (style) {
      case 'irreversible':
        return undefined
      case 'restore':
        return placeholder?.(placeholderKind(detector, category), value)
      case 'mask':
        return maskShape(value)
      case 'hash':
        return `${hashOpening}${detector}:${hash(value).slice(0, 12)}]`
      case 'synthetic':
        return synthesize(detector, value, hash(value))
      default:
        return style satisfies never
    }
  }
}

export const hashOpening = '[HASH:'

/** Letters and digits become X but for the last four; of a short value less is shown, so that at least half is hidden. */
export function maskShape(value: string): string {
  const characters = [...value]
  const telling = characters.filter(isTelling).length
  let hidden = telling - Math.min(4, Math.floor(telling / 3))
  return characters.map(character => (isTelling(character) && hidden-- > 0 ? 'X' : character)).join('')
}

/** Widest mask that is looked around for. */
const widestMask = 80

/** True when [start, end) is of a value as `maskShape` leaves it: rows of X, and at most half as much behind them. */
export function isMasked(text: string, start: number, end: number): boolean {
  let from = start
  while (
    from > 0 &&
    start - from < widestMask &&
    (text[from - 1] === 'X' || (text[from - 1] === ' ' && text[from - 2] === 'X'))
  )
    from--
  const telling = [...text.slice(from, end)].filter(isTelling)
  const hidden = telling.findIndex(character => character !== 'X')
  if (hidden < 0) return telling.length > 1
  const shown = telling.length - hidden
  return hidden >= 2 * shown && shown <= 4
}

/** What a mask hides: everything but the separators that give a value its shape. */
const isTelling = (character: string): boolean => !' -./@_:+()\n'.includes(character)
