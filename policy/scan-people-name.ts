/** Reads names of persons: two to four capitalised words of which one is a common given name, or a family name and a given one in Chinese characters. */
import { classes, FOREIGN, isDigit, isSpace, isWord, type Page, UPPER } from './scan-page.ts'
import { familyNames, givenNames } from './scan-people-names.ts'

export interface Span {
  readonly start: number
  readonly end: number
}

/** The name that begins at `at`; it ends before `limit`. */
export function nameFrom(page: Page, at: number, limit: number): Span | undefined {
  if (page.units[at]! >= 0x3400) return shortNameFrom(page, at, limit)
  let given = false
  let words = 0
  let end = at
  let from = at
  while (from < limit && words < 4) {
    const to = wordEnd(page, from, limit)
    const word = page.text.slice(from, to)
    if (to === from || to - from > 24) break
    if (!isCapitalised(word)) {
      if (words === 0 || !particles.has(word)) break
    } else {
      words++
      end = page.units[to] === 46 && to - from === 1 ? to + 1 : to
      given ||= isGiven(word)
    }
    const next = page.units[to] === 46 && to - from <= 3 ? to + 1 : to
    if (page.units[next] === 44 && words === 1 && page.units[next + 1] === 32) from = next + 2
    else if (page.units[next] === 32 && page.units[next + 1] !== 32) from = next + 1
    else break
  }
  return given && words >= 2 ? { start: at, end } : undefined
}

/** Every name in a stretch of a row, in order. */
export function namesIn(page: Page, start: number, end: number): Span[] {
  const found: Span[] = []
  let at = start
  while (at < end) {
    if (!isNameLetter(page, at)) {
      at++
      continue
    }
    const name = beginsName(page, at) ? nameFrom(page, at, end) : undefined
    if (name) found.push(name)
    at = name ? name.end : Math.max(at + 1, wordEnd(page, at, end))
  }
  return found
}

/** A value that stands where a name is expected: one to four words without digits, capitals first. */
export function looksLikeName(value: string): boolean {
  if (value.length < 2 || value.length > 48) return false
  const words = value.split(' ')
  return words.length <= 5 && words.every(word => particles.has(word) || isNamePart(word)) && isNamePart(words[0]!)
}

function isNamePart(word: string): boolean {
  if (word === '') return false
  for (const sign of word) {
    const unit = sign.charCodeAt(0)
    if (isDigit(unit) || (!isWord(unit) && classes[unit] !== FOREIGN && !"'’.,-".includes(sign))) return false
  }
  return word[0] !== word[0]!.toLowerCase() || word.toLowerCase() === word.toUpperCase()
}

const isGiven = (word: string): boolean => {
  const small = word.toLowerCase()
  const hyphen = small.indexOf('-')
  return givenNames.has(small) || (hyphen > 0 && givenNames.has(small.slice(0, hyphen)))
}

/** 王小明, 田中 太郎, 김민준: a family name and one or two characters more. */
function shortNameFrom({ units, text }: Page, at: number, limit: number): Span | undefined {
  let end = at
  while (end < limit && units[end]! >= 0x3400) end++
  const first = end
  if (units[end] === 32 || units[end] === 0x3000) {
    end++
    while (end < limit && units[end]! >= 0x3400) end++
  }
  const whole = text.slice(at, end)
  const spaced = end > first + 1
  if (whole.length < 2 || whole.length > (spaced ? 7 : 4)) return undefined
  for (let length = 1; length <= 3 && length < whole.length; length++)
    if (familyNames.has(whole.slice(0, length))) return { start: at, end }
  return undefined
}

function wordEnd({ units }: Page, from: number, limit: number): number {
  let at = from
  while (at < limit && isNameUnit(units[at]!)) at++
  return at
}

const isNameUnit = (unit: number): boolean =>
  (isWord(unit) && !isDigit(unit)) || classes[unit] === FOREIGN || unit === 39 || unit === 45

const isNameLetter = ({ units }: Page, at: number): boolean => isNameUnit(units[at]!) && units[at]! > 45

function beginsName({ units }: Page, at: number): boolean {
  return (classes[units[at]!]! & UPPER) !== 0 || classes[units[at]!] === FOREIGN
}

/** `Anna`, `ANNA`, `O'Neill`, `Müller-Lüdenscheid`, `J`. */
function isCapitalised(word: string): boolean {
  const first = word[0]!
  if (first === first.toLowerCase()) return false
  const rest = word.slice(1)
  return (
    rest === rest.toLowerCase() ||
    rest === rest.toUpperCase() ||
    word.includes("'") ||
    word.includes('-') ||
    /^(Mc|Mac|De|Di|La|Le|Van)[A-Z]/.test(word)
  )
}

const particles = new Set('de da di do van von der den dem la le el al bin ibn dos das del du ter zu y e i'.split(' '))

/** Behind a name in a row stands a separator, or nothing. */
export function endsName({ units, length }: Page, at: number): boolean {
  if (at >= length) return true
  const unit = units[at]!
  if (unit === 32) return isSpace(units[at + 1]!) || '<(-–|•'.includes(String.fromCharCode(units[at + 1]!))
  return '\n\r\t,;|"\'<>(:)\0*_]}、，'.includes(String.fromCharCode(unit))
}
