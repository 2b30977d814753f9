/** Finds lists of people: rows that each hold a person, by what other engines found in them, by names, and by heads of columns. */
import { peopleList } from './detectors/people-list.ts'
import type { Confidence } from './finding.ts'
import { lineAt } from './scan-line.ts'
import { classes, type Engine, FOREIGN, type Hit, isWord, type Page } from './scan-page.ts'
import { type NameColumn, nameHeads, namesBelow, valueOfKey } from './scan-people-columns.ts'
import { contactBlocks, type PersonRow } from './scan-people-contacts.ts'
import type { Span } from './scan-people-name.ts'
import { isPublished, isStatistics } from './scan-people-published.ts'
import { fewestRows, nameRuns } from './scan-people-rows.ts'
import type { StemConsumer } from './scan-stem-engine.ts'

type Add = (places: readonly Span[], confidence: Confidence, why: string) => void

const mostColumns = 64

/** `consumer` collects columns of names; `engine` runs behind all that find personal data on the same page. */
export function createPeople(): { readonly consumer: StemConsumer; readonly engine: Engine } {
  let last: Page | undefined
  let columns: NameColumn[] = []
  let keys = new Map<number, Span[]>()
  const begin = (page: Page): void => {
    if (page === last) return
    last = page
    columns = []
    keys = new Map()
  }
  return {
    consumer: {
      stems: nameHeads,
      reader: () => (page, start, stem) => {
        begin(page)
        const head = nameHeads[stem]!
        if (isLetter(page.units[start - 1] ?? 0) || isLetter(page.units[start + head.length]!)) return
        const value = valueOfKey(page, start + head.length)
        const listed = keys.get(stem)
        if (!value) {
          const column = columns.length < mostColumns ? namesBelow(page, start, head) : undefined
          if (column) columns.push(column)
        } else if (listed) listed.push(value)
        else keys.set(stem, [value])
      },
    },
    engine: (page, hits) => {
      begin(page)
      const add = adder(hits)
      for (const names of keys.values()) addKeys(page, names, add)
      for (const column of columns) addColumn(page, column, add)
      const blocks = contactBlocks(page, hits)
      for (const block of blocks) addBlock(page, block, add)
      lowerAuthors(page, blocks, hits)
      for (const names of nameRuns(page)) addNames(page, names, add)
      last = undefined
    },
  }
}

const isLetter = (unit: number): boolean => isWord(unit) || (classes[unit] === FOREIGN && unit < 0x2e80)

/** A place is told once, by the first that finds it. */
function adder(hits: Hit[]): Add {
  const taken = new Set<number>()
  return (places, confidence, why) => {
    for (const { start, end } of places) {
      if (taken.has(start)) continue
      taken.add(start)
      hits.push({ detector: peopleList, start, end, confidence, why: [why], beside: true })
    }
  }
}

function addKeys(page: Page, names: readonly Span[], add: Add): void {
  const different = new Set(names.map(name => page.text.slice(name.start, name.end))).size
  if (different < fewestRows) return
  add(
    names,
    isPublished(page, names[0]!.start, names.at(-1)!.end) ? 'low' : 'high',
    `one of ${names.length} values of a key for names`,
  )
}

function addColumn(page: Page, { names, start }: NameColumn, add: Add): void {
  const low = isPublished(page, start, names.at(-1)!.end) || isStatistics(page, start)
  add(names, low ? 'low' : 'high', `one of ${names.length} below the head of a column of names`)
}

function addNames(page: Page, names: readonly Span[], add: Add): void {
  const [start, end] = [names[0]!.start, names.at(-1)!.end]
  const low =
    isPublished(page, start, end) ||
    isStatistics(page, start) ||
    haveAddresses(page, names) ||
    isAmongNicknames(page, start, end)
  add(names, low ? 'low' : 'medium', `one of ${names.length} rows that begin with the name of a person`)
}

/** The lines before and behind hold one word that is no name, as in the lists of who wrote a program. */
function isAmongNicknames(page: Page, start: number, end: number): boolean {
  const before = lineAt(page, start).start - 1
  const behind = lineAt(page, end).end + 1
  return before > 0 && behind < page.length && isNickname(page, before) && isNickname(page, behind)
}

