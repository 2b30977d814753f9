/**
 * Reversible placeholders: derived from a value under a key, never stored; the same value of the same scope gets the
 * same placeholder, and text that holds one can be told from all other text.
 *
 * A placeholder is `ZQ`, a word for the kind of value, and ten characters of code: `ZQEMAIL4T7KX3MRP9`. Letters and
 * digits alone, so that JSON, URLs, Markdown, file names and identifiers leave it as it is. The code begins with a
 * digit and the kind is letters only, so no placeholder is a prefix of another. Its alphabet has no two characters
 * that look alike, and no vowels, so that it spells no words. `ZQ` starts hardly any word of any language, so that
 * almost no piece of a stream has to wait for what follows.
 */
import { createHmac } from 'node:crypto'
import type { Category } from './finding.ts'

const marker = 'ZQ'
const digits = '34679'
const alphabet = '34679CDFHJKMNPRTWXY'
const codeLength = 10

/** Kinds by detector; a detector that is not named has the word of its category. Letters only, at most eight. */
const kinds: Readonly<Record<string, string>> = {
  'email-address': 'EMAIL',
  'credit-card': 'CARD',
  iban: 'IBAN',
  'us-ssn': 'SSN',
  'phone-number': 'PHONE',
  'private-key': 'KEY',
  jwt: 'TOKEN',
  'generic-password': 'PASSWORD',
  'connection-string': 'URL',
  'url-credentials': 'URL',
  'ip-address': 'IP',
  'person-name': 'NAME',
}
const categoryKinds: Readonly<Record<Category, string>> = {
  secrets: 'KEY',
  personal: 'PERSONAL',
  financial: 'ACCOUNT',
  health: 'HEALTH',
  network: 'HOST',
  company: 'COMPANY',
  custom: 'TERM',
}
const kindList: readonly string[] = [...new Set([...Object.values(kinds), ...Object.values(categoryKinds)])]

/** Length of the longest placeholder. */
export const longestPlaceholder = marker.length + Math.max(...kindList.map(kind => kind.length)) + codeLength

/** The word a placeholder carries for values of this detector. */
export function placeholderKind(detector: string, category: Category): string {
  return kinds[detector] ?? categoryKinds[category]
}

export interface PlaceholderScope {
  /** 32 bytes, of this installation and for this purpose alone. */
  readonly key: Buffer
  readonly person: string
  /** Keyed hash or id of the conversation; equal in all of its turns. */
  readonly conversation: string
}

/** The placeholder of `value`. `attempt` counts up when another value of the person already has the answer. */
export function derivePlaceholder(scope: PlaceholderScope, kind: string, value: string, attempt = 0): string {
  const hmac = createHmac('sha256', scope.key)
  // Lengths in front: no two different inputs run together.
  for (const part of [scope.person, scope.conversation, value, String(attempt)])
    hmac.update(`${Buffer.byteLength(part)}:`).update(part, 'utf8')
  let rest = BigInt(`0x${hmac.digest('hex')}`)
  const next = (from: string): string => {
    const size = BigInt(from.length)
    const character = from[Number(rest % size)]!
    rest /= size
    return character
  }
  let code = next(digits)
  while (code.length < codeLength) code += next(alphabet)
  return marker + kind + code
}

/** The one spelling a placeholder is looked up by: letter case does not count. */
export const canonical = (placeholder: string): string => placeholder.toUpperCase()

/**
 * What stands at `at`. `match`: a placeholder ends at `end`. `near`: it begins as one, and then does not hold to the
 * form; `open`: the text ends before that is known. Offsets count from the start of `text`.
 */
export type PlaceholderAt =
  | { readonly kind: 'match' | 'near'; readonly end: number }
  | { readonly kind: 'none' | 'open' }

const none: PlaceholderAt = { kind: 'none' }
const open: PlaceholderAt = { kind: 'open' }

export function placeholderAt(text: string, at: number): PlaceholderAt {
  if (lower(text.charCodeAt(at)) !== 0x7a /* z */) return none
  if (!startsWord(text, at)) return none
  if (at + 1 >= text.length) return open
  if (lower(text.charCodeAt(at + 1)) !== 0x71 /* q */) return none
  let end = at + 2
  while (end < text.length && isLetter(text.charCodeAt(end))) if (++end - at > 2 + longestKind) return none
  const word = text.slice(at + 2, end).toUpperCase()
  if (end >= text.length) return kindList.some(kind => kind.startsWith(word)) ? open : none
  if (!kindList.includes(word)) return none
  return codeAt(text, end)
}

const longestKind = Math.max(...kindList.map(kind => kind.length))

function codeAt(text: string, start: number): PlaceholderAt {
  for (let at = start; at < start + codeLength; at++) {
    if (at >= text.length) return open
    if (!(at === start ? digits : alphabet).includes(text[at]!.toUpperCase()))
      return at === start ? none : { kind: 'near', end: at }
  }
  return { kind: 'match', end: start + codeLength }
}

/** Offset of the next `z` or `Z` at or after `from`, -1 when there is none. */
export function nextMarker(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if ((text.charCodeAt(at) | 32) === 0x7a) return at
  return -1
}

/** Characters before a placeholder that decide whether it starts a word. */
export const contextLength = 8

/**
 * A letter before the marker makes it the inside of a word, unless that letter is the end of an escape: `\n` and
 * `\u00e9` of JSON and code, `%0A` of URLs, a colour of a terminal.
 */
function startsWord(text: string, at: number): boolean {
  if (at === 0 || !isLetter(text.charCodeAt(at - 1))) return true
  const before = text.slice(Math.max(0, at - contextLength), at)
  return isEscapeEnd(before)
}

function isEscapeEnd(before: string): boolean {
  const length = before.length
  if (length >= 2 && before[length - 2] === '\\') return 'nrtbf'.includes(before[length - 1]!)
  if (length >= 3 && before[length - 3] === '%') return isHex(before, length - 2)
  if (length >= 6 && before[length - 6] === '\\' && before[length - 5] === 'u') return isHex(before, length - 4)
  return isColourEnd(before)
}

/** `ESC [ 1 ; 32 m` (ECMA-48 section 8.3.117). */
function isColourEnd(before: string): boolean {
  let at = before.length - 1
  if (before[at] !== 'm') return false
  while (at > 0 && '0123456789;'.includes(before[at - 1]!)) at--
  return before[at - 1] === '[' && before[at - 2] === '\x1b'
}

function isHex(text: string, from: number): boolean {
  for (let i = from; i < text.length; i++) if (!'0123456789abcdefABCDEF'.includes(text[i]!)) return false
  return true
}

const lower = (unit: number): number => unit | 32
const isLetter = (unit: number): boolean => {
  const small = unit | 32
  return small >= 0x61 && small <= 0x7a
}
