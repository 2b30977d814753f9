/** Reads one short line for classification marks: the parts it consists of, and which of them are marks. */
import { markLabels, markPhrases, ownable, subjectLabels, type Weight } from './scan-marks-phrases.ts'

/** Capitals throughout, a capital first, small letters, or a script without capitals. */
export type Letters = 'capitals' | 'title' | 'small' | 'uncased'

export interface Mark {
  /** Offsets in the line. */
  readonly start: number
  readonly end: number
  readonly phrase: string
  readonly weight: Weight
  readonly letters: Letters
  readonly bracketed: boolean
  /** A company's name stands before it. */
  readonly owned: boolean
}

export interface MarkLine {
  readonly marks: readonly Mark[]
  /** What names the marks: a label of a classification, or of a title. */
  readonly named: 'label' | 'subject' | undefined
  /** What stands beside the marks: nothing, names and numbers as headers have them, or a sentence. */
  readonly beside: 'nothing' | 'names' | 'words'
  readonly pageNumber: boolean
  /** How the line begins. */
  readonly opening: 'bullet' | 'comment' | 'heading' | 'row' | undefined
}

interface Part {
  readonly start: number
  readonly end: number
  readonly bracketed: boolean
}

/** The line without its break. `skipFirst`: what stands before the first colon is a name that a format gave the text. */
export function readMarkLine(line: string, skipFirst = false): MarkLine | undefined {
  const opening = openingOf(line)
  const from = opening === undefined ? 0 : line.length - line.trimStart().length + openingLength(line)
  const whole = trimmed(line, from, line.length, false)
  const single = markAt(line, whole)
  if (single) return { marks: [single], named: undefined, beside: 'nothing', pageNumber: false, opening }
  const parts = partsOf(line, from)
  const marks: Mark[] = []
  let named: MarkLine['named']
  let beside: MarkLine['beside'] = 'nothing'
  let pageNumber = false
  for (const [index, part] of parts.entries()) {
    const words = normalise(line.slice(part.start, part.end))
    if (index === 0 && parts.length > 1) {
      if (markLabels.has(words)) named = 'label'
      else if (subjectLabels.has(words)) named = 'subject'
      if (named || skipFirst) continue
    }
    const mark = markAt(line, part)
    if (mark) marks.push(mark)
    else if (isPageNumber(words)) pageNumber = true
    else if (beside !== 'words') beside = isName(line.slice(part.start, part.end)) ? 'names' : 'words'
  }
  return marks.length === 0 ? undefined : { marks, named, beside, pageNumber, opening }
}

function markAt(line: string, { start, end, bracketed }: Part): Mark | undefined {
  const written = line.slice(start, end)
  const phrase = normalise(written)
  const letters = lettersOf(written)
  const common = { start, end, phrase, letters, bracketed, owned: false }
  const weight = markPhrases.get(phrase)
  if (weight) return { ...common, weight }
  if (letters === 'capitals' && isBanner(written)) return { ...common, weight: 'sure' }
  const joined = joinedWeight(phrase)
  if (joined) return { ...common, weight: joined }
  return isOwned(written) ? { ...common, weight: 'plain', owned: true } : undefined
}

/** Two marks that a word joins: privileged & confidential. */
function joinedWeight(phrase: string): Weight | undefined {
  for (const joint of [' & ', ' and ', ' und ', ' et ', ' y ', ' e ', ' и ']) {
    const at = phrase.indexOf(joint)
    if (at > 0 && markPhrases.has(phrase.slice(0, at)) && markPhrases.has(phrase.slice(at + joint.length)))
      return 'plain'
  }
  return undefined
}

/** TOP SECRET//SI//NOFORN, and the short form before a paragraph: S//NF. */
function isBanner(written: string): boolean {
  const at = written.indexOf('//')
  if (at < 1 || at + 2 === written.length) return false
  for (let i = at; i < written.length; i++) if (!bannerSigns.includes(written[i]!)) return false
  return banners.has(written.slice(0, at))
}

const banners = new Set(['TOP SECRET', 'SECRET', 'CONFIDENTIAL', 'UNCLASSIFIED', 'CUI', 'TS', 'S', 'C', 'U'])
const bannerSigns = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/- '

/** Up to four capitalised words and a phrase that a company puts its name before. */
function isOwned(written: string): boolean {
  const words = written.split(' ')
  for (let count = 1; count <= 4 && count < words.length; count++) {
    const before = words[count - 1]!
    if (!startsUpper(before) || before.endsWith(':') || notNames.has(before.toLowerCase())) return false
    if (startsUpper(words[count]!) && ownable.has(normalise(words.slice(count).join(' ')))) return true
  }
  return false
}

const notNames = new Set(
  'the this that these those our your my their its all any is are not non no keep treat mark marked use used for of be very semi how why what when if in on at to and or a an vault kubernetes docker new'.split(
    ' ',
  ),
)

const startsUpper = (word: string): boolean => word !== '' && word[0] !== word[0]!.toLowerCase()

/** Case, hyphens, slashes, colons and runs of spaces do not count, nor does a final full stop. */
export function normalise(written: string): string {
  let made = ''
  for (const sign of written.replaceAll('İ', 'i').toLowerCase()) {
    const space = ' \t-–—/:\u00a0\u3000_'.includes(sign)
    if (!space) made += sign === '’' ? "'" : sign
    else if (made !== '' && !made.endsWith(' ')) made += ' '
  }
  const phrase = made.trimEnd()
  return phrase.endsWith('.') || phrase.endsWith('!') ? phrase.slice(0, -1) : phrase
}

