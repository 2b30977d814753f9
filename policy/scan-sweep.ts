/** One pass over a page, eight characters at a time: where digits are, and where sixteen or more characters stand without white space. */
import type { Page } from './scan-page.ts'

export const blockSize = 8

/** Offsets of blocks, ascending. */
export interface Sweep {
  /** Blocks with a digit in them; of other scripts than ASCII, some without. */
  readonly digits: readonly number[]
  /** Blocks without white space or control characters: a run of fifteen ASCII characters or more covers one. */
  readonly solid: readonly number[]
}

/** Answers once for each page. */
export function sweepOf(page: Page): Sweep {
  page.sweep ??= sweep(page.words, page.length)
  return page.sweep
}

/**
 * The low bytes of four characters in each word, compared at once: for a limit under 128, `(x - limit) & ~x` has a top
 * bit set when a byte of x lies below the limit, and none when no byte does.
 */
function sweep(words: Int32Array, length: number): Sweep {
  const digits: number[] = []
  const solid: number[] = []
  const blocks = (length + blockSize - 1) >> 3
  // Short calls: the engine compiles a function that is called often better than a loop that runs long.
  for (let from = 0; from < blocks; from += 64) sweepBlocks(words, from, Math.min(blocks, from + 64), digits, solid)
  return { digits, solid }
}

function sweepBlocks(words: Int32Array, from: number, to: number, digits: number[], solid: number[]): void {
  for (let block = from; block < to; block++) {
    const first = words[2 * block]!
    const second = words[2 * block + 1]!
    const gaps = ((first - 0x21212121) & ~first) | ((second - 0x21212121) & ~second)
    if ((gaps & topBits) === 0) solid.push(block << 3)
    const left = first ^ 0x30303030
    const right = second ^ 0x30303030
    const below = ((left - 0x0a0a0a0a) & ~left) | ((right - 0x0a0a0a0a) & ~right)
    if ((below & topBits) !== 0) digits.push(block << 3)
  }
}

const topBits = 0x80808080 | 0
