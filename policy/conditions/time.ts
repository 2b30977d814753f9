/** `time`: days of the week and hours of the day, in a named time zone. */
import { z } from 'zod'
import { isTimeZone, type WallClock, wallClock } from '../calendar.ts'
import type { Condition, ConditionKind, Report } from '../condition.ts'
import { oneOrMany } from '../fields.ts'

const span = z.strictObject({
  days: oneOrMany.optional().describe('Days or ranges: `mon-fri`, `[sat, sun]`. Default: every day.'),
  from: z.string().optional().describe('Time of day, "HH:MM", in quotes. Default "00:00".'),
  to: z
    .string()
    .optional()
    .describe('Time of day, "HH:MM", not included; earlier than `from`: past midnight. Default "24:00".'),
  time_zone: z.string().optional().describe('IANA name; default: the time_zone of the policy.'),
})
const schema = z
  .union([span, z.strictObject({ not: span.describe('Outside these days and hours.') })], {
    error: 'must be { days, from, to, time_zone } or { not: { … } }',
  })
  .describe('Days and hours.')

type Span = z.infer<typeof span>

export const time: ConditionKind<typeof schema> = {
  id: 'time',
  schema,
  tunnel: true,
  check(value, _names, report) {
    if ('not' in value) checkSpan(value.not, (path, ...rest) => report(['not', ...path], ...rest))
    else checkSpan(value, report)
  },
  compile: (value, { timeZone }) =>
    'not' in value ? compileSpan(value.not, timeZone, true) : compileSpan(value, timeZone, false),
}

function checkSpan(value: Span, report: Report): void {
  for (const key of ['from', 'to'] as const) {
    const given = value[key]
    if (given !== undefined && minutesOf(given) === null)
      report([key], `'${given}' is not a time of day; write "HH:MM" in quotes, such as "18:00"`)
  }
  for (const day of list(value.days))
    if (daysOf(day) === null)
      report(['days'], `'${day}' is not a day; use mon, tue, wed, thu, fri, sat, sun or a range such as mon-fri`)
  if (value.time_zone !== undefined && !isTimeZone(value.time_zone))
    report(['time_zone'], `unknown time zone '${value.time_zone}'`, 'use an IANA name such as Europe/Berlin')
  if (value.from !== undefined && value.from === value.to) report([], 'can never match: from and to are the same time')
}

function compileSpan(value: Span, policyZone: string, negated: boolean): Condition {
  const zone = value.time_zone ?? policyZone
  const clock = wallClock(zone)
  const from = minutesOf(value.from ?? '00:00') ?? 0
  const to = minutesOf(value.to ?? '24:00') ?? dayMinutes
  const days = new Set(
    value.days === undefined ? [0, 1, 2, 3, 4, 5, 6] : list(value.days).flatMap(day => daysOf(day) ?? []),
  )
  const inside = ({ day, minutes }: WallClock) =>
    from < to
      ? days.has(day) && minutes >= from && minutes < to
      : // Past midnight: the hours after it belong to the day on which the span began.
        (days.has(day) && minutes >= from) || (days.has((day + 6) % 7) && minutes < to)
  return {
    kind: 'time',
    holds: ({ request }) => inside(clock(request.now)) !== negated,
    says: ({ request }) => {
      const { day, minutes } = clock(request.now)
      const hours = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
      return `it is ${dayNames[day]} ${hours} in ${zone}`
    },
  }
}

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const dayMinutes = 24 * 60
const list = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat())

function minutesOf(text: string): number | null {
  const split = /^(\d{1,2}):(\d{2})$/.exec(text)
  const minutes = split ? Number(split[1]) * 60 + Number(split[2]) : Number.NaN
  return minutes <= dayMinutes && Number(split![2]) < 60 ? minutes : null
}

/** `mon-fri` wraps as `fri-mon` does. */
function daysOf(text: string): number[] | null {
  const [first, last, ...rest] = text.split('-').map(part => dayNames.indexOf(part.trim().toLowerCase().slice(0, 3)))
  if (first === undefined || first < 0 || last === -1 || rest.length > 0) return null
  const days = [first]
  while (last !== undefined && days.at(-1) !== last) days.push((days.at(-1)! + 1) % 7)
  return days
}
