/** Beside one value of an event: which exemption took it out, whether it is exempt by now, and for admins the way to teach it. */
import { ShieldOff } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { EventRecord, FindingRow } from '../../contract.ts'
import { useExemptions, useSession } from '../api/queries.ts'
import { useNow } from '../parts/time.tsx'
import { TeachDialog } from './teach-dialog.tsx'
import { scopeWords, stateOf } from './words.ts'

export function FindingState({ event, finding }: { readonly event: EventRecord; readonly finding: FindingRow }) {
  const isAdmin = useSession().data?.role === 'admin'
  const [teaching, setTeaching] = useState(false)
  const taught = useStanding(finding)
  return (
    <span className="finding-state">
      {finding.exemption !== undefined && (
        <Link to="/exemptions" className="chip" title="The exemption that took this finding out">
          <ShieldOff aria-hidden size={13} />
          exempt: {finding.exemption}
        </Link>
      )}
      {taught && taught.id !== finding.exemption && (
        <Link to="/exemptions" className="muted">
          Exempt by now: {taught.id} ({scopeWords(taught.scope)})
        </Link>
      )}
      {isAdmin && finding.exemption === undefined && taught?.scope.kind !== 'everyone' && (
        <button
          type="button"
          className="link"
          aria-label={`Not a finding: ${finding.mask}`}
          onClick={() => setTeaching(true)}
        >
          Not a finding
        </button>
      )}
      {teaching && <TeachDialog event={event} finding={finding} onClose={() => setTeaching(false)} />}
    </span>
  )
}

/** A taught exemption of the same value that holds now. */
function useStanding(finding: FindingRow) {
  const now = useNow()
  return useExemptions().data?.taught.find(
    one => one.hash === finding.hash && one.detector === finding.detector && stateOf(one, now) === 'active',
  )
}
