/** Cuts a text into stretches of code: what stands between fences, and runs of lines that look like code. */
import { fenceLanguages, type Language } from './scan-code-languages.ts'
import { BLANK, BRACE, CONFIG, EITHER, type LineKind, lineKind, PROSE, SURE } from './scan-code-lines.ts'
import type { Page } from './scan-page.ts'

export interface CodeRegion {
  readonly start: number
  readonly end: number
  /** Lines with something in them. */
  readonly lines: number
  /** Of those without blank lines and comments, the share that looks like code: 0 to 1. */
  readonly share: number
  /** Of lines of code and lines of keys and values, the share of the former: 0 to 1. */
  readonly pure: number
  /** Of lines without comments and braces, the share that is code by several signs at once: 0 to 1. */
  readonly sure: number
  /** What the fence says. */
  readonly said: Language | undefined
  /** Where lines of code begin and end, one behind the other: all, or some from all parts of it. */
  readonly bounds: readonly number[]
}

export const fewestLines = 5
const mostForeign = 2
const mostBlank = 4
const leastShare = 0.66
const mostBounds = 96

export function codeRegions(page: Page): CodeRegion[] {
  const reader = new RegionReader()
  const { units, length } = page
  let escape = -1
  let lineStart = 0
  let end = -1
  for (let start = 0; start < length; ) {
    if (end < start) end = nextOf(page, '\n', start)
    // Texts of one request are parted by NUL characters.
    if (units[start] === 0) reader.close()
    const isLong = end - lineStart > longestPlain
    if (isLong && escape < start) escape = nextOf(page, '\\n', start)
    if (isLong && escape < end) {
      read(page, reader, behindTabs(page, start), beforeEscape(page, start, escape))
      start = escape + 2
    } else {
      read(page, reader, behindTabs(page, start), end)
      start = lineStart = end + 1
    }
  }
  reader.close()
  return reader.regions
}

function read(page: Page, reader: RegionReader, start: number, end: number): void {
  if (isFence(page, start)) reader.fence(page.text.slice(start, Math.min(end, start + 40)), end + 1)
  else reader.line(lineKind(page.units, page.text, start, end), start, end)
}

/** Lines longer than this may be of JSON or a log, with their breaks written as `\n`. */
const longestPlain = 200

/** Past the end when it comes no more. */
function nextOf({ text, length }: Page, sign: string, from: number): number {
  const at = text.indexOf(sign, from)
  return at < 0 ? length : at
}

/** `\r` before it, and the backslashes of one that was escaped twice, are no part of the line. */
function beforeEscape({ units }: Page, start: number, escape: number): number {
  let end = escape
  if (end - 2 >= start && units[end - 1] === 114 && units[end - 2] === 92) end -= 2
  while (end > start && units[end - 1] === 92) end--
  return end
}

function behindTabs({ units }: Page, start: number): number {
  let at = start
  while (units[at] === 92 && units[at + 1] === 116) at += 2
  return at
}

const isFence = ({ units }: Page, start: number): boolean => {
  let at = start
  while (units[at] === 32 && at - start < 8) at++
  return (units[at] === 96 || units[at] === 126) && units[at + 1] === units[at] && units[at + 2] === units[at]
}

/** Words behind a fence for what is no code. */
const notCode = new Set(
  'text txt console output log logs diff patch csv md markdown plain plaintext mermaid http none'.split(' '),
)

class RegionReader {
  readonly regions: CodeRegion[] = []
  private said: Language | 'unsaid' | 'none' | undefined
  private start = -1
  private end = -1
  /** Where comments and single words right before code begin. */
  private lead = -1
  private leading = 0
  private code = 0
  private sure = 0
  private braces = 0
  private config = 0
  private either = 0
  private prose = 0
  private bounds: number[] = []
  /** One line of code in so many is kept. */
  private every = 1
  /** Since the last line of code. */
  private pending = { either: 0, prose: 0, blank: 0 }

  fence(written: string, next: number): void {
    const inside = this.said !== undefined
    this.close()
    if (inside) {
      this.said = undefined
      return
    }
    const word = written
      .trim()
      .replaceAll('`', '')
      .replaceAll('~', '')
      .trim()
      .split(/[\s{:,]/)[0]!
      .toLowerCase()
    this.said = notCode.has(word) ? 'none' : (fenceLanguages.get(word) ?? 'unsaid')
    this.lead = next
  }

  line(kind: LineKind, start: number, end: number): void {
    if (this.said === 'none') return
    if (kind > BRACE || (kind === BRACE && this.pending.prose === 0)) return this.take(kind, start, end)
    if (this.start < 0) {
      if (kind === PROSE) this.forget()
      else if (kind === EITHER) {
        if (this.lead < 0) this.lead = start
        this.leading++
      } else if (this.leading === 0 && this.said === undefined) this.lead = -1
      return
    }
    if (kind === BLANK) this.pending.blank++
    else if (kind === EITHER || kind === BRACE) this.pending.either++
    else this.pending.prose++
    if (this.pending.prose > mostForeign || (this.pending.blank > mostBlank && this.said === undefined)) this.finish()
  }

  close(): void {
    if (this.start >= 0) this.finish()
    this.forget()
  }

  private forget(): void {
    this.lead = -1
    this.leading = 0
  }

  private take(kind: LineKind, start: number, end: number): void {
    if (this.start < 0) {
      this.start = this.lead >= 0 ? this.lead : start
      this.either = this.leading
      this.forget()
    } else {
      this.either += this.pending.either
      this.prose += this.pending.prose
    }
    this.pending = { either: 0, prose: 0, blank: 0 }
    if (kind === BRACE) this.braces++
    else if (kind === CONFIG) this.config++
    else this.keep(start, end)
    if (kind === SURE) this.sure++
    this.end = end
  }

  private keep(start: number, end: number): void {
    if (this.code++ % this.every > 0) return
    this.bounds.push(start, end)
    if (this.bounds.length < mostBounds) return
    this.bounds = this.bounds.filter((_, i) => i % 4 < 2)
    this.every *= 2
  }

  private finish(): void {
    const told = this.code + this.config + this.prose
    const lines = told + this.braces + this.either
    const shaped = this.code + this.config + this.braces
    const share = shaped / Math.max(1, shaped + this.prose)
    if (lines >= fewestLines && told > this.prose && shaped >= fewestLines - 2 && share >= leastShare)
      this.regions.push({
        start: this.start,
        end: this.end,
        lines,
        share,
        pure: this.code / (this.code + this.config),
        sure: this.sure / told,
        said: this.said === 'unsaid' || this.said === 'none' ? undefined : this.said,
        bounds: this.bounds,
      })
    this.start = -1
    this.bounds = []
    this.every = 1
    this.code = this.sure = this.braces = this.config = this.either = this.prose = 0
    this.pending = { either: 0, prose: 0, blank: 0 }
    this.forget()
  }
}
