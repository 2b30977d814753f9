/** The name somebody probably meant, for error messages. */

/**
 * The candidate closest to `name` (optimal string alignment, case ignored), or undefined when none is close enough
 * to be a slip of the fingers: at most one edit in three characters, never more than four.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.slice(0, maxLength).toLowerCase()
  let best: string | undefined
  let bestDistance = Math.min(4, Math.max(1, Math.ceil(wanted.length / 3))) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue
    const distance = editDistance(wanted, candidate.toLowerCase())
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return best
}

/** "; did you mean 'action'?", or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const match = nearest(name, candidates) ?? beginsAlike(name, candidates)
  return match === undefined ? '' : `; did you mean '${match}'?`
}

const maxLength = 64

/** `github` for `github-token`: too far for an edit distance, yet plainly meant. */
function beginsAlike(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase()
  if (wanted.length < 3) return undefined
  let best: string | undefined
  for (const candidate of candidates) {
    if (!candidate.startsWith(wanted) && !wanted.startsWith(candidate)) continue
    if (best === undefined || candidate.length < best.length) best = candidate
  }
  return best
}

function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