function isNickname(page: Page, at: number): boolean {
  const line = lineAt(page, at)
  const word = page.text.slice(line.start, line.end).trim()
  const first = word.charCodeAt(0)
  return (
    word.length < 40 &&
    !word.includes(' ') &&
    ((first > 96 && first < 123) || /^@|\w\d/.test(word)) &&
    !/[:,;]$/.test(word)
  )
}

/** What looks like an address and was not counted as one is hidden from robots, an example, or an author's. */
function haveAddresses(page: Page, names: readonly Span[]): boolean {
  const count = names.filter(({ end }) => {
    const rest = page.text.slice(end, lineAt(page, end).end)
    return rest.includes('@') || rest.includes(' at ')
  }).length
  return count * 2 > names.length
}

function addBlock(page: Page, rows: readonly PersonRow[], add: Add): void {
  const kinds = new Set(rows.flatMap(({ contacts }) => contacts.map(({ detector }) => detector.id)))
  const full = rows.filter(
    ({ contacts, names }) => new Set(contacts.map(one => one.detector.id)).size + Math.min(1, names.length) > 1,
  )
  const told = wordsFor(kinds)
  const confidence = blockConfidence(page, rows, full.length, kinds)
  const named = rows.filter(({ names }) => names.length > 0).length >= fewestRows
  for (const { names, contacts } of rows) {
    const places = named ? names : contacts
    add(
      places,
      confidence,
      named ? `one of ${rows.length} rows with a name and ${told}` : `one of ${rows.length} rows with ${told}`,
    )
  }
}

function blockConfidence(page: Page, rows: readonly PersonRow[], full: number, kinds: ReadonlySet<string>): Confidence {
  if (isPublished(page, rows[0]!.start, rows.at(-1)!.end)) return 'low'
  if (isLog(page, rows)) return 'low'
  if (full < fewestRows) return kinds.size === 1 && kinds.has('phone-number') ? 'low' : 'medium'
  return isAuthorsFile(page, rows) ? 'low' : 'high'
}

const longAuthors = 10

/** Addresses in a long list of who wrote a program are published: less sure than others, all of them. */
function lowerAuthors(page: Page, blocks: readonly PersonRow[][], hits: Hit[]): void {
  const listed = new Set(
    blocks
      .filter(rows => rows.length >= longAuthors && isAuthorsFile(page, rows))
      .flatMap(rows => rows.flatMap(row => row.contacts)),
  )
  if (listed.size === 0) return
  for (const [i, hit] of hits.entries())
    if (listed.has(hit)) hits[i] = { ...hit, confidence: 'low', why: [...hit.why, 'in a list of authors'] }
}

/** Rows that begin with a date and have other lines between them: a change log. */
function isLog({ text }: Page, rows: readonly PersonRow[]): boolean {
  const dated = rows.filter(({ start }) => text[start + 4] === '-' && text[start + 7] === '-').length
  const apart = rows.filter(({ start }, i) => i > 0 && start > rows[i - 1]!.end + 1).length
  return dated * 2 > rows.length && apart * 2 > rows.length
}

/** Rows of `Name <address>` and nothing else, at many domains: who wrote a program. A company's people share a domain. */
function isAuthorsFile({ text, units }: Page, rows: readonly PersonRow[]): boolean {
  const domains = new Map<string, number>()
  let plain = 0
  for (const { contacts, end } of rows) {
    const [one] = contacts
    if (contacts.length !== 1 || one!.detector.id !== 'email-address' || units[one!.start - 1] !== 60) return false
    if (end - one!.end <= 2) plain++
    const domain = text.slice(text.indexOf('@', one!.start), one!.end).toLowerCase()
    domains.set(domain, (domains.get(domain) ?? 0) + 1)
  }
  const most = [...domains.values()].reduce((a, b) => Math.max(a, b), 0)
  return plain > rows.length / 2 && most < rows.length / 2
}

function wordsFor(kinds: ReadonlySet<string>): string {
  const words = new Set([...kinds].map(kind => kindWords.get(kind) ?? 'an identity number'))
  return [...words].join(' or ')
}

const kindWords = new Map([
  ['email-address', 'an e-mail address'],
  ['phone-number', 'a phone number'],
  ['date-of-birth', 'a date of birth'],
])
