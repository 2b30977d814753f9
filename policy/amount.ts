/** Amounts of `limits:`: `120/min`, `500/10min`, `2M/day`, `25 USD/month`. */
import type { Metric, Window } from './limit.ts'

export interface Amount {
  readonly amount: number
  readonly window: Window
}

/** A unit alone (`/min`, `/hour`) is one of it; with a number in front it always slides: `/24h`, `/7d`. */
const secondsOf: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  min: 60,
  mins: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hour: 3600,
  hours: 3600,
  d: 86_400,
  day: 86_400,
  days: 86_400,
}
const factors: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9, g: 1e9 }
/** Longest sliding window: further back nobody remembers single requests. */
const maxSeconds = 31 * 86_400
/** Longer is no amount, and the pattern below would take its time over a page of spaces. */
const maxLength = 100

/** The amount, or what is wrong with it. `/day` and `/month` are calendar windows in `timeZone`; all others slide. */
export function parseAmount(text: string, metric: Metric, timeZone: string): Amount | string {
  if (text.length > maxLength) return `not an amount; write ${sample[metric]}`
  const split = /^\s*(\$?)\s*([0-9][0-9_,]*(?:\.[0-9]+)?)\s*([kmbg]?)\s*([a-z]*)\s*\/\s*([0-9]*)\s*([a-z]+)\s*$/i.exec(
    text,
  )
  if (!split) return `'${text}' is not an amount; write ${sample[metric]}`
  const [, dollar, digits, factor, currency, count, unit] = split
  const amount = Number(digits!.replaceAll(/[_,]/g, '')) * (factors[factor!.toLowerCase()] ?? 1)
  const wrong = wrongNumber(amount, metric) ?? wrongCurrency(metric, `${dollar}${currency}`)
  if (wrong) return wrong
  const window = parseWindow(count!, unit!.toLowerCase(), timeZone)
  return typeof window === 'string' ? window : { amount, window }
}

const sample: Readonly<Record<Metric, string>> = {
  requests: "a number and a window, such as '120/min', '500/10min' or '2k/day'",
  tokens: "a number and a window, such as '200k/hour' or '2M/day'",
  cost: "US dollars and a window, such as '25 USD/day' or '400 USD/month'",
}

function wrongNumber(amount: number, metric: Metric): string | undefined {
  if (amount <= 0) return 'the amount must be more than 0; to forbid use altogether write a rule with action block'
  if (!Number.isFinite(amount) || amount > Number.MAX_SAFE_INTEGER) return 'the amount is too large'
  if (metric !== 'cost' && !Number.isInteger(amount)) return `${metric} are counted in whole numbers`
  return undefined
}

function wrongCurrency(metric: Metric, currency: string): string | undefined {
  const name = currency.toUpperCase()
  if (metric === 'cost') {
    if (name === 'USD' || name === '$') return undefined
    return name === '' ? "say the currency: '25 USD/day'" : `cost is counted in USD, not in '${currency}'`
  }
  if (name === '' || name === metric.toUpperCase()) return undefined
  return `${metric} have no currency or unit: drop '${currency}'`
}

function parseWindow(count: string, unit: string, timeZone: string): Window | string {
  if (count === '' && (unit === 'day' || unit === 'month')) return { kind: 'calendar', unit, timeZone }
  if (unit === 'm') return "'m' may mean minutes or a month; write 'min' or 'month'"
  if (/^(month|mo)s?$/.test(unit))
    return "a month is a calendar month: write '/month', or a sliding window such as '/30d'"
  if (/^(w|week)s?$/.test(unit)) return "write a week as the sliding window '/7d'"
  const seconds = secondsOf[unit]
  if (seconds === undefined) return `'${unit}' is not a window; use s, min, hour, day, month, 10min, 24h or 7d`
  const total = (count === '' ? 1 : Number(count)) * seconds
  if (total < 1 || total > maxSeconds) return `a sliding window has 1 second to 31 days; '${count}${unit}' does not`
  return { kind: 'sliding', seconds: total }
}
