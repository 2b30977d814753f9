/** Six figures of the range, each with its change against the period before, its course, and a way to the events behind it. */
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Bucket, Overview, Totals } from '../../contract.ts'
import { Swatch } from '../parts/badges.tsx'
import { Sparkline } from '../parts/sparkline.tsx'
import { change, compact, money, number, percent, plural } from '../words/format.ts'
import { eventsLink } from '../words/links.ts'
import type { Range } from '../words/range.ts'

interface TileShape {
  readonly name: string
  readonly of: (totals: Totals) => number
  readonly show: (value: number) => string
  readonly mark?: ReactNode
  readonly link?: string
  readonly note?: string | undefined
}

export function Tiles({ overview, range }: { readonly overview: Overview; readonly range: Range }) {
  const { totals } = overview
  const tiles: readonly TileShape[] = [
    { name: 'Requests', of: t => t.requests, show: number, link: eventsLink({}, range) },
    { name: 'People', of: t => t.people, show: number, link: '/people' },
    { name: 'Tokens', of: t => t.tokens, show: compact },
    { name: 'Cost', of: t => t.costUsd, show: money, note: costNote(totals) },
    {
      ...{ name: 'Redacted', of: (t: Totals) => t.redacted, show: number },
      mark: <Swatch action="redact" />,
      link: eventsLink({ action: 'redact' }, range),
    },
    {
      ...{ name: 'Blocked', of: (t: Totals) => t.blocked, show: number },
      mark: <Swatch action="block" />,
      link: eventsLink({ action: 'block' }, range),
    },
  ]
  return (
    <ul className="tiles" aria-label="Totals">
      {tiles.map(tile => (
        <li key={tile.name}>
          <Tile tile={tile} overview={overview} />
        </li>
      ))}
    </ul>
  )
}

function Tile({ tile, overview }: { readonly tile: TileShape; readonly overview: Overview }) {
  const value = tile.of(overview.totals)
  const inside = (
    <>
      <span className="tile-name">
        {tile.mark}
        {tile.name}
      </span>
      <span className="tile-value">{tile.show(value)}</span>
      <span className="tile-note">
        <Change now={value} before={tile.of(overview.previous)} show={tile.show} />
        {tile.note && <span className="tile-extra">{tile.note}</span>}
      </span>
      <Sparkline values={overview.buckets.map((bucket: Bucket) => tile.of(bucket))} />
    </>
  )
  return tile.link ? (
    <Link className="tile" to={tile.link}>
      {inside}
    </Link>
  ) : (
    <div className="tile">{inside}</div>
  )
}

function Change(figures: { readonly now: number; readonly before: number; readonly show: (value: number) => string }) {
  const moved = change(figures.now, figures.before)
  if (!moved) return <span>{figures.now === 0 ? 'none before either' : 'none before'}</span>
  const arrow = { up: '▲', down: '▼', same: '' }[moved.direction]
  return (
    <span title={`${figures.show(figures.before)} in the period before`}>
      <span aria-hidden>{arrow} </span>
      <span className="hidden-visually">{moved.direction === 'same' ? '' : `${moved.direction} `}</span>
      {moved.text}
      <span className="hidden-visually"> against the period before</span>
    </span>
  )
}

/** How much of the cost is measured, and how many requests have no known price: never a silent guess. */
function costNote(totals: Totals): string | undefined {
  const measured =
    totals.costUsd > 0 && totals.costMeasuredShare < 1 ? `${percent(totals.costMeasuredShare)} measured` : undefined
  const unpriced = totals.unpriced > 0 ? `${plural(totals.unpriced, 'request')} unpriced` : undefined
  return [measured, unpriced].filter(Boolean).join(', ') || undefined
}
