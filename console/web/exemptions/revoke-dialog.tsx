/** Asks before an exemption is taken back: the value counts again for everybody it was exempt for. */
import type { TaughtExemption } from '../../contract.ts'
import { revokeExemption, useQueryClient } from '../api/queries.ts'
import { Dialog } from '../parts/dialog.tsx'
import { FormError } from '../parts/field.tsx'
import { useSubmit } from '../parts/submit.ts'
import { titled } from '../words/names.ts'

export function RevokeDialog({
  exemption,
  onClose,
}: {
  readonly exemption: TaughtExemption
  readonly onClose: () => void
}) {
  const queries = useQueryClient()
  const { busy, error, onSubmit } = useSubmit(async () => {
    await revokeExemption(exemption.id)
    await queries.invalidateQueries({ queryKey: ['exemptions'] })
    onClose()
  })
  return (
    <Dialog title={`Revoke ${exemption.id}`} onClose={onClose}>
      <form className="stack" onSubmit={onSubmit}>
        <p>
          {titled(exemption.detector)} <code className="mask">{exemption.mask}</code> counts as a finding again, within
          two seconds. The record of this exemption stays.
        </p>
        {error && <FormError>{error}</FormError>}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button" data-look="danger" disabled={busy}>
            Revoke
          </button>
        </div>
      </form>
    </Dialog>
  )
}
