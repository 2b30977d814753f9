/** Teaches that a value is no finding: what, for whom, until when, and why. */
import { useState } from 'react'
import type { EventRecord, FindingRow, NewExemption } from '../../contract.ts'
import { teachExemption, useQueryClient } from '../api/queries.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field, FormError } from '../parts/field.tsx'
import { useSubmit } from '../parts/submit.ts'
import { appName, titled } from '../words/names.ts'
import { dayInput, endOfDay } from './words.ts'

const defaultDays = 90
const mostDays = 365

export function TeachDialog(dialog: {
  readonly event: EventRecord
  readonly finding: FindingRow
  readonly onClose: () => void
}) {
  const { event, finding, onClose } = dialog
  const queries = useQueryClient()
  const [scope, setScope] = useState<NewExemption['scope']>('everyone')
  const [reason, setReason] = useState('')
  const [day, setDay] = useState(() => dayInput(Date.now(), defaultDays))
  const until = endOfDay(day)
  const { busy, error, onSubmit } = useSubmit(async () => {
    if (until === undefined) return
    const index = event.findings.indexOf(finding)
    await teachExemption({ event: event.id, finding: index, scope, reason: reason.trim(), until })
    await queries.invalidateQueries({ queryKey: ['exemptions'] })
    onClose()
  })
  return (
    <Dialog title="Not a finding" onClose={onClose}>
      <form className="stack" onSubmit={onSubmit}>
        <Taught finding={finding} />
        <Scope event={event} scope={scope} onScope={setScope} />
        <Field
          id="exemption-reason"
          label="Reason"
          required
          maxLength={500}
          placeholder="SEC-142: the sample key of our docs"
          value={reason}
          onChange={setReason}
          hint="For the auditor: why this value is harmless."
        />
        <Field
          id="exemption-until"
          label="Last day"
          type="date"
          required
          min={dayInput(Date.now(), 0)}
          max={dayInput(Date.now(), mostDays)}
          value={day}
          onChange={setDay}
          hint="At most one year ahead. Afterwards the value counts again."
        />
        {error && <FormError>{error}</FormError>}
        <Buttons disabled={busy || !reason.trim() || until === undefined} onCancel={onClose} />
      </form>
    </Dialog>
  )
}

function Buttons({ disabled, onCancel }: { readonly disabled: boolean; readonly onCancel: () => void }) {
  return (
    <div className="dialog-actions">
      <button type="button" className="button" onClick={onCancel}>
        Cancel
      </button>
      <button type="submit" className="button" data-look="primary" disabled={disabled}>
        Exempt this value
      </button>
    </div>
  )
}

function Taught({ finding }: { readonly finding: FindingRow }) {
  return (
    <div className="notice taught">
      <div>
        <p className="strong">
          {titled(finding.detector)} <code className="mask">{finding.mask}</code>
        </p>
        <p>
          This value of this detector, wherever it stands, is no longer blocked, redacted or counted. Events keep
          recording it as exempt. Other values are found as before.
        </p>
        <p className="mono taught-hash" title="Keyed hash of the value">
          #{finding.hash}
        </p>
      </div>
    </div>
  )
}

function Scope(field: {
  readonly event: EventRecord
  readonly scope: NewExemption['scope']
  readonly onScope: (scope: NewExemption['scope']) => void
}) {
  const choices = [
    ['everyone', 'Everyone'],
    ['user', `Only ${field.event.user}`],
    ['app', `Only in ${appName(field.event.app)}`],
  ] as const
  return (
    <fieldset className="field choices">
      <legend className="label">For whom</legend>
      {choices.map(([value, label]) => (
        <label key={value}>
          <input
            type="radio"
            name="exemption-scope"
            value={value}
            checked={field.scope === value}
            onChange={() => field.onScope(value)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}
