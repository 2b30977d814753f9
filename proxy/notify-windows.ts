/** Keeps a flood down: the first hit of a rule by a person is told at once, further ones together when a window of time is over. */
import type { RuleHit } from '../policy/decision.ts'
import type { DecisionRecord } from './audit/types.ts'
import { countDetectors, type Notice } from './notify-message.ts'

export interface NoticeWindowsOptions {
  readonly send: (target: string, notice: Notice) => void
  /** How long further hits are only counted. */
  readonly windowMs: number
  /** Rule, person and target at once; beyond it the oldest window ends early. */
  readonly maxWindows: number
}

/** What one rule has caught of one person for one target since it was last told. */
interface Window {
  readonly target: string
  count: number
  since: number
  detectors: Map<string, number>
  latest?: { readonly record: DecisionRecord; readonly hit: RuleHit }
  timer?: NodeJS.Timeout
}

export class NoticeWindows {
  readonly #options: NoticeWindowsOptions
  readonly #windows = new Map<string, Window>()

  constructor(options: NoticeWindowsOptions) {
    this.#options = options
  }

  /** The rules that have no window yet are told at once, together; the others are counted. */
  add(target: string, record: DecisionRecord, hits: readonly RuleHit[]): void {
    const fresh: RuleHit[] = []
    for (const hit of hits) {
      const key = `${target}\0${hit.rule}\0${record.user}`
      const window = this.#windows.get(key)
      if (window) count(window, record, hit)
      else {
        this.#open(key, target)
        fresh.push(hit)
      }
    }
    if (fresh.length === 0) return
    const detectors = countDetectors(record.findings)
    this.#options.send(target, { record, hits: fresh, count: 1, since: record.at, detectors })
  }

  /** Tells what is still counted. */
  close(): void {
    for (const [key, window] of [...this.#windows]) this.#end(key, window)
  }

  #open(key: string, target: string): void {
    const oldest = this.#windows.size >= this.#options.maxWindows ? this.#windows.entries().next().value : undefined
    if (oldest) this.#end(...oldest)
    const window: Window = { target, count: 0, since: 0, detectors: new Map() }
    this.#windows.set(key, window)
    this.#wait(key, window)
  }

  #wait(key: string, window: Window): void {
    window.timer = setTimeout(() => this.#turn(key, window), this.#options.windowMs).unref()
  }

  /** A window that is over tells what was counted and goes on; one in which nothing came ends. */
  #turn(key: string, window: Window): void {
    if (this.#tell(window)) this.#wait(key, window)
    else this.#windows.delete(key)
  }

  #end(key: string, window: Window): void {
    clearTimeout(window.timer)
    this.#windows.delete(key)
    this.#tell(window)
  }

  #tell(window: Window): boolean {
    const { target, latest, count, since, detectors } = window
    if (!latest) return false
    window.count = 0
    window.detectors = new Map()
    delete window.latest
    this.#options.send(target, { record: latest.record, hits: [latest.hit], count, since, detectors })
    return true
  }
}

function count(window: Window, record: DecisionRecord, hit: RuleHit): void {
  if (window.count++ === 0) window.since = record.at
  window.latest = { record, hit }
  countDetectors(record.findings, window.detectors)
}
