/** Token formats by the first characters of their keywords, and what may stand behind them. */
import type RE2 from 're2'
import type { TokenFormat } from './detectors/detector.ts'
import { isWord, type Page } from './scan-page.ts'
import { charactersBehind } from './scan-token-start.ts'

/** One keyword of a format. */
export interface Entry {
  readonly keyword: string
  readonly format: TokenFormat
  /** Fewest characters of the run behind the keyword's start; 0 when the value may reach past the run. */
  readonly shortest: number
  /** Most characters that fit. */
  readonly most: number
  /** What may stand behind the keyword, by ASCII code; read on first use. */
  behind?: Uint8Array
  /** Compiled on first use: most texts need none of the patterns. */
  compiled?: RE2
}

/** Entries by two characters of their keyword. */
export class PairTable {
  readonly present = new Uint8Array(1 << 14)
  readonly #entries = new Map<number, Entry[]>()

  add(entry: Entry, pairAt: number): void {
    const key = pairKey(entry.keyword.charCodeAt(pairAt), entry.keyword.charCodeAt(pairAt + 1))
    this.present[key] = 1
    const entries = this.#entries.get(key)
    if (entries) entries.push(entry)
    else this.#entries.set(key, [entry])
  }

  at(key: number): readonly Entry[] {
    return this.#entries.get(key)!
  }
}

export const pairKey = (first: number, second: number): number => ((first & 127) << 7) | (second & 127)

/** False when the letter or digit behind the keyword is none that the pattern has there. */
export function goesOn({ units }: Page, entry: Entry, at: number): boolean {
  const { format, keyword } = entry
  const unit = units[at + keyword.length]!
  if (format.lead || unit > 127 || !isWord(unit)) return true
  entry.behind ??= charactersBehind(format.pattern, keyword) ?? anything
  return entry.behind[unit] === 1
}

const anything = new Uint8Array(128).fill(1)
