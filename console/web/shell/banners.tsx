/** What an admin must know on every page: a broken policy file, monitor mode, a failing audit store, a first password. */
import { Eye, FileWarning, KeyRound, ServerCrash } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { PolicyProblem, Session, Status } from '../../contract.ts'

const shownErrors = 3

export function Banners(banners: {
  readonly status: Status | undefined
  readonly unreachable: boolean
  readonly session: Session
}) {
  const { status, session } = banners
  const [later, setLater] = useState(false)
  return (
    <div aria-live="polite">
      {banners.unreachable && (
        <Banner tone="block" icon={<ServerCrash aria-hidden />}>
          <strong>Sluice does not answer.</strong> Figures below are the last ones it gave. It is tried again every few
          seconds.
        </Banner>
      )}
      {status && status.policy.errors.length > 0 && <BrokenPolicy status={status} />}
      {status && (status.audit.failed > 0 || status.audit.lastError) && (
        <Banner tone="block" icon={<ServerCrash aria-hidden />}>
          <strong>The audit store reports failures</strong> ({status.audit.failed}
          {status.audit.lastError && `: ${status.audit.lastError}`}). Requests that cannot be recorded are refused.
        </Banner>
      )}
      {status?.policy.mode === 'monitor' && (
        <Banner tone="alert" icon={<Eye aria-hidden />}>
          <strong>Monitor mode.</strong> Decisions are recorded, nothing is redacted or blocked. Set{' '}
          <code>mode: enforce</code> in <code>{status.policy.path}</code> to enforce.
        </Banner>
      )}
      {session.passwordIsInitial && !later && (
        <Banner tone="alert" icon={<KeyRound aria-hidden />}>
          <strong>You still use the password you were given.</strong>{' '}
          <Link to="/account?change=password">Choose your own</Link> or{' '}
          <button type="button" className="link" onClick={() => setLater(true)}>
            remind me later
          </button>
          .
        </Banner>
      )}
    </div>
  )
}

function BrokenPolicy({ status }: { readonly status: Status }) {
  const { errors, version } = status.policy
  return (
    <Banner tone="block" icon={<FileWarning aria-hidden />}>
      <strong>The policy file is broken; policy {version.slice(0, 7)} stays in force.</strong>
      <ul>
        {errors.slice(0, shownErrors).map(problem => (
          <li key={`${place(problem)} ${problem.message}`}>
            <code>{place(problem)}</code> {problem.message}
          </li>
        ))}
        {errors.length > shownErrors && (
          <li>
            <Link to="/system">{errors.length - shownErrors} more</Link>
          </li>
        )}
      </ul>
    </Banner>
  )
}

/** `policies.yaml:12:7`, as editors and terminals link it. */
export function place(problem: PolicyProblem): string {
  return [problem.file, problem.line, problem.column].filter(part => part !== undefined).join(':')
}

function Banner({
  tone,
  icon,
  children,
}: {
  readonly tone: 'block' | 'alert'
  readonly icon: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className="banner" data-tone={tone}>
      {icon}
      <div>{children}</div>
    </div>
  )
}
