/** Reads sentences that tell a secret: `the password is X`, `password for the VPN: X`, `use X as the password`. */
import { skipClosers, skipSpaces } from './scan-assignment.ts'
import { describes } from './scan-identifier.ts'
import { classes, DIGIT, FOREIGN, isDigit, isWord, LETTER, type Page, SPACE } from './scan-page.ts'

/** How a value is tied to the word that promises it, from the surest on. */
export type Tie = 'link' | 'distant link' | 'beside'

export interface Told {
  readonly start: number
  readonly end: number
  readonly tie: Tie
}

const mostWords = 5
const longestValue = 300

/**
 * The first value behind the name that `accepts` takes. Between name and value stand a linking word or sign, with up to
 * five plain words before it, or nothing at all.
 */
export function toldBehind(page: Page, nameEnd: number, accepts: (told: Told) => boolean): Told | undefined {
  let at = skipSpaces(page, skipClosers(page, nameEnd), 3)
  const touching = at === nameEnd
  // Without a link right behind the name only a value with a digit counts.
  const last = digitAhead(page, at) ? mostWords : 0
  for (let words = 0; words <= last; words++) {
    const behind = linkEnd(page, at, words)
    if (behind >= 0) {
      const told = valueAt(page, behind, words === 0 ? 'link' : 'distant link')
      if (told && accepts(told)) return told
    } else if (words === 0 && last > 0 && (!touching || page.units[at - 1]! >= 0x590)) {
      const told = valueAt(page, skipCode(page, at), 'beside')
      if (told && accepts(told)) return told
    }
    const end = plainWordEnd(page, at)
    if (end === at || describes(page.text.slice(at, end).toLowerCase())) return undefined
    at = skipSpaces(page, end, 2)
    if (at === end && linkEnd(page, at, 1) < 0) return undefined
  }
  return undefined
}

function digitAhead({ units }: Page, from: number): boolean {
  for (let at = from; at < from + reach && units[at] !== 10; at++) if (isDigit(units[at]!)) return true
  return false
}

/** How far a value may begin and show its first digit. */
const reach = 72

/** `password 7 X`, as routers write how it is encoded; `(X)`. */
function skipCode({ units }: Page, at: number): number {
  if (units[at] === 40) return at + 1
  return classes[units[at]!] === DIGIT && units[at + 1] === 32 ? at + 2 : at
}

/** Offset of the value behind a link at `at`; -1 when there is none. Behind the name itself a colon belongs to an assignment. */
function linkEnd(page: Page, at: number, words: number): number {
  const sign = page.text[at] ?? ' '
  if (words > 0 && (sign === ':' || sign === '：' || sign === '=')) return skipSpaces(page, at + 1, 3)
  for (const link of linksByFirst.get(page.units[at]!) ?? none) {
    if (!page.text.startsWith(link, at)) continue
    const end = at + link.length
    if (isWord(page.units[end - 1]!) && isWord(page.units[end]!)) continue
    return skipSpaces(page, page.units[end] === 58 ? end + 1 : end, 3)
  }
  return -1
}

const links = [
  "'s",
  '’s',
  'is now',
  'is still',
  'is set to',
  'set to',
  'was',
  'is',
  'to be',
  'to',
  'are',
  'ist jetzt',
  'ist',
  'lautet',
  'auf',
  'est maintenant',
  "c'est",
  'c’est',
  'est',
  'es',
  'por',
  'para',
  'è',
  'é',
  'zijn',
  'jest',
  'to jest',
  'är',
  'er',
  'on',
  'là',
  '是',
  '为',
  '為',
  'は',
  'は、',
  'が',
  '는',
  '은',
  'है',
  'হল',
  'হলো',
  'হচ্ছে',
  'هي',
  'هو',
  '—',
  '–',
  '- ',
  'adalah',
  'olarak',
  'je',
  'este',
  'είναι',
  'היא',
  'הוא',
  'คือ',
]

