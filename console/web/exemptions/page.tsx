/** Exemptions: what was taught from events, and what the policy file exempts, with reason, end and use. */
import { useState } from 'react'
import type { FileExemption, TaughtExemption } from '../../contract.ts'
import { useExemptions, useSession } from '../api/queries.ts'
import { Card, Empty, Failure, Skeleton, Waiting } from '../parts/card.tsx'
import { useNow } from '../parts/time.tsx'
import { usePageTitle } from '../parts/title.ts'
import { FileEntry, TaughtEntry } from './entry.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'
import { stateOf } from './words.ts'

export function ExemptionsPage() {
  const exemptions = useExemptions()
  usePageTitle('Exemptions')
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Exemptions</h1>
          <p className="lede">
            What is found and does not count, for a reason and until a day. Events record each use. Teach one with “Not
            a finding” in an event.
          </p>
        </div>
      </div>
      {exemptions.isPending && (
        <Waiting>
          <Skeleton height={240} />
        </Waiting>
      )}
      {exemptions.isError && !exemptions.data && (
        <Failure error={exemptions.error} retry={() => exemptions.refetch()} />
      )}
      {exemptions.data && (
        <>
          <Taught list={exemptions.data.taught} />
          <InFile list={exemptions.data.file} />
        </>
      )}
    </>
  )
}

function Taught({ list }: { readonly list: readonly TaughtExemption[] }) {
  const isAdmin = useSession().data?.role === 'admin'
  const [revoking, setRevoking] = useState<TaughtExemption>()
  const now = useNow()
  return (
    <Card title="Taught" padded={false}>
      {list.length === 0 && <Empty title="Nothing was taught yet" />}
      <ul className="entries">
        {list.map(one => {
          const state = stateOf(one, now)
          return (
            <li key={one.id} data-off={state !== 'active'}>
              <TaughtEntry one={one} state={state} />
              {isAdmin && state === 'active' && (
                <button
                  type="button"
                  className="button"
                  data-look="danger"
                  onClick={() => setRevoking(one)}
                  aria-label={`Revoke ${one.id}`}
                >
                  Revoke
                </button>
              )}
            </li>
          )
        })}
      </ul>
      {revoking && <RevokeDialog exemption={revoking} onClose={() => setRevoking(undefined)} />}
    </Card>
  )
}

function InFile({ list }: { readonly list: readonly FileExemption[] }) {
  const now = useNow()
  return (
    <Card title="In the policy file" note="Changed in the file" padded={false}>
      {list.length === 0 && <Empty title="The policy exempts nothing" />}
      <ul className="entries">
        {list.map(one => {
          const state = stateOf(one, now)
          return (
            <li key={one.id} data-off={state !== 'active'}>
              <FileEntry one={one} state={state} />
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
