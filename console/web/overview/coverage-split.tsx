/** How many requests could be read fully, partly or not at all, and the way to those that could not. */
import { Link } from 'react-router'
import type { Overview, Verdict } from '../../contract.ts'
import { CoverageMark } from '../parts/badges.tsx'
import { number, percent } from '../words/format.ts'
import { eventsLink } from '../words/links.ts'
import type { Range } from '../words/range.ts'

const verdicts: readonly Verdict[] = ['full', 'partial', 'none']
const meanings: Readonly<Record<Verdict, string>> = {
  full: 'Every byte that can hold text was looked at.',
  partial: 'Something, such as an image, could not be read.',
  none: 'The policy decided without seeing the content.',
}

export function CoverageSplit({ coverage, range }: { readonly coverage: Overview['coverage']; readonly range: Range }) {
  const total = coverage.full + coverage.partial + coverage.none
  if (total === 0) return <p className="muted">No requests in this range.</p>
  return (
    <>
      <div className="split" aria-hidden>
        {verdicts.map(
          verdict =>
            coverage[verdict] > 0 && (
              <span key={verdict} data-verdict={verdict} style={{ flexGrow: coverage[verdict] }} />
            ),
        )}
      </div>
      <ul className="coverage-list">
        {verdicts.map(verdict => (
          <li key={verdict}>
            <Link to={eventsLink({ coverage: verdict }, range)}>
              <span>
                <CoverageMark verdict={verdict} withWord />
                <span className="muted">{meanings[verdict]}</span>
              </span>
              <span className="numeric">
                {percent(coverage[verdict] / total)}
                <span className="muted">{number(coverage[verdict])}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
