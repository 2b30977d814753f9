/** Finds postal addresses: a street word with a house number beside it and a postal code behind. */
import { postalAddress } from './detectors/address.ts'
import type { Chain } from './scan-chains.ts'
import { classes, FOREIGN, type Hit, isDigit, isWord, type Page, UPPER } from './scan-page.ts'
import type { StemConsumer } from './scan-stem-engine.ts'

/** Before these words stands the number: 12 High Street. */
const numberFirst = set(
  'street st avenue ave road rd lane ln drive dr boulevard blvd court ct place pl way terrace close crescent parkway pkwy square row hill gardens highway hwy rue avenue allée impasse chemin quai boulevard',
)
/** Behind these: Lindenstraße 12, Calle Mayor 5, Via Roma 3, ul. Długa 7. */
const numberLast = set(
  'straße strasse str calle avenida avda viale via piazza corso largo rua ulica ul улица ул пр проспект plaza carrer praça travessa',
)
/** Ends of words that number comes behind: Lindenstraße, Keizersgracht, Storgatan. */
const suffixes = [
  'straße',
  'strasse',
  'str',
  'gasse',
  'platz',
  'allee',
  'weg',
  'ring',
  'damm',
  'ufer',
  'straat',
  'laan',
  'gracht',
  'plein',
  'gatan',
  'vägen',
  'gate',
  'veien',
  'vej',
  'gade',
  'katu',
  'tie',
]

function set(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}

const reachBefore = 90

/** Reads one chain as the postal code of an address whose street stands before it. */
export function readAddress(page: Page, chain: Chain, hits: Hit[]): void {
  for (let word = 0; word < chain.count; word++) {
    const codeStart = chain.bounds[2 * word]!
    const code = codeEnd(page, codeStart)
    if (code < 0) continue
    const start = streetBefore(page, codeStart)
    if (start < 0) continue
    hits.push({
      detector: postalAddress,
      start,
      end: townEnd(page, code),
      confidence: 'medium',
      why: ['house number, street and postal code'],
    })
    return
  }
}

const britishStreets = [
  'street',
  'avenue',
  ' road',
  ' lane',
  ' drive',
  ' close',
  'terrace',
  'crescent',
  'gardens',
  ' court',
  ' place',
]
/** Postal codes like SW1A 1AA have no two digits in a row: these addresses are found from the street. */
export const britishAddressConsumer: StemConsumer = {
  stems: britishStreets,
  reader: () => (page, at, stem, hits) => {
    const end = at + britishStreets[stem]!.length
    if (isWord(page.units[end]!) || !isCapital(page.units[page.units[at] === 32 ? at + 1 : at]!)) return
    for (let code = end; code < Math.min(page.length, end + 60) && page.units[code] !== 0; code++) {
      if (!isCapital(page.units[code]!) || isWord(page.units[code - 1]!)) continue
      const codeStop = codeEnd(page, code)
      const start = codeStop < 0 ? -1 : streetBefore(page, code)
      if (start < 0) continue
      hits.push({
        detector: postalAddress,
        start,
        end: codeStop,
        confidence: 'medium',
        why: ['house number, street and postal code'],
      })
      return
    }
  },
}

