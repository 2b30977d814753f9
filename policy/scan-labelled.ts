/** Finds what only a label right before it tells: bank codes of letters and names of people. */
import { bankIdentifierCode, personalName } from './detectors/birth-date.ts'
import { addressLabels, readLabelledAddress, residenceLabels } from './scan-labelled-address.ts'
import { classes, FOREIGN, type Hit, isDigit, isWord, type Page, UPPER } from './scan-page.ts'
import type { StemConsumer } from './scan-stem-engine.ts'
import { cellsBelow } from './scan-table.ts'

type Reader = (page: Page, from: number) => Hit | undefined

const bankLabels = 'bic|swift|swift code|bic code|swift/bic|bic/swift|swift-bic|swiftcode|bic-code'.split('|')
const nameLabels = (
  'full name|patient name|patient|customer name|client name|employee name|employee|name of patient|first and last name|cardholder|cardholder name|card holder|account holder|beneficiary|beneficiary name|' +
  'applicant|applicant name|next of kin|emergency contact|vollständiger name|vor- und nachname|patientin|kontoinhaber|karteninhaber|kunde|kundin|versicherter|nom complet|nom et prénom|titulaire|' +
  'nombre completo|nombre y apellidos|titular|paciente|nome completo|nome e cognome|paziente|intestatario|volledige naam|naam|imię i nazwisko|ad soyad|adı soyadı|фио|ф.и.о.|пациент|полное имя'
).split('|')

const readers: readonly (readonly [readonly string[], Reader])[] = [
  [bankLabels, readBank],
  [nameLabels, readName],
  [addressLabels, readLabelledAddress],
  [residenceLabels, readLabelledAddress],
]
/** Labels that also head columns; these and words of every day need a sign behind them. */
const heading = new Set<string>([...bankLabels, ...addressLabels])
const signed = new Set<string>(addressLabels)

const colons = bankLabels.filter(label => label.length === 3).map(label => `${label}:`)
const stems: readonly string[] = [
  ...readers.flatMap(([words]) => words).map(label => (label.length < 4 && label < '\u0900' ? `${label} ` : label)),
  ...colons,
]
const owners: readonly Reader[] = [
  ...readers.flatMap(([words, reader]) => words.map(() => reader)),
  ...colons.map(() => readBank),
]

/** Goes out from the labels, which are rare. */
export const labelledConsumer: StemConsumer = {
  stems,
  reader: () => (page, start, stem, hits) => {
    if (start > 0 && isWord(page.units[start - 1]!)) return
    let end = start + stems[stem]!.trimEnd().length
    if (isWord(page.units[end]!)) return
    end = page.units[end - 1] === 58 ? end - 1 : end
    const label = stems[stem]!.trimEnd()
    const ownLine = signed.has(label) && page.units[end] === 10 && (start === 0 || page.units[start - 1] === 10)
    const from = ownLine ? end + 1 : afterSigns(page, end)
    const bare = signed.has(label) && !hasSign(page, end, from)
    const hit = bare ? coded(page, readLabelledAddress(page, from)) : owners[stem]!(page, from)
    if (hit) hits.push(hit)
    else if (heading.has(label))
      for (const cell of cellsBelow(page, cellStart(page, start), end)) {
        const below = owners[stem]!(page, cell.start)
        if (below) hits.push(below)
      }
  },
}

/** An address that no sign parts from its label has a postal code, or is of East Asia. */
function coded(page: Page, hit: Hit | undefined): Hit | undefined {
  if (!hit || hit.end - hit.start < 12 || !beginsStreet(page, hit.start)) return undefined
  let digits = 0
  let eastern = 0
  for (let at = hit.start; at < hit.end; at++) {
    const unit = page.units[at]!
    if (unit >= 0x2e80) eastern++
    digits = isDigit(unit) ? digits + 1 : 0
    const year = digits === 4 && (page.text.startsWith('19', at - 3) || page.text.startsWith('20', at - 3))
    if (digits > 3 && (!year || isDigit(page.units[at + 1]!))) return hit
  }
  return eastern > 5 ? hit : undefined
}

/** A number, a name, or a short word for a street. */
function beginsStreet({ units, text }: Page, at: number): boolean {
  const first = units[at]!
  return first < 97 || first > 122 || ['ul.', 'ul ', 'rue ', 'via ', 'av. '].some(word => text.startsWith(word, at))
}

