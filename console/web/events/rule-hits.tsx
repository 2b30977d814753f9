/** Which rules matched and why, what an exemption took out, and under which policy. */
import type { EventRecord } from '../../contract.ts'
import { AskBadge } from '../parts/badges.tsx'

export function RuleHits({ event }: { readonly event: EventRecord }) {
  return (
    <>
      {event.rules.length === 0 && <p className="muted">None.</p>}
      <ul className="hits">
        {event.rules.map(hit => (
          <li key={hit.rule} data-exempt={hit.exemption !== undefined}>
            <div className="finding-head">
              <span className="strong mono">{hit.rule}</span>
              <AskBadge action={hit.action} />
            </div>
            <p className="muted">{hit.reason}</p>
            {hit.exemption && (
              <p className="muted">
                Taken out by the exemption <span className="mono">{hit.exemption}</span>
              </p>
            )}
            {hit.notify.length > 0 && <p className="muted">Notified: {hit.notify.join(', ')}</p>}
          </li>
        ))}
      </ul>
      <p className="muted small">
        Policy <code>{event.policyVersion}</code>
        {event.mode === 'monitor' && ', monitor mode'}
      </p>
    </>
  )
}
