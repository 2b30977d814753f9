/** Finds stretches of sixteen or more characters without a break, where tokens live, while looking at few of the others. */
import { classes, type Page, TOKEN } from './scan-page.ts'
import { blockSize, sweepOf } from './scan-sweep.ts'

export const shortestRun = 16

/** Calls back with every maximal run of token characters that is at least `shortestRun` long, and with the classes in it. */
export function eachRun(page: Page, found: (start: number, end: number, kinds: number) => void): void {
  page.runs ??= runsOf(page)
  const { runs } = page
  for (let i = 0; i < runs.length; i += 3) found(runs[i]!, runs[i + 1]!, runs[i + 2]!)
}

/** Start, end and classes of every run, one behind the other: a run covers a block of the sweep as a whole. */
function runsOf(page: Page): number[] {
  const { units, length } = page
  const { solid } = sweepOf(page)
  const runs: number[] = []
  let done = 0
  for (let i = 0; i < solid.length; i++) {
    const block = solid[i]!
    if (block < done) continue
    let end = block
    let kinds = 0
    for (; end < length; end++) {
      const kind = classes[units[end]!]!
      if ((kind & TOKEN) === 0) break
      kinds |= kind
    }
    done = end + 1
    if (end < block + blockSize) continue
    let start = block
    for (; start > 0; start--) {
      const kind = classes[units[start - 1]!]!
      if ((kind & TOKEN) === 0) break
      kinds |= kind
    }
    if (end - start >= shortestRun) runs.push(start, end, kinds)
  }
  return runs
}
