/** What every UTF-16 unit is to a reader of words: part of a word, a word of its own, nothing at all, or a sign to look at. */

export const GAP = 0
export const LETTER = 1
export const DIGIT = 2
/** One unit that stands for several letters: `ﬁ`. */
export const LIGATURE = 3
/** A letter of Chinese or Japanese text, which has no spaces: half a word. */
export const HALF = 4
/** A letter of Thai, Lao, Khmer or Burmese text: a quarter of a word. */
export const QUARTER = 5
/** Not there: marks on letters, soft hyphens, zero-width characters. */
export const DROPPED = 6
/** Says more than its unit: an escape, an entity, a tag, a comment, a hyphen in a word, NUL. */
export const SIGN = 7

/** Prose is contracts and mails; code keeps `_` and `$` in words and leaves comments out. */
export type PassageStyle = 'prose' | 'code'

export interface Letters {
  /** One of the constants above for each unit. */
  readonly kinds: Uint8Array
  /** The unit in small letters and without its marks; 0 for gaps. */
  readonly folded: Uint16Array
  /** Of letters and digits, `folded` and above it `kinds` in one number, so that words are read with one look; else 0. */
  readonly spelled: Uint32Array
}

export const ligatures: ReadonlyMap<number, string> = new Map([
  [0xfb00, 'ff'],
  [0xfb01, 'fi'],
  [0xfb02, 'fl'],
  [0xfb03, 'ffi'],
  [0xfb04, 'ffl'],
  [0xfb05, 'st'],
  [0xfb06, 'st'],
  [0xdf, 'ss'],
  [0xc6, 'ae'],
  [0xe6, 'ae'],
  [0x152, 'oe'],
  [0x153, 'oe'],
])

const signs: Readonly<Record<PassageStyle, string>> = {
  // ASCII and typographic hyphens, apostrophes; `<` tags, `&` entities, `\` and `%` escapes, `=` quoted-printable.
  prose: "-\u2010\u2011'\u2019\u02bc<&\\=%",
  code: '/#-&\\=%',
}

const made = new Map<PassageStyle, Letters>()

/** The same tables at every call: made at the first, which takes some 20 ms. */
export function lettersOf(style: PassageStyle): Letters {
  const known = made.get(style)
  if (known) return known
  const letters = makeLetters(style)
  made.set(style, letters)
  return letters
}

function makeLetters(style: PassageStyle): Letters {
  const kinds = new Uint8Array(65_536)
  const folded = new Uint16Array(65_536)
  for (let unit = 48; unit < 0x1_0000; unit++) {
    if (unit === 0x2e80) unit = skipTo(kinds, folded, unit, 0xa000, HALF)
    if (unit === 0xac00) unit = skipTo(kinds, folded, unit, 0xd7a4, LETTER)
    if (unit === 0xd800) unit = 0xf900
    classify(unit, kinds, folded)
  }
  // Marks between Chinese and Japanese letters.
  for (let unit = 0x3000; unit < 0x3005; unit++) kinds[unit] = GAP
  for (let unit = 0x3008; unit < 0x3021; unit++) kinds[unit] = GAP
  for (const unit of ['\u30fb', '\u303d']) kinds[unit.charCodeAt(0)] = GAP
  kinds[0xad] = DROPPED
  for (const unit of ligatures.keys()) kinds[unit] = LIGATURE
  kinds[0] = SIGN
  for (const sign of signs[style]) kinds[sign.charCodeAt(0)] = SIGN
  if (style === 'code')
    for (const sign of '_$') {
      kinds[sign.charCodeAt(0)] = LETTER
      folded[sign.charCodeAt(0)] = sign.charCodeAt(0)
    }
  return {
    kinds,
    folded,
    spelled: Uint32Array.from(kinds, (kind, unit) =>
      kind === LETTER || kind === DIGIT ? (kind << 16) | folded[unit]! : 0,
    ),
  }
}

/** Fills [from, to), whose units are all alike, and returns `to`. */
function skipTo(kinds: Uint8Array, folded: Uint16Array, from: number, to: number, kind: number): number {
  kinds.fill(kind, from, to)
  for (let unit = from; unit < to; unit++) folded[unit] = unit
  return to
}

function classify(unit: number, kinds: Uint8Array, folded: Uint16Array): void {
  const character = String.fromCharCode(unit)
  folded[unit] = unit
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) kinds[unit] = inQuarters(unit) ? QUARTER : DROPPED
  if (!/^[\p{L}\p{N}\p{Mc}]$/u.test(character)) return
  folded[unit] = character.normalize('NFKD').toLowerCase().normalize('NFKD').charCodeAt(0)
  kinds[unit] = kindOf(unit, /^\p{Nd}$/u.test(character))
}

function kindOf(unit: number, digit: boolean): number {
  if (inQuarters(unit)) return QUARTER
  if (unit >= 0xf900 && unit < 0xfb00) return HALF
  return digit ? DIGIT : LETTER
}

const inQuarters = (unit: number): boolean =>
  (unit >= 0xe00 && unit < 0xf00) || (unit >= 0x1000 && unit < 0x10a0) || (unit >= 0x1780 && unit < 0x1800)
