/** Creates an API token and shows its secret, this once. */
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { NewToken } from '../../contract.ts'
import { createToken, useQueryClient } from '../api/queries.ts'
import { CopyButton } from '../parts/copy.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field, FormError } from '../parts/field.tsx'
import { useSubmit } from '../parts/submit.ts'

const lifetimes = [
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', 'One year'],
  ['', 'Does not expire'],
] as const

export function TokenDialog({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueryClient()
  const [made, setMade] = useState<NewToken>()
  return made ? (
    <Dialog title={`Token ${made.name}`} onClose={onClose}>
      <div className="notice" data-tone="alert">
        <TriangleAlert aria-hidden />
        Copy it now. Sluice keeps only its hash and cannot show it again.
      </div>
      <div className="snippet">
        <pre>
          <code>{made.secret}</code>
        </pre>
        <CopyButton text={made.secret} label="Copy the token" />
      </div>
      <div className="dialog-actions">
        <button type="button" className="button" data-look="primary" onClick={onClose}>
          Done
        </button>
      </div>
    </Dialog>
  ) : (
    <Dialog title="New API token" onClose={onClose}>
      <TokenForm
        onCancel={onClose}
        onMade={token => {
          setMade(token)
          void queries.invalidateQueries({ queryKey: ['tokens'] })
        }}
      />
    </Dialog>
  )
}

function TokenForm({
  onCancel,
  onMade,
}: {
  readonly onCancel: () => void
  readonly onMade: (token: NewToken) => void
}) {
  const [name, setName] = useState('')
  const [days, setDays] = useState('90')
  const { busy, error, onSubmit } = useSubmit(async () => {
    onMade(await createToken({ name: name.trim(), role: 'auditor', ...(days ? { expiresInDays: Number(days) } : {}) }))
  })
  return (
    <form className="stack" onSubmit={onSubmit}>
      <Field
        id="token-name"
        label="Name"
        required
        maxLength={100}
        placeholder="nightly export"
        value={name}
        onChange={setName}
        hint="What it is for, so that it can be revoked with confidence."
      />
      <div className="field">
        <label htmlFor="token-days">Valid for</label>
        <select className="input" id="token-days" value={days} onChange={event => setDays(event.target.value)}>
          {lifetimes.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      {error && <FormError>{error}</FormError>}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" className="button" data-look="primary" disabled={busy || !name.trim()}>
          Create token
        </button>
      </div>
    </form>
  )
}
