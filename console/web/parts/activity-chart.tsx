/** The drawn half of activity.tsx, loaded on its own because the chart library is heavy. */
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Action, Bucket } from '../../contract.ts'
import { compact, money, number, shortDay, shortDayTime, shortTime } from '../words/format.ts'
import { doneWords } from '../words/names.ts'
import { Swatch } from './badges.tsx'

type Series = readonly (readonly [Action, (bucket: Bucket) => number])[]

const dayMs = 86_400_000
const hourMs = 3_600_000
const axis = { fontSize: 12, fill: 'var(--ink-3)' } as const

export function ActivityChart(chart: {
  readonly buckets: readonly Bucket[]
  readonly shown: Series
  readonly onChoose: (at: number) => void
}) {
  const { buckets, shown } = chart
  const width = (buckets[1]?.at ?? 0) - (buckets[0]?.at ?? 0)
  const length = width * buckets.length
  return (
    <ResponsiveContainer width="100%" height={240}>
      <BarChart
        data={[...buckets]}
        margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
        barCategoryGap="18%"
        accessibilityLayer={false}
        onClick={state => {
          const bucket = buckets[Number(state.activeTooltipIndex)]
          if (bucket) chart.onChoose(bucket.at)
        }}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          ticks={ticksOf(buckets, length)}
          tickFormatter={length > 2 * dayMs ? shortDay : shortTime}
          tick={axis}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          minTickGap={48}
        />
        <YAxis width={40} tick={axis} tickLine={false} axisLine={false} allowDecimals={false} tickFormatter={compact} />
        <Tooltip
          cursor={{ fill: 'var(--hover)' }}
          isAnimationActive={false}
          content={<Tip width={width} shown={shown} />}
        />
        {shown.map(([action, of], index) => (
          <Bar
            key={action}
            dataKey={of}
            name={doneWords[action]}
            stackId="done"
            fill={`var(--${action})`}
            isAnimationActive={false}
            maxBarSize={38}
            radius={index === shown.length - 1 ? [3, 3, 0, 0] : 0}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}

/** Whole days, hours or ten minutes of local time, whichever the length of the chart asks for. */
export function ticksOf(buckets: readonly Bucket[], length: number): number[] {
  const step = length > 2 * dayMs ? dayMs : length > 4 * hourMs ? 2 * hourMs : hourMs / 6
  const offset = new Date(buckets[0]?.at ?? 0).getTimezoneOffset() * 60_000
  const whole = buckets.filter(bucket => (bucket.at - offset) % step === 0)
  return (whole.length > 1 ? whole : buckets).map(bucket => bucket.at)
}

/** What recharts hands to a tooltip, as far as it is used here. */
interface TipProps {
  readonly active?: boolean
  readonly payload?: readonly { readonly payload?: Bucket }[]
  readonly width: number
  readonly shown: Series
}

function Tip({ active, payload, width, shown }: TipProps) {
  const bucket = payload?.[0]?.payload
  if (!active || !bucket) return null
  return (
    <div className="tip">
      <strong>
        {shortDayTime(bucket.at)} – {width >= dayMs ? shortDayTime(bucket.at + width) : shortTime(bucket.at + width)}
      </strong>
      {[...shown].reverse().map(([action, of]) => (
        <span key={action}>
          <Swatch action={action} />
          {doneWords[action]}
          <b>{number(of(bucket))}</b>
        </span>
      ))}
      <span className="tip-cost">
        Cost
        <b>{money(bucket.costUsd)}</b>
      </span>
    </div>
  )
}
