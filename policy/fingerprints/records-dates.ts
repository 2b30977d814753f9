/** Dates among words, in every common order, as one normal form: eight digits, year first. */
import { foldedText, type Words } from './records-words.ts'

/** `last` is the last word of the date; `forms` has more than one entry where the order could be either. */
export interface DateAt {
  readonly first: number
  readonly last: number
  readonly forms: readonly string[]
}

/** English, German, French, Spanish, Italian, Portuguese, Dutch; short forms too. */
const monthNames = [
  'january jan januar janvier janv enero ene gennaio gen janeiro januari',
  'february feb februar fevrier fevr febrero febbraio fevereiro fev februari',
  'march mar marz mrz mars marzo marco maart mrt',
  'april apr avril avr abril abr aprile',
  'may mai mayo maggio mag maio mei',
  'june jun juni juin junio giugno giu junho',
  'july jul juli juillet juil julio luglio lug julho',
  'august aug aout agosto ago augustus',
  'september sep sept septembre septiembre settembre set setembro',
  'october oct oktober okt octobre octubre ottobre ott outubro out',
  'november nov novembre noviembre novembro',
  'december dec dezember dez decembre diciembre dic dicembre dezembro',
]
const months: ReadonlyMap<string, number> = new Map(
  monthNames.flatMap((names, i) => names.split(' ').map(name => [name, i + 1] as const)),
)
/** Between day, month and year: 4 de marzo de 2001. */
const linking = new Set(['de', 'of', 'del'])

/** The date that ends, or for year-first forms begins, with word `i`; undefined when there is none. Constant time. */
export function dateAt(words: Words, i: number): DateAt | undefined {
  const { at, folded } = words
  const length = at[i + 1]! - at[i]!
  if (length > 8 || !isDigit(folded[at[i]!]!)) return undefined
  const number = numberOf(words, i)
  if (number < 0) return undefined
  if (length === 8) return found(i, i, compact(text(words, i)))
  if (length === 4) return yearFirst(words, i, number) ?? yearLast(words, i, [number])
  if (length === 2) return yearLast(words, i, number < 30 ? [1900 + number, 2000 + number] : [1900 + number])
  return undefined
}

/** Normal forms of a cell that is a date and nothing else; empty when it is none. */
export function datesOfCell(words: Words): readonly string[] {
  // Behind it at most a time of day.
  for (let i = 0; i < Math.min(words.count, 6); i++) {
    const date = dateAt(words, i)
    if (date) return date.first === 0 && words.count - date.last <= 5 ? date.forms : []
  }
  return []
}

function compact(digits: string): string[] {
  const [a, b, c] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)]
  return [
    ...form(Number(a), Number(b), Number(c)),
    ...form(Number(digits.slice(4)), Number(digits.slice(2, 4)), Number(digits.slice(0, 2))),
    ...form(Number(digits.slice(4)), Number(digits.slice(0, 2)), Number(digits.slice(2, 4))),
  ]
}

function yearFirst(words: Words, i: number, year: number): DateAt | undefined {
  if (i + 2 >= words.count || !near(words, i, i + 2)) return undefined
  // 2001-03-04T00:00: the time of day hangs on the day.
  const day = /^(\d{1,2})(t\d\d)?$/.exec(text(words, i + 2))
  return day ? found(i, i + 2, form(year, monthOf(words, i + 1), Number(day[1]))) : undefined
}

function yearLast(words: Words, i: number, years: readonly number[]): DateAt | undefined {
  let second = i - 1
  if (second > 0 && isLinking(words, second)) second--
  let first = second - 1
  if (first > 0 && isLinking(words, first)) first--
  if (first < 0 || !near(words, first, i)) return undefined
  const forms = years.flatMap(year => [
    ...form(year, monthOf(words, second), dayOf(words, first)),
    ...form(year, monthOf(words, first), dayOf(words, second)),
  ])
  return found(first, i, forms)
}

function found(first: number, last: number, forms: readonly string[]): DateAt | undefined {
  return forms.length === 0 ? undefined : { first, last, forms: [...new Set(forms)] }
}

function form(year: number, month: number, day: number): string[] {
  if (year < 1850 || year > 2150 || month < 1 || month > 12 || day < 1 || day > 31) return []
  return [String(year * 10_000 + month * 100 + day)]
}

/** Day, month and year stand close: 4. March, 2001. */
function near({ start, end }: Words, first: number, last: number): boolean {
  for (let i = first; i < last; i++) if (start[i + 1]! - end[i]! > 2) return false
  return true
}

function monthOf(words: Words, i: number): number {
  const length = words.at[i + 1]! - words.at[i]!
  if (length <= 2) return numberOf(words, i)
  return length <= 10 ? (months.get(text(words, i)) ?? -1) : -1
}

/** 4, 04, 4th. */
function dayOf(words: Words, i: number): number {
  const length = words.at[i + 1]! - words.at[i]!
  if (length <= 2) return numberOf(words, i)
  return length <= 4 ? Number(/^(\d{1,2})(?:st|nd|rd|th|er)$/.exec(text(words, i))?.[1] ?? -1) : -1
}

function isLinking(words: Words, i: number): boolean {
  return words.at[i + 1]! - words.at[i]! <= 3 && linking.has(text(words, i))
}

const isDigit = (unit: number): boolean => unit >= 48 && unit < 58

/** -1 when a unit of the word is no digit. */
function numberOf({ folded, at }: Words, i: number): number {
  let number = 0
  for (let place = at[i]!; place < at[i + 1]!; place++) {
    if (!isDigit(folded[place]!)) return -1
    number = number * 10 + folded[place]! - 48
  }
  return number
}

function text({ folded, at }: Words, i: number): string {
  let word = ''
  for (let place = at[i]!; place < at[i + 1]!; place++) word += String.fromCharCode(folded[place]!)
  return word
}

/** What the normal form of a date is hashed as: never equal to that of a text. */
export const dateForm = (digits: string): string => `\u0001${foldedText(digits)}`
