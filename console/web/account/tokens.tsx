/** API tokens: what scripts read the API with; created here, shown once, revoked here. */
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import type { Token } from '../../contract.ts'
import { revokeToken, useQueryClient, useSession, useTokens } from '../api/queries.ts'
import { Empty, Failure } from '../parts/card.tsx'
import { When } from '../parts/time.tsx'
import { usePageTitle } from '../parts/title.ts'
import { shortDay } from '../words/format.ts'
import { TokenDialog } from './token-dialog.tsx'

export function TokensPage() {
  const queries = useQueryClient()
  const session = useSession().data
  const tokens = useTokens()
  const [creating, setCreating] = useState(false)
  usePageTitle('API tokens')
  const revoke = async (id: string) => {
    await revokeToken(id)
    await queries.invalidateQueries({ queryKey: ['tokens'] })
  }
  if (session?.role !== 'admin') return <Empty title="Only admins manage API tokens" />
  return (
    <>
      <div className="page-head">
        <div>
          <h1>API tokens</h1>
          <p className="lede">
            For scripts and dashboards. Tokens can read, never change. The API is described at{' '}
            <a href="/api/openapi.json">/api/openapi.json</a>.
          </p>
        </div>
        <button type="button" className="button" data-look="primary" onClick={() => setCreating(true)}>
          <Plus aria-hidden />
          New token
        </button>
      </div>
      <section className="card" aria-label="API tokens">
        {tokens.isError && <Failure error={tokens.error} retry={() => tokens.refetch()} />}
        {tokens.data?.tokens.length === 0 && (
          <Empty title="No tokens yet">
            <span>
              Try one with <code>curl -H "Authorization: Bearer slc_…" {window.location.origin}/api/status</code>
            </span>
          </Empty>
        )}
        <ul className="entries">
          {tokens.data?.tokens.map(token => (
            <li key={token.id}>
              <TokenEntry token={token} />
              <button
                type="button"
                className="button"
                data-look="danger"
                onClick={() => revoke(token.id)}
                aria-label={`Revoke ${token.name}`}
              >
                Revoke
              </button>
            </li>
          ))}
        </ul>
      </section>
      {creating && <TokenDialog onClose={() => setCreating(false)} />}
    </>
  )
}

function TokenEntry({ token }: { readonly token: Token }) {
  const expired = token.expiresAt !== undefined && token.expiresAt <= Date.now()
  return (
    <div>
      <p className="strong entry-name">
        <KeyRound aria-hidden size={15} />
        {token.name}
        <code className="muted">{token.prefix}…</code>
        {expired && (
          <span className="badge" data-action="block">
            Expired
          </span>
        )}
      </p>
      <p className="muted">
        {token.createdBy}, <When at={token.createdAt} /> ·{' '}
        {token.lastUsedAt ? (
          <>
            used <When at={token.lastUsedAt} />
          </>
        ) : (
          'never used'
        )}{' '}
        · {token.expiresAt ? `until ${shortDay(token.expiresAt)}` : 'does not expire'}
      </p>
    </div>
  )
}
