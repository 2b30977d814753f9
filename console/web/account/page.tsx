/** The own account: password and the places where one is signed in; admins see everybody's sessions. */
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { SessionRow } from '../../contract.ts'
import { endSession, useQueryClient, useSession, useSessions } from '../api/queries.ts'
import { Card, Failure } from '../parts/card.tsx'
import { When } from '../parts/time.tsx'
import { usePageTitle } from '../parts/title.ts'
import { browserWords } from '../words/browser.ts'
import { PasswordDialog } from './password-dialog.tsx'

export function AccountPage() {
  const session = useSession().data
  const [parameters, setParameters] = useSearchParams()
  const [everyone, setEveryone] = useState(false)
  const changing = parameters.get('change') === 'password'
  const setChanging = (on: boolean) => setParameters(on ? { change: 'password' } : {}, { replace: true })
  usePageTitle('Account')
  if (!session) return null
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Account</h1>
          <p className="lede">
            {session.user} · {session.role === 'admin' ? 'Admin: may change Sluice' : 'Auditor: may read the console'}
          </p>
        </div>
      </div>
      <Card title="Password">
        <div className="row-between">
          <p className="muted">
            {session.passwordIsInitial
              ? 'You still use the password you were given. Choose your own.'
              : 'A password manager makes a good one. Changing it signs out all other sessions.'}
          </p>
          <button type="button" className="button" onClick={() => setChanging(true)}>
            <KeyRound aria-hidden />
            Change password
          </button>
        </div>
      </Card>
      <Card
        title="Sessions"
        padded={false}
        note={
          session.role === 'admin' && (
            <fieldset className="segmented">
              <legend className="hidden-visually">Whose sessions</legend>
              <button type="button" aria-pressed={!everyone} onClick={() => setEveryone(false)}>
                Mine
              </button>
              <button type="button" aria-pressed={everyone} onClick={() => setEveryone(true)}>
                Everyone
              </button>
            </fieldset>
          )
        }
      >
        <Sessions everyone={everyone} />
      </Card>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </>
  )
}

function Sessions({ everyone }: { readonly everyone: boolean }) {
  const queries = useQueryClient()
  const sessions = useSessions(everyone)
  const end = async (id: string) => {
    await endSession(id)
    await queries.invalidateQueries({ queryKey: ['sessions'] })
  }
  if (sessions.isError) return <Failure error={sessions.error} retry={() => sessions.refetch()} />
  return (
    <ul className="entries">
      {sessions.data?.sessions.map(row => (
        <li key={row.id}>
          <SessionEntry row={row} everyone={everyone} />
          {row.current ? (
            <span className="badge">This one</span>
          ) : (
            <button type="button" className="button" data-look="danger" onClick={() => end(row.id)}>
              Sign out
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

function SessionEntry({ row, everyone }: { readonly row: SessionRow; readonly everyone: boolean }) {
  return (
    <div>
      <p className="strong">
        {everyone && `${row.user} · `}
        {browserWords(row.userAgent)}
      </p>
      <p className="muted">
        <span className="mono">{row.address}</span> · signed in <When at={row.createdAt} /> · last seen{' '}
        <When at={row.lastSeenAt} />
      </p>
    </div>
  )
}