function lettersOf(written: string): Letters {
  const upper = written.toUpperCase()
  const lower = written.toLowerCase()
  if (upper === lower) return 'uncased'
  if (written === upper || written.replace('NfD', 'NFD') === upper || written.replace('vs.', '') === upper)
    return 'capitals'
  return startsUpper(written) ? 'title' : 'small'
}

/** Signs that people frame a mark with. */
const frame = ' \t\r\u00a0\u3000*_#=~-–—|•·!.:«»†'
const openers = '[(【（〔〈《'
const closers = '])】）〕〉》'

function trimmed(line: string, from: number, to: number, bracketed: boolean): Part {
  let start = from
  let end = to
  let inside = bracketed
  for (;;) {
    while (start < end && frame.includes(line[start]!)) start++
    while (end > start && frame.includes(line[end - 1]!)) end--
    const opener = openers.indexOf(line[start] ?? '\n')
    if (opener < 0 || line[end - 1] !== closers[opener] || end - start < 3) return { start, end, bracketed: inside }
    start++
    end--
    inside = true
  }
}

function partsOf(line: string, from: number): Part[] {
  const parts: Part[] = []
  let start = from
  let bracketed = false
  const close = (at: number, next: number): void => {
    const part = trimmed(line, start, at, bracketed)
    if (part.end > part.start) parts.push(part)
    start = next
  }
  for (let at = from; at < line.length; at++) {
    const width = separatorAt(line, at)
    if (width === 0) continue
    close(at, at + width)
    bracketed = openers.includes(line[at]!)
    at += width - 1
  }
  close(line.length, line.length)
  return parts
}

/** How many characters of the line from `at` on separate parts. */
function separatorAt(line: string, at: number): number {
  const sign = line[at]!
  if ('|•·—–★\t'.includes(sign) || openers.includes(sign) || closers.includes(sign)) return 1
  const spaceBehind = line[at + 1] === ' ' || at + 1 === line.length
  if (sign === ':') return (spaceBehind && line.slice(at - 3, at) !== 'TLP') || line[at + 1] === '\t' ? 1 : 0
  if ((sign === ',' || sign === '.' || sign === ';') && spaceBehind) return at + 1 === line.length ? 0 : 1
  if ((sign === '-' || sign === '/') && spaceBehind && line[at - 1] === ' ') return 1
  // Elsewhere it gives a name a value.
  if (sign === '=' && markLabels.has(normalise(line.slice(0, at).trim()))) return 1
  if (sign === '：') return 1
  return sign === ' ' && line[at + 1] === ' ' && line[at + 2] === ' ' ? 3 : 0
}

function openingOf(line: string): MarkLine['opening'] {
  const head = line.trimStart()
  const [one, two] = [head[0], head[1]]
  if ((one === '-' || one === '+' || one === '•') && two === ' ') return isFramed(head) ? undefined : 'bullet'
  if (one === '*' && two === ' ') return isFramed(head) ? undefined : 'comment'
  if ((one === '/' && (two === '/' || two === '*')) || one === ';' || one === '%') return 'comment'
  if (one === '-' && two === '-' && head[2] === ' ') return isFramed(head) ? undefined : 'comment'
  if (head.startsWith('<!--')) return 'comment'
  if (one === '#') return isFramed(head) ? undefined : 'heading'
  if (one === '|') return 'row'
  if (one! >= '0' && one! <= '9') {
    const dot = [1, 2].find(at => head[at] === '.' || head[at] === ')')
    if (dot && head[dot + 1] === ' ') return 'bullet'
  }
  return undefined
}

/** `- CONFIDENTIAL -` is no item of a list. */
const isFramed = (head: string): boolean => {
  const last = head.trimEnd().at(-1)!
  return last === head[0]
}

const openingLength = (line: string): number => {
  const head = line.trimStart()
  if (head.startsWith('<!--')) return 4
  let at = 0
  while (at < head.length && '-+•*/#;%|0123456789.)'.includes(head[at]!) && at < 8) at++
  return at
}

const pageWords = new Set(
  'page p pg seite s página pagina side sida strona sayfa стр 第 of von de di van av af z sur из'.split(' '),
)

/** `page 3 of 10`, `3`, `seite 3`; four digits alone are a year. */
export function isPageNumber(words: string): boolean {
  if (words.length > 24 || (words.length === 4 && isNumber(words))) return false
  let numbers = 0
  for (const word of words.split(' ')) {
    const bare = word.endsWith('.') ? word.slice(0, -1) : word
    if (isNumber(bare)) numbers++
    else if (!pageWords.has(bare)) return false
  }
  return numbers > 0 && numbers < 3
}

function isNumber(word: string): boolean {
  if (word.length === 0 || word.length > 4) return false
  for (const sign of word) if (sign < '0' || sign > '9') return false
  return true
}

const mostNameWords = 6
const links = new Set(['of', 'and', 'the', 'de', 'der', 'des', 'du', 'für', 'for', 'von', 'y', 'e', '&', 'by'])

/** Words as a header has them: capitalised or with digits, a few at most. */
function isName(written: string): boolean {
  const small = written.toLowerCase()
  if (small === 'all rights reserved' || small.startsWith('copyright ') || small.startsWith('©')) return true
  const words = written.split(' ')
  return (
    words.length <= mostNameWords &&
    words.every(word => links.has(word) || word === '' || word[0] !== word[0]!.toLowerCase() || !isLetter(word[0]!))
  )
}

const isLetter = (sign: string): boolean => sign.toLowerCase() !== sign.toUpperCase()
