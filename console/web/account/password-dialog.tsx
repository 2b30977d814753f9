/** Changes the own password; asks for the current one. */
import { useState } from 'react'
import { changePassword, useQueryClient } from '../api/queries.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field, FormError } from '../parts/field.tsx'
import { useSubmit } from '../parts/submit.ts'

const minLength = 12

export function PasswordDialog({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueryClient()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const { busy, error, onSubmit } = useSubmit(async () => {
    queries.setQueryData(['session'], await changePassword(current, next))
    await queries.invalidateQueries({ queryKey: ['sessions'] })
    onClose()
  })
  const fresh = { type: 'password', autoComplete: 'new-password', required: true } as const
  const ready = current.length > 0 && next.length >= minLength && again === next
  return (
    <Dialog title="Change password" onClose={onClose}>
      <form className="stack" onSubmit={onSubmit}>
        <Field
          id="current"
          label="Current password"
          type="password"
          autoComplete="current-password"
          required
          value={current}
          onChange={setCurrent}
        />
        <Field
          id="next"
          label="New password"
          {...fresh}
          value={next}
          onChange={setNext}
          hint={`At least ${minLength} characters`}
          wrong={next.length > 0 && next.length < minLength ? `${minLength - next.length} more characters` : undefined}
        />
        <Field
          id="again"
          label="New password again"
          {...fresh}
          value={again}
          onChange={setAgain}
          wrong={again.length > 0 && again !== next ? 'The two new passwords differ' : undefined}
        />
        {error && <FormError>{error}</FormError>}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button" data-look="primary" disabled={busy || !ready}>
            {busy ? 'Changing…' : 'Change password'}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