interface Word {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Where an address begins that ends before `codeStart`: at the house number or at the street's first word; -1 when there is none. */
function streetBefore(page: Page, codeStart: number): number {
  const words = wordsBefore(page, codeStart)
  for (let i = words.length - 1; i >= 0; i--) {
    const word = words[i]!.text.toLowerCase()
    if (numberFirst.has(word)) {
      const number = houseNumber(words, i)
      if (number >= 0) return number
    }
    const suffixed =
      word.length > 6 && isCapital(words[i]!.text.charCodeAt(0)) && suffixes.some(suffix => word.endsWith(suffix))
    const next = words[i + 1]?.text
    if (!next || !(suffixed || numberLast.has(word))) continue
    // Lindenstraße 12; Via Roma 3, Calle de Alcalá 12.
    if (isDigit(next.charCodeAt(0))) return next.length < 6 ? words[i]!.start : -1
    if (!suffixed && startsName(next) && words.slice(i + 2, i + 6).some(one => isDigit(one.text.charCodeAt(0))))
      return words[i]!.start
  }
  return -1
}

const particles = new Set(['de', 'da', 'do', 'das', 'dos', 'del', 'della', 'la', 'di', 'los', 'las'])

/** A capital, or a particle of a name. */
const startsName = (word: string): boolean => particles.has(word) || word[0] !== word[0]!.toLowerCase()

/** Words of the same text before the code, over at most three lines. */
function wordsBefore({ units, text }: Page, codeStart: number): Word[] {
  let from = codeStart
  let lines = 0
  while (from > 0 && codeStart - from < reachBefore && units[from - 1] !== 0 && (units[from - 1] !== 10 || ++lines < 4))
    from--
  const words: Word[] = []
  let at = from
  while (at < codeStart) {
    while (at < codeStart && !joins(units[at]!)) at++
    const start = at
    while (at < codeStart && joins(units[at]!)) at++
    if (at > start) words.push({ start, end: at, text: text.slice(start, at) })
  }
  return words
}

const joins = (unit: number): boolean => isWord(unit) || classes[unit] === FOREIGN || unit === 39 || unit === 45

/** Start of the number that stands one to four capitalised words before the street word at `street`; -1 without one. */
function houseNumber(words: readonly Word[], street: number): number {
  for (let i = street - 1; i >= Math.max(0, street - 5); i--) {
    const { text, start } = words[i]!
    if (isDigit(text.charCodeAt(0)))
      return text.length <= 6 && (street > i + 1 || isDigit(text.charCodeAt(0))) ? start : -1
    if (
      !isCapital(text.charCodeAt(0)) &&
      !['de', 'la', 'du', 'des', 'le', 'of', 'the', 'bis', 'ter', 'rue', 'and'].includes(text)
    )
      return -1
  }
  // French puts the street word right behind the number: 12 rue de la Paix.
  return -1
}

function codeEnd({ units }: Page, at: number): number {
  let digits = 0
  while (digits < 7 && isDigit(units[at + digits]!)) digits++
  let end = at + digits
  if (digits === 5) {
    if (units[end] === 45 && isDigit(units[end + 1]!)) while (isDigit(units[end + 1]!)) end++
    return isWord(units[end]!) ? -1 : end === at + 5 ? end : end + 1
  }
  if (digits === 6) return isWord(units[end]!) ? -1 : end
  // 1012 AB (Netherlands), 75-001, 00-950 (Poland), 1200-123 (Portugal), 111 22 (Sweden).
  if (
    digits === 4 &&
    units[end] === 32 &&
    isCapital(units[end + 1]!) &&
    isCapital(units[end + 2]!) &&
    !isWord(units[end + 3]!)
  )
    return end + 3
  if (
    (digits === 2 || digits === 4) &&
    units[end] === 45 &&
    isDigit(units[end + 1]!) &&
    isDigit(units[end + 3]!) &&
    !isWord(units[end + 4]!)
  )
    return end + 4
  // SW1A 1AA, M5V 2T6.
  if (isCapital(units[at]!)) {
    let size = 1
    while (size < 5 && (isCapital(units[at + size]!) || isDigit(units[at + size]!))) size++
    const second = at + size + 1
    if (
      size >= 2 &&
      size <= 4 &&
      units[at + size] === 32 &&
      isDigit(units[second]!) &&
      hasDigit(units, at, size) &&
      isWord(units[second + 1]!) &&
      isWord(units[second + 2]!) &&
      !isWord(units[second + 3]!)
    )
      return second + 3
  }
  return -1
}

const isCapital = (unit: number): boolean => (classes[unit]! & UPPER) !== 0

function hasDigit(units: Uint16Array, at: number, size: number): boolean {
  for (let i = 0; i < size; i++) if (isDigit(units[at + i]!)) return true
  return false
}

/** `10115 Berlin`: one capitalised word behind the code. */
function townEnd({ units }: Page, from: number): number {
  const first = units[from + 1]!
  if (units[from] !== 32 || !(isCapital(first) || (first >= 0x410 && first <= 0x42f))) return from
  let end = from + 1
  while (isWord(units[end]!) || classes[units[end]!] === FOREIGN || units[end] === 45) end++
  return end
}
