/** One exemption in a list: what it takes out, for whom, why, until when, by whom and how often. */
import { ShieldOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { FileExemption, TaughtExemption } from '../../contract.ts'
import { When } from '../parts/time.tsx'
import { plural } from '../words/format.ts'
import { eventsLink } from '../words/links.ts'
import { titled } from '../words/names.ts'
import { type ExemptionState, lastDay, scopeWords, stateWords, whatWords, whomWords } from './words.ts'

export function TaughtEntry({ one, state }: { readonly one: TaughtExemption; readonly state: ExemptionState }) {
  return (
    <Entry
      state={state}
      name={titled(one.detector)}
      mark={<code className="mask">{one.mask}</code>}
      whom={scopeWords(one.scope)}
      reason={one.reason}
    >
      <span className="mono">{one.id}</span> · by {one.createdBy}, <When at={one.createdAt} />
      {one.fromEvent && (
        <>
          , from <Link to={`/events/${one.fromEvent}`}>this event</Link>
        </>
      )}{' '}
      · <Until until={one.until} state={state} /> · <Used id={one.id} used={one.used} />
      {one.revokedBy !== undefined && (
        <>
          {' '}
          · revoked by {one.revokedBy}, <When at={one.revokedAt!} />
        </>
      )}
    </Entry>
  )
}

export function FileEntry({ one, state }: { readonly one: FileExemption; readonly state: ExemptionState }) {
  return (
    <Entry state={state} name={one.id} whom={whomWords(one)} reason={one.reason}>
      {whatWords(one)} ·{' '}
      <span className="mono">
        {one.file}:{one.line}
      </span>{' '}
      · <Until until={one.until} state={state} /> · <Used id={one.id} used={one.used} />
    </Entry>
  )
}

function Entry(entry: {
  readonly state: ExemptionState
  readonly name: string
  readonly mark?: ReactNode
  readonly whom: string
  readonly reason: string
  readonly children: ReactNode
}) {
  return (
    <div className="exemption">
      <p className="strong entry-name">
        <ShieldOff aria-hidden size={15} />
        {entry.name}
        {entry.mark}
        <span className="chip">{entry.whom}</span>
        {entry.state !== 'active' && <span className="badge">{stateWords[entry.state]}</span>}
      </p>
      <p>{entry.reason}</p>
      <p className="muted">{entry.children}</p>
    </div>
  )
}

function Until({ until, state }: { readonly until: number; readonly state: ExemptionState }) {
  return (
    <>
      {state === 'expired' ? 'ended after' : 'until'} {lastDay(until)}
    </>
  )
}

function Used({ id, used }: { readonly id: string; readonly used: TaughtExemption['used'] }) {
  if (used.requests === 0) return <>not used in 30 days</>
  return <Link to={eventsLink({ exemption: id })}>used in {plural(used.requests, 'request')} in 30 days</Link>
}
