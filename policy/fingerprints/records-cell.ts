/** What one cell can look like in a text: its normal forms, by whether it is a mail address, a number, a date or a name. */
import { dateForm, datesOfCell } from './records-dates.ts'
import { otherDialled } from './records-phones.ts'
import { foldedText, type Words } from './records-words.ts'

export const cellKinds = ['mail', 'iban', 'card', 'number', 'date', 'text'] as const
export type CellKind = (typeof cellKinds)[number]

/** One meaning of a cell: `03/04/2001` has two. All its forms mean the same. */
export interface Reading {
  readonly forms: readonly string[]
}

export interface Cell {
  readonly kind: CellKind
  readonly readings: readonly Reading[]
  /** Most words that a text may write it in: numbers are written in groups. */
  readonly words: number
}

export const maxWords = 10
export const maxLength = 96

/** Characters of the normal form; a Chinese or Japanese letter says as much as two. Below it a value alone means nothing. */
export const leastWeight = 4

export function weightOf(form: string): number {
  let weight = 0
  for (let i = 0; i < form.length; i++) weight += form.charCodeAt(i) >= 0x2e80 ? 2 : 1
  return weight
}

/** `words` are those of `value`. A cell without letters and digits has no readings. */
export function readCell(value: string, words: Words): Cell {
  const whole = foldedText(value)
  if (whole === '') return { kind: 'text', readings: [], words: 0 }
  const dates = datesOfCell(words)
  const kind = kindOf(value, whole, dates.length > 0)
  const readings = dates.map(date => ({ forms: [dateForm(date)] }))
  // 20010304 may be a number as well: its digits count too.
  if (kind !== 'date' || words.count === 1) readings.push({ forms: formsOf(value, whole, kind, words) })
  return { kind, readings, words: kind === 'mail' || kind === 'text' ? words.count : groupsOf(whole) }
}

function kindOf(value: string, whole: string, isDate: boolean): CellKind {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim())) return 'mail'
  if (/^[a-z]{2}\d\d[a-z0-9]{11,30}$/.test(whole)) return 'iban'
  if (isDate) return 'date'
  if (/^\d{13,19}$/.test(whole) && !value.trim().startsWith('+') && luhnHolds(whole)) return 'card'
  return /\d.*\d.*\d/.test(whole) && !/[a-z\u0080-\uffff]{4}/.test(whole) ? 'number' : 'text'
}

const groupsOf = (whole: string): number => Math.min(maxWords, Math.ceil(whole.length / 2))

function formsOf(value: string, whole: string, kind: CellKind, words: Words): string[] {
  if (kind === 'number') return [...new Set([whole, ...otherDialled(value, whole)])]
  if (kind !== 'text' || words.count < 2) return spelled(value, whole)
  const parts = spelled(value, whole)
  return [...new Set([...parts, ...turned(value, words).flatMap(other => spelled(other, foldedText(other)))])]
}

/** The other order of a name: Doe, Jane for Jane Doe. */
function turned(value: string, words: Words): string[] {
  if (words.count > 5 || /\d/.test(value)) return []
  const comma = value.indexOf(',')
  if (comma > 0) return [`${value.slice(comma + 1)} ${value.slice(0, comma)}`]
  const last = words.count - 1
  return [`${value.slice(words.start[last], words.end[last])} ${value.slice(0, words.start[last])}`]
}

const umlauts: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'oe',
  å: 'aa',
}

/** Müller is written Mueller too. */
function spelled(value: string, whole: string): string[] {
  const other = foldedText(
    value
      .normalize('NFC')
      .toLowerCase()
      .replace(/[äöüßæœøå]/g, letter => umlauts[letter]!),
  )
  return other === whole ? [whole] : [whole, other]
}

function luhnHolds(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0
}
