/** Changes the own password; asks for the current one. */
import { CircleAlert } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/client.ts'
import { changePassword, useQueryClient } from '../api/queries.ts'
import { Dialog } from '../parts/dialog.tsx'

const minLength = 12

export function PasswordDialog({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueryClient()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const tooShort = next.length > 0 && next.length < minLength
  const differs = again.length > 0 && again !== next
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    try {
      queries.setQueryData(['session'], await changePassword(current, next))
      await queries.invalidateQueries({ queryKey: ['sessions'] })
      onClose()
    } catch (cause) {
      setError(cause instanceof ApiError ? cause.message : 'The password was not changed. Try again.')
      setBusy(false)
    }
  }
  return (
    <Dialog title="Change password" onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <Password
          id="current"
          label="Current password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
        />
        <Password
          id="next"
          label="New password"
          autoComplete="new-password"
          value={next}
          onChange={setNext}
          hint={`At least ${minLength} characters`}
          wrong={tooShort ? `${minLength - next.length} more characters` : undefined}
        />
        <Password
          id="again"
          label="New password again"
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
          wrong={differs ? 'The two new passwords differ' : undefined}
        />
        {error && (
          <div className="notice" data-tone="block" role="alert">
            <CircleAlert aria-hidden />
            {error}
          </div>
        )}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="submit"
            className="button"
            data-look="primary"
            disabled={busy || !current || next.length < minLength || again !== next}
          >
            {busy ? 'Changing…' : 'Change password'}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

function Password(field: {
  readonly id: string
  readonly label: string
  readonly autoComplete: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string
  readonly wrong?: string | undefined
}) {
  const note = field.wrong ?? field.hint
  return (
    <div className="field">
      <label htmlFor={field.id}>{field.label}</label>
      <input
        className="input"
        id={field.id}
        type="password"
        required
        autoComplete={field.autoComplete}
        value={field.value}
        aria-invalid={field.wrong !== undefined}
        {...(note ? { 'aria-describedby': `${field.id}-note` } : {})}
        onChange={event => field.onChange(event.target.value)}
      />
      {note && (
        <span id={`${field.id}-note`} className={field.wrong ? 'wrong' : 'hint'}>
          {note}
        </span>
      )}
    </div>
  )
}
