/** Wall clocks in named time zones, without a clock of our own. */

export interface WallClock {
  /** 0 is Sunday. */
  readonly day: number
  /** Minutes since midnight. */
  readonly minutes: number
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    // RangeError is how Intl says that the zone is unknown; it has no other way to ask.
    return false
  }
}

export const unknownZone = (name: string): string =>
  `unknown time zone '${name}': use an IANA name such as Europe/Berlin`

/** Reads the wall clock of a zone. The answer for a minute is kept: Intl takes microseconds, requests come in runs. */
export function wallClock(timeZone: string): (at: Date) => WallClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  let minute = Number.NaN
  let clock: WallClock = { day: 0, minutes: 0 }
  return at => {
    const now = Math.floor(at.getTime() / 60_000)
    if (now === minute) return clock
    const part = Object.fromEntries(format.formatToParts(at).map(p => [p.type, p.value]))
    minute = now
    clock = { day: weekdays.indexOf(part.weekday!), minutes: Number(part.hour) * 60 + Number(part.minute) }
    return clock
  }
}

/**
 * The first instant after `text`: for a date, the midnight that ends it in `timeZone`; for a date and time with an
 * offset (`2027-01-31T18:00:00Z`), that instant. Null when it is neither or no such day exists.
 */
export function endOf(text: string, timeZone: string): Date | null {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!date) {
    const exact = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text)
    const at = exact ? new Date(text.replace(' ', 'T')) : null
    return at && !Number.isNaN(at.getTime()) ? at : null
  }
  const [year, month, day] = date.slice(1).map(Number) as [number, number, number] // the pattern has three groups
  const utc = new Date(Date.UTC(year, month - 1, day))
  if (utc.getUTCMonth() !== month - 1 || utc.getUTCDate() !== day) return null
  return midnight(Date.UTC(year, month - 1, day + 1), timeZone)
}

/** The instant at which `timeZone` shows the wall time that `wall` (epoch ms, read as UTC) spells. */
function midnight(wall: number, timeZone: string): Date {
  const first = wall - offset(wall, timeZone)
  // A second look: near a change of offset the first guess used the offset of the other side.
  return new Date(wall - offset(first, timeZone))
}

function offset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(new Date(at))
  const part = (type: string) => Number(parts.find(p => p.type === type)!.value)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - at
}
