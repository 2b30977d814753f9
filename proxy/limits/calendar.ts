/** Days and months of an IANA time zone as epoch ms, daylight saving included: a day may last 23 or 25 hours. */

export interface Period {
  readonly start: number
  /** Exclusive: start of the next period. */
  readonly end: number
}

const formats = new Map<string, Intl.DateTimeFormat>()
const cached = new Map<string, Period>()
const maxCached = 1000

/** The day or month that holds `now`. Throws RangeError when the time zone is unknown. */
export function periodOf(unit: 'day' | 'month', timeZone: string, now: number): Period {
  const key = `${unit} ${timeZone}`
  const known = cached.get(key)
  if (known && now >= known.start && now < known.end) return known
  const { year, month, day } = localDate(now, timeZone)
  const period =
    unit === 'day'
      ? { start: startOf(timeZone, year, month, day), end: startOf(timeZone, year, month, day + 1) }
      : { start: startOf(timeZone, year, month, 1), end: startOf(timeZone, year, month + 1, 1) }
  if (cached.size >= maxCached) cached.clear()
  cached.set(key, period)
  return period
}

/** First instant of a local date. Where midnight is skipped (some zones change then), it is the first that exists. */
function startOf(timeZone: string, year: number, month: number, day: number): number {
  const wall = Date.UTC(year, month - 1, day)
  // Offsets stay within 14 hours; the start is the first instant whose local date is this one.
  let low = wall - 15 * 3_600_000
  let high = wall + 15 * 3_600_000
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    const local = localDate(middle, timeZone)
    if (Date.UTC(local.year, local.month - 1, local.day) >= wall) high = middle
    else low = middle
  }
  return high
}

function localDate(at: number, timeZone: string): { year: number; month: number; day: number } {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' })
    if (formats.size >= maxCached) formats.clear()
    formats.set(timeZone, format)
  }
  const found = { year: 0, month: 0, day: 0 }
  for (const { type, value } of format.formatToParts(at)) {
    if (type === 'year' || type === 'month' || type === 'day') found[type] = Number(value)
  }
  return found
}
