/** Puts values back where a growing text holds their placeholders, however the text is cut into pieces. */
import { canonical, contextLength, nextMarker, placeholderAt } from './placeholder.ts'
import type { Replacement, TextWatcher } from './text-watcher.ts'

/** The value a placeholder stands for, undefined when it is not known (another person's, too old, made up). */
export type LookUp = (placeholder: string) => string | undefined

/** What restoring did, for the record. */
export interface RestoreCounts {
  restored: number
  /** Looks like a placeholder and is none that is known: altered by the model, or too old. */
  nearMisses: number
}

/** `counts` is added to. */
export function createRestorer(lookUp: LookUp, counts: RestoreCounts): TextWatcher {
  return new Restorer(lookUp, counts)
}

class Restorer implements TextWatcher {
  readonly #lookUp: LookUp
  readonly #counts: RestoreCounts
  /** The last characters that were decided, as context, and then what is not decided yet. */
  #kept = ''
  /** Offset of the start of `#kept` in the whole text. */
  #keptAt = 0
  #found: Replacement[] = []
  #decided = 0

  constructor(lookUp: LookUp, counts: RestoreCounts) {
    this.#lookUp = lookUp
    this.#counts = counts
  }

  get decided(): number {
    return this.#decided
  }

  push(piece: string): void {
    if (piece === '') return
    const text = this.#kept + piece
    let at = nextMarker(text, this.#decided - this.#keptAt)
    while (at >= 0) {
      const here = placeholderAt(text, at)
      if (here.kind === 'open') {
        this.#keep(text, at)
        return
      }
      if (here.kind === 'match') this.#matched(text, at, here.end)
      else if (here.kind === 'near') this.#counts.nearMisses++
      at = nextMarker(text, here.kind === 'match' ? here.end : at + 1)
    }
    this.#keep(text, text.length)
  }

  end(): void {
    this.#keep(this.#kept, this.#kept.length)
  }

  take(): readonly Replacement[] {
    if (this.#found.length === 0) return nothing
    const found = this.#found
    this.#found = []
    return found
  }

  #matched(text: string, start: number, end: number): void {
    const value = this.#lookUp(canonical(text.slice(start, end)))
    if (value === undefined) {
      this.#counts.nearMisses++
      return
    }
    this.#counts.restored++
    this.#found.push({ start: this.#keptAt + start, end: this.#keptAt + end, text: value })
  }

  /** Everything before `upTo` of `text` is decided. */
  #keep(text: string, upTo: number): void {
    const from = Math.max(0, upTo - contextLength)
    this.#decided = this.#keptAt + upTo
    this.#kept = text.slice(from)
    this.#keptAt += from
  }
}

const nothing: readonly Replacement[] = Object.freeze([])
