/** Finds stretches of sixteen or more characters without a break, where tokens live, while looking at few of the others. */
import { classes, type Page, TOKEN } from './scan-page.ts'
import { blockSize, sweepOf } from './scan-sweep.ts'

export const shortestRun = 16

/** Calls back with every maximal run of token characters that is at least `shortestRun` long. */
export function eachRun(page: Page, found: (start: number, end: number) => void): void {
  page.runs ??= runsOf(page)
  const { runs } = page
  for (let i = 0; i < runs.length; i += 2) found(runs[i]!, runs[i + 1]!)
}

/** Start and end of every run, one behind the other: a run covers a block of the sweep as a whole. */
function runsOf(page: Page): number[] {
  const { units, length } = page
  const { solid } = sweepOf(page)
  const runs: number[] = []
  let done = 0
  for (let i = 0; i < solid.length; i++) {
    const block = solid[i]!
    if (block < done) continue
    let end = block
    while (end < length && (classes[units[end]!]! & TOKEN) !== 0) end++
    done = end + 1
    if (end < block + blockSize) continue
    let start = block
    while (start > 0 && (classes[units[start - 1]!]! & TOKEN) !== 0) start--
    if (end - start >= shortestRun) runs.push(start, end)
  }
  return runs
}
