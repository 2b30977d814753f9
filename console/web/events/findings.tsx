/** What was found where: detector, confidence and its reasons, place, mask. The value itself is nowhere. */
import type { EventRecord, FindingRow } from '../../contract.ts'
import { FindingState } from '../exemptions/finding-state.tsx'
import { plural } from '../words/format.ts'
import { titled } from '../words/names.ts'
import { byDetector, whereWords } from './story-words.ts'

export function Findings({ event }: { readonly event: EventRecord }) {
  const { findings } = event
  if (findings.length === 0) return <p className="muted">Nothing.</p>
  return (
    <ul className="findings">
      {byDetector(findings).map(([detector, group]) => (
        <li key={detector}>
          <div className="finding-head">
            <span className="strong" title={detector}>
              {titled(detector)}
            </span>
            <Confidence level={group[0]!.confidence} />
            <span className="chip">{group[0]!.category}</span>
          </div>
          <p className="muted">{group[0]!.why.join('; ')}</p>
          <ul className="places">
            {group.map(finding => (
              <Place key={`${finding.place} ${finding.start}`} event={event} finding={finding} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

function Place({ event, finding }: { readonly event: EventRecord; readonly finding: FindingRow }) {
  return (
    <li data-redacted={finding.redacted} data-exempt={finding.exemption !== undefined && !finding.redacted}>
      <code className="mask">{finding.mask}</code>
      <span className="place">
        <span className="mono truncate" title={finding.place}>
          {finding.place}
        </span>
        <span className="muted">
          {whereWords(finding)} · {plural(finding.length, 'character')}
          {finding.redacted && ' · replaced'}
        </span>
        <span className="muted mono hash" title="Keyed hash: the same value has the same hash in every event">
          #{finding.hash.slice(0, 8)}
        </span>
        <FindingState event={event} finding={finding} />
      </span>
    </li>
  )
}

const levels = { low: 1, medium: 2, high: 3 } as const

function Confidence({ level }: { readonly level: FindingRow['confidence'] }) {
  return (
    <span className="confidence" title={`${titled(level)} confidence`}>
      {[1, 2, 3].map(bar => (
        <i key={bar} data-on={bar <= levels[level]} aria-hidden />
      ))}
      {titled(level)}
      <span className="hidden-visually"> confidence</span>
    </span>
  )
}
