/** A ranking as bars with figures: by cost where there is any, else by requests; or by findings. */
import { Link } from 'react-router'
import type { DetectorCount, Ranked } from '../../contract.ts'
import { money, number } from '../words/format.ts'

interface Bars<R> {
  readonly rows: readonly R[]
  /** What one row is: "Person". */
  readonly name: string
  readonly label: (name: string) => string
  readonly link?: (name: string) => string
  readonly empty?: string
}

export function BarList(bars: Bars<Ranked | DetectorCount>) {
  if (bars.rows.length === 0) return <p className="muted">{bars.empty ?? 'Nobody and nothing in this range.'}</p>
  const priced = bars.rows.some(row => 'costUsd' in row && row.costUsd > 0)
  const measure = (row: Ranked | DetectorCount) =>
    'findings' in row ? row.findings : priced ? row.costUsd : row.requests
  const most = Math.max(...bars.rows.map(measure), 1e-9)
  const columns = bars.rows.every(row => 'findings' in row) ? 1 : 2
  return (
    <>
      <div className="bars-head" data-columns={columns} aria-hidden>
        <span>{bars.name}</span>
        <span className="numeric">{columns === 1 ? 'Findings' : 'Requests'}</span>
        {columns === 2 && <span className="numeric">Cost</span>}
      </div>
      <ol className="bars" data-columns={columns}>
        {bars.rows.map(row => (
          <li key={row.name}>
            <Row href={bars.link?.(row.name)}>
              <span className="bar-track">
                <span className="bar-fill" style={{ width: `${Math.max(1, (measure(row) / most) * 100)}%` }} />
                <span className="bar-name truncate" title={row.name}>
                  {bars.label(row.name)}
                </span>
              </span>
              <Figures row={row} />
            </Row>
          </li>
        ))}
      </ol>
    </>
  )
}

function Row({ href, children }: { readonly href: string | undefined; readonly children: React.ReactNode }) {
  return href ? <Link to={href}>{children}</Link> : <div className="bar-row">{children}</div>
}

function Figures({ row }: { readonly row: Ranked | DetectorCount }) {
  if ('findings' in row) {
    return (
      <span className="numeric">
        {number(row.findings)}
        <span className="hidden-visually"> findings</span>
      </span>
    )
  }
  return (
    <>
      <span className="numeric muted">
        {number(row.requests)}
        <span className="hidden-visually"> requests</span>
      </span>
      <span className="numeric" title={row.costUsd === 0 ? 'No price is known' : undefined}>
        {row.costUsd === 0 ? '–' : money(row.costUsd)}
      </span>
    </>
  )
}
