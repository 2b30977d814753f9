/** Names of persons below the head of a column, or behind a key that comes again and again. */
import { isWord, type Page } from './scan-page.ts'
import { looksLikeName, type Span } from './scan-people-name.ts'
import { fewestRows } from './scan-people-rows.ts'
import { cellsBelow } from './scan-table.ts'

/** Heads and keys of columns of names, in small letters; each is searched for. */
export const nameHeads: readonly string[] =
  `first name|first_name|firstname|last name|last_name|lastname|surname|given name|given_name|family name|family_name|full name|full_name|fullname|employee name|customer name|patient name|contact name
vorname|nachname|familienname|prénom|nom de famille|apellido|nombre completo|cognome|sobrenome|nome completo|voornaam|achternaam|nazwisko|förnamn|efternamn|fornavn|etternavn|efternavn|příjmení|vezetéknév|keresztnév|prenume|ad soyad|soyadı
фамилия|прізвище|επώνυμο|姓名|氏名|お名前|名前|성명|이름|성함`.split(/[|\n]/)

export interface NameColumn {
  readonly names: readonly Span[]
  /** Of the head or the first key. */
  readonly start: number
}

/** The cells below the head at `start`, when they look like names. */
export function namesBelow(page: Page, start: number, head: string): NameColumn | undefined {
  const { from, to } = headAround(page, start, head)
  const cells = cellsBelow(page, from, to)
  if (cells.length < fewestRows) return undefined
  const names = cells.filter(cell => looksLikeName(page.text.slice(cell.start, cell.end)))
  const different = new Set(names.map(name => page.text.slice(name.start, name.end)))
  return names.length >= 0.7 * cells.length && different.size >= fewestRows - 1 ? { names, start: from } : undefined
}

/** The cell: `customer_first_name`, `Contact last name`. */
function headAround({ units }: Page, start: number, head: string): { from: number; to: number } {
  let from = start
  let to = start + head.length
  while (from > 0 && start - from < 24 && isHeadPart(units[from - 1]!)) from--
  while (to - start < 40 && isHeadPart(units[to]!)) to++
  while (units[from] === 32) from++
  while (to > start && units[to - 1] === 32) to--
  return { from, to }
}

const isHeadPart = (unit: number): boolean => isWord(unit) || unit === 95 || unit === 32 || unit === 40 || unit === 41

const longestValue = 48

/** The value behind `"first_name": ` or `first_name: `. */
export function valueOfKey({ units, text, length }: Page, end: number): Span | undefined {
  let at = end
  const quoted = units[at] === 34
  if (quoted) at++
  while (units[at] === 32) at++
  if (units[at] !== 58) return undefined
  at++
  while (units[at] === 32) at++
  const opened = units[at] === 34 || units[at] === 39
  if (opened) at++
  else if (quoted) return undefined
  const start = at
  const stop = opened ? units[start - 1] : 10
  while (at < length && at - start <= longestValue && units[at] !== stop && units[at] !== 10) at++
  while (at > start && (units[at - 1] === 13 || units[at - 1] === 32)) at--
  return looksLikeName(text.slice(start, at)) ? { start, end: at } : undefined
}
