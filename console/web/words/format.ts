/** Numbers, money and times as people read them. Pure: `now` is passed in. */

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const compactNumber = new Intl.NumberFormat('en', { notation: 'compact' })
const cents = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' })
const dollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
const dayOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' })

/** 1,284 up to 99,999, then 128K. */
export function number(value: number): string {
  return value < 100_000 ? plain.format(value) : compact(value)
}

/** 950, 1.2k, 3.4M. */
export function compact(value: number): string {
  return value < 1000 ? plain.format(value) : compactNumber.format(value).replace('K', 'k')
}

/** $0, $0.0042, $0.042, $12.40, $1,893. */
export function money(usd: number): string {
  if (usd === 0) return '$0'
  if (usd < 0.0001) return '<$0.0001'
  if (usd < 0.01) return `$${usd.toFixed(4)}`
  if (usd < 0.1) return `$${usd.toFixed(3)}`
  if (usd < 1000) return cents.format(usd)
  return usd < 1_000_000 ? dollars.format(usd) : `$${compact(usd)}`
}

/** 0.42 ms, 12 ms, 1.8 s, 2 min 5 s. */
export function duration(ms: number): string {
  if (ms < 10) return `${ms.toFixed(ms < 1 ? 2 : 1)} ms`
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return span(ms)
}

/** A long time in its two largest units: 2 min 5 s, 3 h 10 min, 4 d 2 h. */
export function span(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ]
  const first = parts.findIndex(([value]) => value > 0)
  if (first === -1) return '0 s'
  const shown = parts.slice(first, first + 2).filter(([value]) => value > 0)
  return shown.map(([value, unit]) => `${value} ${unit}`).join(' ')
}

/** 512 B, 1.4 kB, 3.2 MB (decimal units, as networks count). */
export function bytes(value: number): string {
  if (value < 1000) return `${value} B`
  return value < 1_000_000 ? `${(value / 1000).toFixed(1)} kB` : `${(value / 1_000_000).toFixed(1)} MB`
}

export function percent(share: number): string {
  const value = share * 100
  if (value > 0 && value < 1) return '<1%'
  if (value > 99 && value < 100) return '>99%'
  return `${Math.round(value)}%`
}

/** in 3 h, now, 12 s ago, 5 min ago, 3 h ago, yesterday 14:02, 12 May 14:02. */
export function relative(at: number, now: number): string {
  const seconds = Math.round((now - at) / 1000)
  if (seconds < -59) return `in ${span(at - now)}`
  if (seconds < 3) return 'now'
  if (seconds < 60) return `${seconds} s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 12 * 3600) return `${Math.floor(seconds / 3600)} h ago`
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  if (at >= midnight) return `today ${clock.format(at)}`
  if (at >= new Date(midnight - 1).setHours(0, 0, 0, 0)) return `yesterday ${clock.format(at)}`
  return dayAndClock.format(at).replace(',', '')
}

export const absolute = (at: number): string => full.format(at)
export const shortTime = (at: number): string => clock.format(at)
export const shortDay = (at: number): string => dayOnly.format(at)
export const shortDayTime = (at: number): string => dayAndClock.format(at).replace(',', '')

/** 1 finding, 3 findings. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`
}

/** How a figure moved against the period before; undefined when there was nothing before. */
export function change(
  now: number,
  before: number,
): { readonly text: string; readonly direction: 'up' | 'down' | 'same' } | undefined {
  if (before === 0) return undefined
  const share = now / before - 1
  if (Math.abs(share) < 0.005) return { text: 'unchanged', direction: 'same' }
  const direction = share > 0 ? 'up' : 'down'
  if (share > 9.99) return { text: `×${compact(Math.round(now / before))}`, direction }
  return { text: `${percent(Math.abs(share))}`, direction }
}
