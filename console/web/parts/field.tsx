/** A labelled input with its hint or what is wrong with it, tied together for screen readers. */
import { CircleAlert } from 'lucide-react'
import type { InputHTMLAttributes, ReactNode } from 'react'

export function Field(
  field: Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> & {
    readonly id: string
    readonly label: string
    readonly onChange: (value: string) => void
    readonly hint?: string
    readonly wrong?: string | undefined
  },
) {
  const { label, hint, wrong, onChange, ...input } = field
  const note = wrong ?? hint
  return (
    <div className="field">
      <label htmlFor={input.id}>{label}</label>
      <input
        className="input"
        {...input}
        {...(wrong === undefined ? {} : { 'aria-invalid': true })}
        {...(note ? { 'aria-describedby': `${input.id}-note` } : {})}
        onChange={event => onChange(event.target.value)}
      />
      {note && (
        <span id={`${input.id}-note`} className={wrong ? 'wrong' : 'hint'}>
          {note}
        </span>
      )}
    </div>
  )
}

/** Why a form was not accepted; read out at once. */
export function FormError({ children }: { readonly children: ReactNode }) {
  return (
    <div className="notice" data-tone="block" role="alert">
      <CircleAlert aria-hidden />
      {children}
    </div>
  )
}
