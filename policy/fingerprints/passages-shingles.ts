/** Shingles: runs of words under one keyed rolling hash, of which winnowing keeps some that any long enough common run must share. */
import type { PassageStyle } from './passages-letters.ts'
import type { Words } from './passages-words.ts'

/**
 * Two texts with `width + window - 1` words in common share a kept shingle (Schleimer, Wilkerson, Aiken: Winnowing,
 * SIGMOD 2003, https://theory.stanford.edu/~aiken/publications/papers/sigmod03.pdf).
 */
export interface ShingleShape {
  /** Words of a shingle. */
  readonly width: number
  /** Of so many shingles in a row at least one is kept. */
  readonly window: number
}

export const shingleShapes: Readonly<Record<PassageStyle, ShingleShape>> = {
  prose: { width: 5, window: 5 },
  code: { width: 8, window: 7 },
}

/** What the rolling hash multiplies by. */
export const factor = 0x2545f491

/** `factor` to the power of `width`: what the word that leaves a shingle has been multiplied by. */
export function leaving(width: number): number {
  let power = 1
  for (let i = 0; i < width; i++) power = Math.imul(power, factor)
  return power
}

/** Spreads a rolling hash over all its 32 bits. The result is signed. */
export function spread(rolling: number): number {
  let h = Math.imul(rolling ^ (rolling >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return h ^ (h >>> 16)
}

/** One byte that two neighbouring words leave: enough to follow a passage word by word, too little to read it. */
export const echo = (before: number, word: number): number =>
  Math.imul(Math.imul(before, 0x9e3779b1) ^ word, 0x85ebca6b) >>> 24

/** Calls back with every shingle of the words: its hash and its first word. */
export function eachShingle(
  { hashes, count }: Pick<Words, 'hashes' | 'count'>,
  width: number,
  found: (hash: number, first: number) => void,
): void {
  const out = leaving(width)
  let rolling = 0
  for (let i = 0; i < count; i++) {
    rolling = (Math.imul(rolling, factor) + hashes[i]!) | 0
    if (i >= width) rolling = (rolling - Math.imul(hashes[i - width]!, out)) | 0
    if (i >= width - 1) found(spread(rolling), i - width + 1)
  }
}

/** Calls back with the shingles that winnowing keeps: the least hash of each window, the rightmost of equals. */
export function winnow(
  words: Pick<Words, 'hashes' | 'count'>,
  { width, window }: ShingleShape,
  keep: (hash: number, first: number) => void,
): void {
  const recent = new Int32Array(window)
  const shingles = words.count - width + 1
  let least = -1
  let kept = -1
  eachShingle(words, width, (hash, first) => {
    recent[first % window] = hash
    if (least <= first - window) {
      least = first - window + 1
      for (let i = least + 1; i <= first; i++) if (recent[i % window]! <= recent[least % window]!) least = i
    } else if (least < 0 || hash <= recent[least % window]!) least = first
    const full = first >= window - 1 || first === shingles - 1
    if (!full || least === kept) return
    kept = least
    keep(recent[least % window]!, least)
  })
}

/** False for a run of a few words over and over: it says nothing, and a table is full of it. */
export function varied(hashes: Int32Array, first: number, width: number): boolean {
  let distinct = 0
  for (let i = first; i < first + width; i++) {
    let seen = false
    for (let j = first; j < i && !seen; j++) seen = hashes[j] === hashes[i]
    if (!seen) distinct++
  }
  return distinct * 2 > width
}
