/** Looks for values in an answer while it grows: nothing is let through that could still be the start of one. */
import type { Finding, Scanner } from './finding.ts'
import { isInsidePlaceholder } from './redact.ts'
import { type Hold, holdFrom } from './response-hold.ts'
import type { Replacement, TextWatcher } from './text-watcher.ts'

/** What becomes of a value that was found. `cut`: the answer ends before it. */
export type Judgement = { readonly kind: 'pass' | 'cut' } | { readonly kind: 'replace'; readonly text: string }
export type Judge = (finding: Finding, value: string) => Judgement

export interface ResponseScanOptions {
  readonly scanner: Scanner
  /** Which text at the end is not judged yet, because it may be part of something longer. */
  readonly hold: Hold
  /** That text waits; false where rules only alert: it passes and is judged later. */
  readonly waits: boolean
  /** Finds what a detector with `near:` would find if the word were there: the word may still come. */
  readonly candidates?: Scanner
  readonly judge: Judge
}

/** Text before what is decided that stays in view: labels and names stand before a value. */
const contextBefore = 512

/** How far behind a value the word of `near:` may stand (scan-custom.ts). */
const nearReach = 110

export function watchResponse(options: ResponseScanOptions): TextWatcher {
  return new ResponseScan(options)
}

class ResponseScan implements TextWatcher {
  readonly #options: ResponseScanOptions
  #kept = ''
  #keptAt = 0
  #decided = 0
  #cut = false
  #found: Replacement[] = []
  /** Place and detector of the last values judged, so that one that grows or is seen twice counts once. */
  readonly #judged = new Map<string, number>()

  constructor(options: ResponseScanOptions) {
    this.#options = options
  }

  get decided(): number {
    return this.#options.waits ? this.#decided : this.#keptAt + this.#kept.length
  }

  push(piece: string): void {
    if (piece === '' || this.#cut) return
    this.#kept += piece
    const { hold } = this.#options
    this.#decide(Math.min(holdFrom(hold, this.#kept), this.#candidateStart()))
  }

  end(): void {
    if (!this.#cut) this.#decide(this.#kept.length)
  }

  /** Start of the first value that waits for a word near it. */
  #candidateStart(): number {
    const found = this.#options.candidates?.scan([{ text: this.#kept }]) ?? []
    const waiting = found.filter(({ end }) => this.#keptAt + end > this.#decided && this.#kept.length - end < nearReach)
    return Math.min(this.#kept.length, ...waiting.map(({ start }) => start))
  }

  take(): readonly Replacement[] {
    const found = this.#found
    this.#found = []
    return found
  }

  /** Everything before `upTo` of the kept text is decided, unless a match reaches across it. */
  #decide(wanted: number): void {
    if (this.#keptAt + wanted <= this.#decided) return
    const findings = this.#options.scanner
      .scan([{ text: this.#kept }])
      .filter(({ start, end }) => this.#keptAt + end > this.#decided && !isInsidePlaceholder(this.#kept, start, end))
    let upTo = wanted
    if (wanted < this.#kept.length)
      for (const { start, end } of findings.toSorted((a, b) => b.start - a.start))
        if (start < upTo && end > upTo) upTo = start
    for (const finding of findings.toSorted((a, b) => a.start - b.start)) {
      if (finding.start >= upTo) break
      if (!this.#judge(finding)) return
    }
    this.#advance(this.#keptAt + upTo)
  }

  /** False when the answer is cut. */
  #judge(finding: Finding): boolean {
    const start = this.#keptAt + finding.start
    const end = this.#keptAt + finding.end
    const key = `${finding.detector} ${start}`
    if ((this.#judged.get(key) ?? 0) >= end) return true
    this.#judged.set(key, end)
    const judgement = this.#options.judge(finding, this.#kept.slice(finding.start, finding.end))
    if (judgement.kind === 'cut') {
      this.#cut = true
      this.#decided = Math.max(this.#decided, start)
      return false
    }
    // Of a value whose beginning has left already, the rest goes all the same.
    const from = Math.max(start, this.#decided, this.#found.at(-1)?.end ?? 0)
    if (judgement.kind === 'replace' && from < end) this.#found.push({ start: from, end, text: judgement.text })
    return true
  }

  #advance(decided: number): void {
    this.#decided = Math.max(this.#decided, decided)
    const keep = this.#decided - this.#keptAt - contextBefore
    if (keep <= contextBefore) return
    this.#kept = this.#kept.slice(keep)
    this.#keptAt += keep
    for (const [key, end] of this.#judged) if (end < this.#keptAt) this.#judged.delete(key)
  }
}
