/** Requests over time, stacked by what was done: a chart for eyes, the same figures as a table for everybody else. */
import { ChartColumn, Table2 } from 'lucide-react'
import { lazy, Suspense, useId, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Action, Bucket } from '../../contract.ts'
import type { Query } from '../api/client.ts'
import { money, number, plural, shortDayTime } from '../words/format.ts'
import { eventsLink } from '../words/links.ts'
import { doneWords } from '../words/names.ts'
import { Swatch } from './badges.tsx'
import { Skeleton, Waiting } from './card.tsx'

const ActivityChart = lazy(async () => ({ default: (await import('./activity-chart.tsx')).ActivityChart }))

/** Rarest and gravest first: they stand on the base line, where heights compare. */
export const stack: readonly (readonly [Action, (bucket: Bucket) => number])[] = [
  ['block', b => b.blocked],
  ['redact', b => b.redacted],
  ['alert', b => b.alerted],
  ['allow', b => b.allowed],
]

export function Activity(activity: {
  readonly title: string
  readonly buckets: readonly Bucket[]
  readonly filter: Query
}) {
  const id = useId()
  const navigate = useNavigate()
  const [asTable, setAsTable] = useState(false)
  const [hidden, setHidden] = useState<readonly Action[]>([])
  const toggle = (action: Action) =>
    setHidden(hidden.includes(action) ? hidden.filter(other => other !== action) : [...hidden, action])
  const { buckets } = activity
  const width = (buckets[1]?.at ?? 0) - (buckets[0]?.at ?? 0)
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id}>{activity.title}</h2>
        <div className="page-actions">
          {!asTable && <Legend hidden={hidden} toggle={toggle} />}
          <button
            type="button"
            className="button chart-switch"
            data-look="quiet"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <ChartColumn aria-hidden /> : <Table2 aria-hidden />}
            <span>{asTable ? 'Chart' : 'Table'}</span>
          </button>
        </div>
      </div>
      {asTable ? (
        <ActivityTable buckets={buckets} label={activity.title} />
      ) : (
        <figure className="chart" role="img" aria-label={summary(buckets)}>
          <Suspense fallback={<ChartWaiting />}>
            <ActivityChart
              buckets={buckets}
              shown={stack.filter(([action]) => !hidden.includes(action))}
              onChoose={at => navigate(eventsLink({ ...activity.filter, from: at, to: at + width }))}
            />
          </Suspense>
        </figure>
      )}
    </section>
  )
}

function Legend({ hidden, toggle }: { readonly hidden: readonly Action[]; readonly toggle: (action: Action) => void }) {
  return (
    <fieldset className="chart-legend">
      <legend className="hidden-visually">Shown in the chart</legend>
      {[...stack].reverse().map(([action]) => (
        <button type="button" key={action} aria-pressed={!hidden.includes(action)} onClick={() => toggle(action)}>
          <Swatch action={action} />
          {doneWords[action]}
        </button>
      ))}
    </fieldset>
  )
}

function ChartWaiting() {
  return (
    <Waiting>
      <Skeleton height={240} />
    </Waiting>
  )
}

function ActivityTable({ buckets, label }: { readonly buckets: readonly Bucket[]; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="table-wrap chart-table" tabIndex={0} aria-label={label}>
      <table className="table">
        <thead>
          <tr>
            <th>From</th>
            {[...stack].reverse().map(([action]) => (
              <th key={action} className="numeric">
                {doneWords[action]}
              </th>
            ))}
            <th className="numeric">Cost</th>
          </tr>
        </thead>
        <tbody>
          {[...buckets].reverse().map(bucket => (
            <tr key={bucket.at}>
              <td>{shortDayTime(bucket.at)}</td>
              {[...stack].reverse().map(([action, of]) => (
                <td key={action} className="numeric">
                  {number(of(bucket))}
                </td>
              ))}
              <td className="numeric">{money(bucket.costUsd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function summary(buckets: readonly Bucket[]): string {
  const sum = (of: (bucket: Bucket) => number) => buckets.reduce((total, bucket) => total + of(bucket), 0)
  const busiest = buckets.reduce((best, bucket) => (bucket.requests > best.requests ? bucket : best), buckets[0]!)
  if (!busiest || busiest.requests === 0) return 'Bar chart. No requests in this range.'
  const parts = [...stack].reverse().map(([action, of]) => `${number(sum(of))} ${doneWords[action].toLowerCase()}`)
  return `Bar chart of requests over time: ${parts.join(', ')}. Busiest from ${shortDayTime(busiest.at)} with ${plural(busiest.requests, 'request')}. The button Table gives every figure.`
}
