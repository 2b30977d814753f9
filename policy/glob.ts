/** Globs on traffic: `*` is any run of characters, `?` any one; case is ignored; time is at most input times pattern. */

export type Matcher = (value: string) => boolean

/** Compiles one glob. The common shapes (`exact`, `*suffix`, `prefix*`) need one comparison. */
export function glob(pattern: string): Matcher {
  const wanted = pattern.toLowerCase().replaceAll(/\*{2,}/g, '*')
  if (!/[*?]/.test(wanted)) return value => value.length === wanted.length && value.toLowerCase() === wanted
  const stars = wanted.split('*').length - 1
  if (wanted === '*') return () => true
  if (!wanted.includes('?') && stars === 1) {
    const [head, tail] = wanted.split('*')
    const least = wanted.length - 1
    return value => {
      if (value.length < least) return false
      const lower = value.toLowerCase()
      return lower.startsWith(head!) && lower.endsWith(tail!)
    }
  }
  return value => walk(wanted, value.toLowerCase())
}

/** True when any of the globs matches. Exact names are looked up, not tried one by one. */
export function anyGlob(patterns: readonly string[]): Matcher {
  const exact = new Set(patterns.filter(p => !/[*?]/.test(p)).map(p => p.toLowerCase()))
  const globs = patterns.filter(p => /[*?]/.test(p)).map(glob)
  return value => (exact.size > 0 && exact.has(value.toLowerCase())) || globs.some(matches => matches(value))
}

/** Two cursors; on a mismatch only the last star is tried again, so the time is bounded by pattern times value. */
function walk(pattern: string, value: string): boolean {
  let p = 0
  let star = -1
  let resume = 0
  for (let v = 0; v < value.length; ) {
    if (p < pattern.length && pattern[p] === '*') {
      star = p++
      resume = v
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === value[v])) {
      p++
      v++
    } else if (star >= 0) {
      p = star + 1
      v = ++resume
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}