/** Words before the label belong to the head of its column: `home address`. */
function cellStart({ units }: Page, start: number): number {
  let at = start
  while (at > 0 && start - at < 24 && (isWord(units[at - 1]!) || units[at - 1] === 95 || units[at - 1] === 32)) at--
  while (units[at] === 32) at++
  return at
}

/** A colon, a quote, a bar or a break between the label and what follows. */
function hasSign({ text }: Page, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (':="|>\t\n：'.includes(text[at]!)) return true
  return text.startsWith(' is ', from) || text.startsWith(' ist ', from)
}

/** Behind quotes, colons, brackets, spaces and the words that link a label to its value. */
function afterSigns(page: Page, from: number): number {
  const { units, text, length } = page
  let at = from
  while (at < length && at - from < 32) {
    const sign = text[at]!
    if (' :=-–"\'*|>(#\t：は是/'.includes(sign)) at++
    else if (sign === '<') at = tagEnd(page, at)
    else if (sign === '\n' && units[at - 1] === 58) at++
    else {
      const link = links.find(word => text.startsWith(word, at) && !isWord(units[at + word.length] ?? 0))
      if (!link) return at
      at += link.length
    }
  }
  return at
}

/** Behind `</th>`, `<td>` and the like; behind the sign alone when no tag begins there. */
function tagEnd({ text }: Page, at: number): number {
  const close = text.indexOf('>', at)
  return close > 0 && close - at < 24 ? close + 1 : at + 1
}

const links = [
  'is',
  'ist',
  'est',
  'es',
  'on',
  'am',
  'le',
  'el',
  'il',
  'the',
  'was',
  'in',
  'em',
  'ist der',
  'den',
  'dd/mm/yyyy',
  'mm/dd/yyyy',
  ')',
]

function readBank({ units }: Page, from: number): Hit | undefined {
  let end = from
  while (end - from < 12 && ((classes[units[end]!]! & UPPER) !== 0 || (isDigit(units[end]!) && end - from > 5))) end++
  const size = end - from
  if ((size !== 8 && size !== 11) || isWord(units[end]!)) return undefined
  const country = String.fromCharCode(units[from + 4]!, units[from + 5]!)
  if (!countries.has(country)) return undefined
  return {
    detector: bankIdentifierCode,
    start: from,
    end,
    confidence: 'medium',
    why: ['a code with a country in it, right behind a label'],
  }
}

const countries = new Set(
  'AD AE AL AR AT AU AZ BA BE BG BH BR BY CA CH CL CN CO CR CY CZ DE DK DO EE EG ES FI FR GB GE GI GR GT HK HR HU ID IE IL IN IQ IS IT JO JP KE KR KW KZ LB LI LT LU LV MA MC MD ME MK MT MU MX MY NG NL NO NZ OM PA PE PH PK PL PT QA RO RS RU SA SE SG SI SK SM TH TN TR TW UA US UY VN ZA'.split(
    ' ',
  ),
)

/** Two to four capitalised words, initials and particles between them. */
function readName({ units, text, length }: Page, from: number): Hit | undefined {
  let at = from
  let words = 0
  let end = from
  while (at < length && words < 4) {
    const start = at
    while (
      at < length &&
      (isWord(units[at]!) || classes[units[at]!] === FOREIGN || units[at] === 39 || units[at] === 45)
    )
      at++
    const word = text.slice(start, at)
    if (word.length === 0 || isDigit(units[start]!)) break
    const particle = particles.has(word)
    if (!particle && !isCapitalised(word)) break
    if (!particle) {
      words++
      end = units[at] === 46 && word.length <= 2 ? at + 1 : at
    }
    if (units[at] === 46 && word.length <= 3) at++
    if (units[at] === 44 && words === 1) at++
    if (units[at] !== 32) break
    at++
  }
  return words >= 2
    ? {
        detector: personalName,
        start: from,
        end,
        confidence: 'medium',
        why: ['capitalised words right behind a label'],
      }
    : undefined
}

function isCapitalised(word: string): boolean {
  const first = word[0]!
  return (
    first !== first.toLowerCase() &&
    (word.length === 1 || word.slice(1) !== word.slice(1).toUpperCase() || word.length < 3)
  )
}

const particles = new Set([
  'de',
  'da',
  'di',
  'van',
  'von',
  'der',
  'den',
  'la',
  'le',
  'el',
  'al',
  'bin',
  'ibn',
  'dos',
  'del',
  'du',
  'ter',
  'zu',
  'y',
  'e',
])
