/** Which policy is in force and how: enforced, only watching, or held back because the file on disk is broken. */
import { Link } from 'react-router'
import type { Status } from '../../contract.ts'

export function PolicyState({ status }: { readonly status: Status }) {
  const { policy } = status
  const state = policy.errors.length > 0 ? 'broken' : policy.mode
  const words = { broken: 'Policy file broken', monitor: 'Monitor mode', enforce: 'Enforcing' }[state]
  return (
    <Link to="/system" className="policy-state">
      <strong>
        <span className="dot" data-state={state} />
        {words}
      </strong>
      <span>
        Policy <code>{policy.version.slice(0, 7)}</code>
      </span>
    </Link>
  )
}
