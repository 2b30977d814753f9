/** Turns the time parameters of a query into what the reader takes, and keeps series to a sane number of buckets. */
import type { EventFilter, TimeRange } from '../../proxy/audit/reader-types.ts'
import { ApiProblem } from './problem.ts'

const maxBuckets = 750
const minute = 60_000
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 10_080].map(minutes => minutes * minute)

export function rangeFrom(query: { readonly from: number; readonly to: number }): TimeRange {
  if (query.to <= query.from) throw new ApiProblem(400, 'bad_range', '`to` must be later than `from`.')
  return { from: query.from, to: query.to }
}

/** The asked width, or one that gives about 48 buckets. */
export function bucketFor(range: TimeRange, asked: number | undefined): number {
  const length = range.to - range.from
  if (asked === undefined) return steps.find(step => length / step <= 60) ?? steps.at(-1)!
  if (asked < 1000 || length / asked > maxBuckets) {
    throw new ApiProblem(400, 'bad_bucket', `bucketMs must be at least 1000 and give at most ${maxBuckets} buckets.`)
  }
  return asked
}

/** Drops `from` and `to` in favour of a range; either end may be open. */
export function filterFrom(
  query: Omit<EventFilter, 'range'> & { readonly from?: number | undefined; readonly to?: number | undefined },
): EventFilter {
  const {
    from,
    to,
    before: _before,
    limit: _limit,
    ...rest
  } = query as typeof query & { before?: string; limit?: string }
  if (from === undefined && to === undefined) return rest
  return { ...rest, range: rangeFrom({ from: from ?? 0, to: to ?? Number.MAX_SAFE_INTEGER }) }
}
