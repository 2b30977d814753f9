/** Is the value behind a telling name a real one? Rules for passwords and for generated secrets. */
import type { Confidence } from './finding.ts'
import { isDocumented } from './scan-documented.ts'
import { isPassphrase } from './scan-passphrase.ts'
import { wordShare } from './scan-randomness.ts'
import { isReference, looksMadeUp, shannonEntropy } from './scan-value.ts'

export interface Written {
  readonly quoted: boolean
  readonly sign: '=' | ':' | '(' | ',' | '>' | '|' | ' '
  /** The name is in capitals: an environment file, where values stand bare. */
  readonly shouting: boolean
  /** The name says that it is a phrase: words with spaces between count. */
  readonly phrase?: boolean
}

/** Confidence that it is a password, undefined when it is none. */
export function judgePassword(value: string, written: Written): Confidence | undefined {
  if (value.length < 5 || value.length > 128 || isReference(value) || masked(value) || isDocumented(value))
    return undefined
  const traits = traitsOf(value)
  const lower = value.toLowerCase()
  if (notPasswords.has(lower) || isDullWithDigits(lower) || aboutPasswords.some(word => lower.includes(word)))
    return undefined
  if (value.startsWith('--') || isTag(value, written)) return undefined
  if (written.sign !== ',' && (traits.spaces === 0 || written.phrase) && isPassphrase(value)) return 'medium'
  if (traits.spaces > 0) return undefined
  if (!written.quoted && looksLikeCode(value, traits)) return undefined
  if (pathLike(value) || looksMadeUp(value) || value.endsWith('()')) return undefined
  if (nameLike(value, traits) && !isChosen(value, traits)) return undefined
  if (traits.digits === 0 && traits.signs === 0) {
    if (!(traits.capitals > 0 && traits.small > 0 && wordShare(value) < 0.45 && value.length >= 8)) {
      // Letters only: a word, most likely a name. Quoted behind an equals sign it is a weak password.
      return written.quoted && written.sign === '=' && value.length >= 8 && wordShare(value) < 0.6
        ? 'medium'
        : undefined
    }
  }
  const kinds =
    Number(traits.digits > 0) + Number(traits.signs > 0) + Number(traits.capitals > 0) + Number(traits.small > 0)
  if (traits.letters === 0 && value.length < 6) return undefined
  if (kinds < 2 && !(written.quoted || written.shouting)) return undefined
  if (written.sign === ' ' && !written.quoted && (value.length < 6 || kinds < 2)) return undefined
  if (written.sign === ' ' && written.shouting && value.length < 8) return undefined
  if (written.sign === ',' && (traits.digits === 0 || (kinds < 3 && (traits.digits < 2 || value.length < 8))))
    return undefined
  return kinds >= 3 || value.length >= 12 ? 'high' : 'medium'
}

/** `!vault`, `!Ref`: a tag of YAML. */
const isTag = (value: string, { quoted }: Written): boolean =>
  !quoted && value.startsWith('!') && onlyLetters(value.slice(1))

function onlyLetters(text: string): boolean {
  for (let i = 0; i < text.length; i++)
    if ((text.charCodeAt(i) | 32) < 97 || (text.charCodeAt(i) | 32) > 122) return false
  return text.length > 0
}

/** `secret1`, `test123`: what tests and documentation write. */
function isDullWithDigits(lower: string): boolean {
  let end = lower.length
  while (end > 0 && lower.charCodeAt(end - 1) > 47 && lower.charCodeAt(end - 1) < 58) end--
  return end < lower.length && dull.has(lower.slice(0, end))
}

const dull = new Set(['secret', 'test', 'user', 'pass', 'foo', 'bar', 'demo', 'value', 'token', 'string'])

/** `Pepper-Walnut42`: capitals at the words and digits at the end, as people choose passwords and seldom names. */
function isChosen(value: string, traits: Traits): boolean {
  const last = value.charCodeAt(value.length - 1)
  return (
    traits.signs === 1 && traits.capitals >= 2 && traits.digits >= 2 && value.length <= 32 && last > 47 && last < 58
  )
}

/**
 * A password that stands in a sentence with nothing but a word before it: only what no name, version or algorithm looks
 * like.
 */
export function looksChosen(value: string): boolean {
  const traits = traitsOf(value)
  if (value.length < 6 || value.length > 64 || traits.digits === 0 || traits.letters === 0 || traits.spaces > 0)
    return false
  if (value.includes('/') || value.includes('://') || (value.includes('@') && value.includes('.'))) return false
  const kinds = 2 + Number(traits.signs > 0) + Number(traits.capitals > 0 && traits.small > 0)
  const words = wordShare(value)
  if (hasStrongSign(value)) return kinds >= 3 && value.length >= 7
  if (traits.signs > 0) return false
  return (
    traits.digits * 3 < value.length * 2 &&
    ((kinds >= 3 && words < 0.45 && value.length >= 8) || (words < 0.35 && value.length >= 10))
  )
}

/** A sign that names and numbers are not joined by. */
function hasStrongSign(value: string): boolean {
  for (const sign of value) if ('!#$%&*@^~?+='.includes(sign)) return true
  return false
}

/** Characters that settle what a long value is. */
const enough = 512

