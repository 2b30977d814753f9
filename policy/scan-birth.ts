/** Finds dates of birth: a date right behind a label that says so. */
import { dateOfBirth } from './detectors/birth-date.ts'
import { isDay } from './detectors/check-digits.ts'
import type { Chain } from './scan-chains.ts'
import { isRightBeside, type NearLabel } from './scan-labels.ts'
import { classes, FOREIGN, type Hit, isDigit, isWord, type Page } from './scan-page.ts'

export const birthLabels: readonly string[] = (
  'dob|d.o.b|d.o.b.|date of birth|birth date|birthdate|birthday|birth_date|date_of_birth|dateofbirth|born|born on|born in|geburtsdatum|geburtstag|geb.|geb|geboren am|geboren|geb. am|date de naissance|' +
  'né le|née le|né(e) le|fecha de nacimiento|nacido el|nacida el|nacimiento|data di nascita|nato il|nata il|data de nascimento|nascido em|nascida em|nascimento|geboortedatum|data urodzenia|' +
  'ur.|urodzony|urodzona|doğum tarihi|doğum|дата рождения|родился|родилась|д.р.|出生日期|生日|出生|生年月日|誕生日|생년월일|생일|जन्म तिथि|जन्मतिथि|تاريخ الميلاد|syntymäaika|födelsedatum|född|fødselsdato|født|datum narození|' +
  'nar.|narozen|narozena|datum rođenja|rođen|dátum narodenia|született|szül.|születési idő|data de nasc|data nasc|nasc|nato a|nata a|luogo e data di nascita|f. nacimiento|fecha de nac|fec. nac|geb.-datum|geb.datum|geburtstag|d.d.n.|né en|née en|dt. nasc|birth day|year of birth|birth|doğdu|syntynyt|synt.|fødselsdag|fødd|gimimo data|dzimšanas datums|sünniaeg|rojstni datum|роден|дата на раждане|tarikh lahir|petsa ng kapanganakan|出生年月|出生年月日|születési dátum|data nașterii|дата народження|ημερομηνία γέννησης|תאריך לידה|tanggal lahir|ngày sinh|วันเกิด'
).split('|')
/** Reads the date that begins at the chain, or with a month's name before it. */
export function readBirth(page: Page, chain: Chain, labels: readonly NearLabel<unknown>[], hits: Hit[]): void {
  const label = labels.find(one => isRightBeside(one.distance) && birthSet.has(one.label))
  if (!label) return
  const from = monthBefore(page, firstDigit(page, chain))
  const end = dateEnd(page, from)
  if (end > from)
    hits.push({ detector: dateOfBirth, start: from, end, confidence: 'high', why: ['a date right behind a label'] })
}

/** A label in capitals right before the digits counts as a word of the chain. */
function firstDigit({ units }: Page, chain: Chain): number {
  let at = chain.bounds[0]!
  while (!isDigit(units[at]!)) at++
  return at
}

const birthSet = new Set(birthLabels)

/** `March 12, 1985` begins with a word, `1 March 1985` with a digit alone: where the date begins whose digits start at `start`. */
function monthBefore(page: Page, start: number): number {
  const { units, text } = page
  const dayEnd = beforeGap(units, start)
  let dayStart = dayEnd
  while (dayStart > 0 && dayEnd - dayStart < 3 && isDigit(units[dayStart - 1]!)) dayStart--
  const wordEnd = dayStart < dayEnd ? beforeGap(units, dayStart) : dayEnd
  let from = wordEnd
  while (from > 0 && wordEnd - from < 12 && isLetter(units[from - 1]!)) from--
  const word = text.slice(from, wordEnd).toLowerCase()
  if (wordEnd === start || word.length < 2) return start
  if (word === 'de' || word === 'of') return monthBefore(page, from)
  if (!months.some(name => word.startsWith(name))) return start
  let day = beforeGap(units, from)
  const gap = day
  while (day > 0 && gap - day < 4 && isWord(units[day - 1]!)) day--
  return day < gap && isDigit(units[day]!) ? day : from
}

function beforeGap(units: Uint16Array, from: number): number {
  let at = from
  while (at > 0 && from - at < 3 && (units[at - 1] === 32 || units[at - 1] === 46 || units[at - 1] === 44)) at--
  return at
}

const isLetter = (unit: number): boolean => (isWord(unit) && !isDigit(unit)) || classes[unit] === FOREIGN

/** Numbers and month names; must hold a year of four digits, or three numbers that make a day. */
function dateEnd({ units, text, length }: Page, from: number): number {
  const numbers: number[] = []
  let month = false
  let era = false
  let end = from
  let at = from
  while (at < length && at - from < 32 && numbers.length < 3) {
    if (isDigit(units[at]!)) {
      let number = 0
      const start = at
      while (at < length && isDigit(units[at]!) && at - start < 9) number = number * 10 + units[at++]! - 48
      if (at - start === 8 && numbers.length === 0)
        return isYear(Math.floor(number / 10_000)) || isYear(number % 10_000) ? at : from
      numbers.push(number)
      end = at
    } else if (isWord(units[at]!) || classes[units[at]!] === FOREIGN) {
      const start = at
      while (at < length && (isWord(units[at]!) || classes[units[at]!] === FOREIGN) && !isDigit(units[at]!)) at++
      const word = text.slice(start, at).toLowerCase()
      if (months.some(name => word.startsWith(name))) month = true
      else if (!fillers.has(word)) break
      else if ('日일년'.includes(word)) end = at
      if (word === '年') era = true
    } else if (' ./-,\u00a0'.includes(text[at]!)) at++
    else break
  }
  if (numbers.length === 3 && (text[at] === '日' || text[at] === '일')) end = at + 1
  const year = era || numbers.some(isYear)
  if (month && numbers.length >= 2) return end
  if (numbers.length < 3) return from
  const days = numbers.filter(number => number >= 1 && number <= 31).length
  return (year && days >= 2) ||
    (days >= 2 &&
      isDay(2000, Math.min(numbers[0]!, numbers[1]!), Math.max(numbers[0]!, numbers[1]!)) &&
      numbers[2]! < 100)
    ? end
    : from
}

const isYear = (number: number): boolean => number >= 1900 && number <= 2030
const fillers = new Set([
  'st',
  'nd',
  'rd',
  'th',
  'of',
  'de',
  'der',
  'del',
  'do',
  'di',
  '年',
  '月',
  '日',
  '년',
  '월',
  '일',
  'года',
  'г',
  'er',
])
const months = (
  'jan feb mar apr may jun jul aug sep oct nov dec mär mai okt dez janv fév fev avr juin juil aoû déc ene abr ago dic gen mag giu lug set ott fevereiro maio junho julho out mrt mei ' +
  'sty lut kwi maj cze lip sie wrz paź lis gru oca şub nis haz tem ağu eyl eki kas ara янв фев мар апр мая май июн июл авг сен окт ноя дек'
).split(' ')
