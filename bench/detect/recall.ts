/** Counts for each family in how many of its texts a scanner finds something. */
import type { Family, Sample } from './families.ts'
import type { Peer, Place } from './scanners.ts'

export interface Tally {
  readonly all: number
  readonly found: number
  /** Names of the samples that came out wrong, and how often. */
  readonly wrong: ReadonlyMap<string, number>
}

export async function tallyOf({ kind, measure }: Family, samples: readonly Sample[], peer: Peer): Promise<Tally> {
  const wrong = new Map<string, number>()
  let found = 0
  for (const sample of samples) {
    const isFound = touches(
      (await peer.find(sample.text)).filter(place => place.kind === kind),
      sample,
    )
    if (isFound) found++
    if (isFound === (measure === 'flagged')) wrong.set(sample.name, (wrong.get(sample.name) ?? 0) + 1)
  }
  return { all: samples.length, found, wrong }
}

/** A value counts as found when a finding shares a character with it. */
function touches(places: readonly Place[], { text, value }: Sample): boolean {
  if (value === undefined) return places.length > 0
  const at = text.indexOf(value)
  return places.some(({ start, end }) => start < at + value.length && end > at)
}