/** Confidence that it is a generated key, token or secret; `vendor` when the name says whose. */
export function judgeSecret(whole: string, written: Written, vendor: boolean): Confidence | undefined {
  const value = whole.length > enough ? whole.slice(0, enough) : whole
  const spaced = written.sign === ' ' || written.sign === ',' || written.sign === '|'
  const shortest = spaced && (!written.quoted || written.sign === ',') ? 16 : 12
  if (value.length < shortest || value.startsWith('--') || isReference(value) || masked(value) || looksMadeUp(value))
    return undefined
  const traits = traitsOf(value)
  if (traits.spaces > 0 || traits.foreign > 0 || isDocumented(value)) return undefined
  if (['[', '(', '{', '\\', '*', '|'].some(sign => value.includes(sign)) && !isSalt(value, traits, written))
    return undefined
  if (traits.letters === 0 || (traits.digits === 0 && value.length < 20 && !isMixed(value, traits))) return undefined
  if (traits.digits === 0 && (traits.capitals === 0 || traits.small === 0)) return undefined
  if (pathLike(value) || isConstant(value, traits) || (!written.quoted && looksLikeCode(value, traits)))
    return undefined
  const lower = value.toLowerCase()
  if (lower.includes('apikey') || lower.includes('api_key')) return undefined
  if (wordShare(value) > 0.42 || nameLike(value, traits)) return undefined
  const entropy = shannonEntropy(value)
  if (entropy < (value.length >= 20 ? 3 : 2.8)) return undefined
  return value.length >= 20 || vendor ? 'high' : 'medium'
}

/** Sixteen letters or more of both cases that spell nothing. */
const isMixed = (value: string, traits: Traits): boolean =>
  traits.signs === 0 && value.length >= 16 && traits.capitals >= 4 && traits.small >= 4 && wordShare(value) < 0.25

/** Forty signs of every kind in quotes, as WordPress and Django make their keys. */
const isSalt = (value: string, traits: Traits, written: Written): boolean =>
  written.quoted &&
  value.length >= 40 &&
  traits.digits >= 3 &&
  traits.capitals >= 3 &&
  traits.small >= 3 &&
  shannonEntropy(value) > 4.3 &&
  wordShare(value) < 0.25

interface Traits {
  letters: number
  small: number
  capitals: number
  digits: number
  signs: number
  spaces: number
  foreign: number
}

function traitsOf(value: string): Traits {
  const traits: Traits = { letters: 0, small: 0, capitals: 0, digits: 0, signs: 0, spaces: 0, foreign: 0 }
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i)
    if (unit > 47 && unit < 58) traits.digits++
    else if (unit > 64 && unit < 91) traits.capitals++
    else if (unit > 96 && unit < 123) traits.small++
    else if (unit === 32 || unit === 9) traits.spaces++
    else if (unit > 127) traits.foreign++
    else traits.signs++
  }
  traits.letters = traits.small + traits.capitals
  return traits
}

/** Masks: the same sign over and over. */
function masked(value: string): boolean {
  let count = 0
  for (const sign of value) if ('*•●xX.#-_?…'.includes(sign)) count++
  return count * 10 >= value.length * 7
}

/** Calls, member access, types, brackets and further references: what stands bare in code where a literal would stand in quotes. */
function looksLikeCode(value: string, traits: Traits): boolean {
  for (const sign of '(){}[]')
    if (value.includes(sign) && (sign === '(' || sign === '[' || sign === '{' || traits.digits === 0)) return true
  if (value.includes('->') || value.includes('::') || value.startsWith('&') || value.startsWith('*')) return true
  const dot = value.indexOf('.')
  if (dot > 0 && traits.digits <= 1 && wordShare(value) > 0.4) return true
  return traits.digits === 0 && traits.capitals === 0 && joinersOf(value) === traits.signs
}

/** `with-default-link`, `secret_4_levels`, `host.com`: words joined by signs that names are joined by. */
function nameLike(value: string, traits: Traits): boolean {
  const joiners = joinersOf(value)
  return joiners > 0 && joiners === traits.signs && wordShare(value) >= 0.5 && traits.digits * 4 < value.length
}

function joinersOf(value: string): number {
  let joiners = 0
  for (const sign of value) if (sign === '-' || sign === '_' || sign === '.' || sign === ':') joiners++
  return joiners
}

/** XML_SCHEMA_ATTR_4_2: capitals in words with underscores between. */
function isConstant(value: string, traits: Traits): boolean {
  return traits.small === 0 && value.split('_').length > 2 && traits.digits * 2 < value.length
}

function pathLike(value: string): boolean {
  if (
    value.startsWith('/') ||
    value.startsWith('./') ||
    value.startsWith('../') ||
    value.startsWith('~/') ||
    value.includes('://')
  )
    return wordShare(value) > 0.3 || value.includes('://')
  return value.split('/').length > 2 && wordShare(value) > 0.4
}

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Values that code and documentation put where a password belongs. */
const notPasswords = set(
  'string str text none null nil undefined true false required optional password passwd pass secret token user username admin root test default example ' +
    'integer number boolean varchar hidden input value empty string; string, object array function redacted masked removed confidential unknown n/a',
)

/** A value that speaks of passwords names a field, a message or a variable. */
const aboutPasswords = [
  'password',
  'passwd',
  'passwort',
  'your',
  'example',
  'placeholder',
  'changeme',
  'change_me',
  'change-me',
  'enter',
  'redacted',
  'insert',
  'replace',
  'secret_',
  '_secret',
]
