/** How long one text takes: the median and the slowest of a hundred, for prose and for code of two sizes. */
import type { Peer } from './scanners.ts'

export interface Timing {
  readonly title: string
  readonly p50Ms: number
  readonly p99Ms: number
  /** For the slowest, in milliseconds. */
  readonly barMs: number
}

const sizes = [
  [4096, 1],
  [262_144, 8],
] as const

/** Scans before any is timed: a fresh process compiles what it runs. */
const warmUp = 40

const prose =
  'The quarterly meeting went well and everybody agreed that the plan for the next year should be kept simple. '

/** `mixed` is what the code is taken from. */
export async function timings(peer: Peer, mixed: readonly string[], times: number): Promise<Timing[]> {
  const all: Timing[] = []
  const code = mixed.join('\n')
  for (const [size, barMs] of sizes) {
    for (const [kind, text] of [
      ['prose', prose.repeat(size / prose.length + 1).slice(0, size)],
      ['code', code.slice(0, size)],
    ] as const) {
      for (let i = 0; i < warmUp; i++) await peer.find(text)
      const spent: number[] = []
      for (let i = 0; i < times; i++) {
        const begin = performance.now()
        await peer.find(text)
        spent.push(performance.now() - begin)
      }
      spent.sort((a, b) => a - b)
      all.push({
        title: `${size / 1024} KB of ${kind}`,
        p50Ms: spent[times >> 1]!,
        p99Ms: spent[Math.ceil(times * 0.99) - 1]!,
        barMs,
      })
    }
  }
  return all
}