const linksByFirst: ReadonlyMap<number, readonly string[]> = new Map(
  links.map(link => [link.charCodeAt(0), links.filter(other => other[0] === link[0])]),
)
const none: readonly string[] = []

/** A word of letters alone; words of people's names and shortened articles have an apostrophe. */
function plainWordEnd({ units }: Page, from: number): number {
  let at = from
  while (at - from < 24) {
    const kind = classes[units[at]!]!
    if ((kind & LETTER) === 0 && !(kind === FOREIGN && units[at]! < 0x2000) && !(at > from && units[at] === 39)) break
    at++
  }
  return isWord(units[at]!) ? from : at
}

const openers = '"\'`“„«‘「『*_'

/** The value at `from`, without quotes and without the punctuation of the sentence. */
function valueAt(page: Page, from: number, tie: Tie): Told | undefined {
  const { text, units, length } = page
  const quote = units[from]!
  if (quote === 34 || quote === 39) {
    const close = text.slice(from + 1, from + longestQuoted).indexOf(text[from]!)
    return close > 0 ? { start: from + 1, end: from + 1 + close, tie } : undefined
  }
  let start = from + (openers.includes(text[from] ?? ' ') ? 1 : 0)
  // Quotes of France have a space inside.
  if (units[from] === 0xab && classes[units[start]!] === SPACE) start++
  let end = start
  while (end < length && end - from < longestValue && !endsValue(units[end]!)) end++
  while (end > start && '.:)]*_?'.includes(text[end - 1]!)) end--
  return end > start ? { start, end, tie } : undefined
}

const longestQuoted = 130

/** White space, quotes, NUL and `, ; < >`, and whatever no password is written in: quotes and signs of all scripts. */
const endsValue = (unit: number): boolean =>
  classes[unit] === SPACE ||
  unit === 0 ||
  unit === 34 ||
  unit === 44 ||
  unit === 59 ||
  unit === 60 ||
  unit === 62 ||
  unit === 96 ||
  unit === 0xab ||
  unit === 0xbb ||
  unit >= 0x590

/** `use X as the password`: the value before the name, with words of saying between; undefined without one. */
export function toldBefore(page: Page, nameStart: number): Told | undefined {
  const { text, units } = page
  let at = nameStart
  let said = false
  for (let words = 0; words < 4; words++) {
    if (at < 2 || units[at - 1] !== 32) return undefined
    let from = at - 1
    while (from > 0 && at - from < 12 && (isWord(units[from - 1]!) || classes[units[from - 1]!] === FOREIGN)) from--
    const word = text.slice(from, at - 1).toLowerCase()
    if (!between.has(word) && !saying.has(word)) break
    said ||= saying.has(word)
    at = from
  }
  if (!said || units[at - 1] !== 32) return undefined
  let end = at - 1
  let start = end
  while (start > 0 && end - start < 80 && classes[units[start - 1]!] !== SPACE && units[start - 1] !== 0) start--
  while (start < end && openers.includes(text[start]!)) start++
  while (end > start && '"\'`”“»’」』*_,'.includes(text[end - 1]!)) end--
  return end > start ? { start, end, tie: 'beside' } : undefined
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))
const saying = words('as is como es comme est als ist é è come это как jako jest som är als является')
const between = words(
  'the my our a your new old root admin la el mi nova minha a le mon das mein mi wifi db database temporary default мой',
)

/** `admin / X` and `admin:X`, as people hand over a login: the second half, or undefined. */
export function loginPair(page: Page, from: number): Told | undefined {
  const { text, units } = page
  let at = from
  while (at - from < 64 && (isWord(units[at]!) || '.@+-_\\'.includes(text[at] ?? ' '))) at++
  if (at - from < 2) return undefined
  const sign = skipSpaces(page, at, 2)
  if (units[sign] !== 47 && units[sign] !== 58 && units[sign] !== 124) return undefined
  return valueAt(page, skipSpaces(page, sign + 1, 2), 'beside')
}
