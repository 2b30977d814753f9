/** How sure it is that a phrase is a mark, told from where it stands. */
import type { Confidence } from './finding.ts'
import type { Mark, MarkLine } from './scan-mark-lines.ts'
import { type LinePlace, placeOfLine } from './scan-mark-places.ts'
import type { Page } from './scan-page.ts'

export interface MarkedLine {
  /** Of the line on its page. */
  readonly start: number
  readonly end: number
  readonly line: MarkLine
}

export interface FoundMark {
  readonly start: number
  readonly end: number
  readonly confidence: Confidence
  readonly why: readonly string[]
}

export function judgeMarks(page: Page, lines: readonly MarkedLine[]): FoundMark[] {
  const sorted = [...lines].sort((a, b) => a.start - b.start)
  const times = timesAlone(sorted)
  const listed = levelsListed(sorted)
  const found: FoundMark[] = []
  for (const marked of sorted) {
    const place = placeOfLine(page, marked.start, marked.end)
    for (const mark of marked.line.marks) {
      const verdict = judge(mark, marked, place, times.get(mark.phrase) ?? 0)
      if (!verdict) continue
      const inList = listed.has(marked) && marked.line.named !== 'label'
      found.push({
        start: marked.start + mark.start,
        end: marked.start + mark.end,
        confidence: inList ? 'low' : verdict[0],
        why: inList ? [verdict[1], 'in a list of levels'] : [verdict[1]],
      })
    }
  }
  return found
}

type Verdict = readonly [Confidence, string]

function judge(mark: Mark, { line }: MarkedLine, place: LinePlace, times: number): Verdict | undefined {
  if (line.named === 'label') return [mark.weight === 'bare' ? 'medium' : 'high', 'named as the classification']
  if (mark.letters === 'small' || line.opening === 'bullet' || line.opening === 'row') return undefined
  if (line.opening === 'comment') return judgeComment(mark, line, place)
  if (line.named === 'subject')
    return line.beside === 'words' && mark.letters === 'title' && !mark.bracketed
      ? undefined
      : [subjectConfidence(mark), 'in the title']
  if (mark.bracketed && line.beside !== 'nothing') return judgeBracketed(mark, place)
  if (line.beside === 'words') return undefined
  const where = positionOf(line, place, times)
  if (line.beside === 'names' && (!where || mark.weight === 'bare')) return undefined
  const lonely = place.before === 0 && place.behind === 0
  if (lonely && !(mark.weight === 'sure' && mark.letters !== 'title')) return ['low', 'nothing stands beside it']
  const atEdge = place.before === 0 || place.behind === 0
  if (mark.weight === 'bare' && mark.letters === 'title' && times > 1 && atEdge)
    return ['medium', `${times} times alone in a line, of the first and the last`]
  const confidence = confidenceOf(mark, where !== undefined, line.opening === 'heading')
  return confidence && [confidence, where ?? 'alone in a line']
}

/** In a source file a mark stands in the header, and "internal use only" says something about a function. */
function judgeComment(mark: Mark, line: MarkLine, place: LinePlace): Verdict | undefined {
  const edge = place.before !== undefined || place.behind !== undefined
  if (!edge || mark.weight === 'bare' || mark.phrase.includes('intern') || line.beside === 'words') return undefined
  return mark.weight === 'sure' || mark.letters === 'capitals' || mark.owned
    ? ['medium', 'in a comment at the head or the end of the text']
    : ['low', 'in a comment']
}

function subjectConfidence({ weight, letters, bracketed }: Mark): Confidence {
  if (weight === 'bare') return letters === 'title' && !bracketed ? 'low' : 'medium'
  return weight === 'sure' && letters !== 'title' ? 'high' : 'medium'
}

function judgeBracketed(mark: Mark, place: LinePlace): Verdict {
  const { weight, letters, start } = mark
  const why = 'in brackets'
  if (weight === 'sure') return [letters === 'title' ? 'medium' : 'high', why]
  if (weight === 'plain') return [letters !== 'title' || start < 3 ? 'medium' : 'low', why]
  return [letters !== 'title' && start < 3 && place.before !== undefined ? 'medium' : 'low', why]
}

/** In words; undefined when it stands nowhere in particular. */
function positionOf(line: MarkLine, place: LinePlace, times: number): string | undefined {
  if (line.pageNumber || place.besidePageNumber) return 'beside a page number'
  if (times > 1) return `${times} times alone in a line`
  const of = place.paged ? ' of a page' : ''
  if (place.before !== undefined)
    return place.before === 0 ? `in the first line${of}` : `in line ${place.before + 1}${of}`
  if (place.behind !== undefined) return place.behind === 0 ? `in the last line${of}` : `in the last lines${of}`
  return undefined
}

function confidenceOf({ weight, letters, owned }: Mark, placed: boolean, heading: boolean): Confidence | undefined {
  if (weight === 'sure') {
    if (letters === 'title') return placed && !heading ? 'high' : 'medium'
    return 'high'
  }
  if (weight === 'plain') {
    if (letters === 'title') return placed && !heading ? 'medium' : 'low'
    return placed ? 'high' : owned ? 'low' : 'medium'
  }
  return letters === 'capitals'
    ? placed
      ? 'medium'
      : 'low'
    : letters === 'uncased'
      ? placed
        ? 'medium'
        : 'low'
      : undefined
}

function timesAlone(lines: readonly MarkedLine[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const { line } of lines) {
    if (line.beside === 'words' || line.named || line.opening === 'bullet') continue
    for (const phrase of new Set(line.marks.map(mark => mark.phrase))) times.set(phrase, (times.get(phrase) ?? 0) + 1)
  }
  return times
}

const fewestLevels = 3

/** Lines right behind each other with three levels or more explain a scheme; so do three colours of TLP. */
function levelsListed(lines: readonly MarkedLine[]): ReadonlySet<MarkedLine> {
  const listed = new Set<MarkedLine>()
  const isTlp = ({ line }: MarkedLine): boolean => line.marks.some(mark => mark.phrase.startsWith('tlp '))
  const colours = lines.filter(isTlp)
  if (phrasesIn(colours) >= fewestLevels) for (const line of colours) listed.add(line)
  let group: MarkedLine[] = []
  const close = (): void => {
    if (phrasesIn(group) >= fewestLevels) for (const line of group) listed.add(line)
    group = []
  }
  for (const line of lines) {
    if (group.length > 0 && line.start > group.at(-1)!.end + 2) close()
    group.push(line)
  }
  close()
  return listed
}

/** How many different ones; "do not …" is no level. */
const phrasesIn = (lines: readonly MarkedLine[]): number =>
  new Set(
    lines.flatMap(({ line }) =>
      line.marks.map(mark => mark.phrase).filter(phrase => !/^(do not|not for|for )/.test(phrase)),
    ),
  ).size
