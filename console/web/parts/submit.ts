/** Sends a form: busy while it runs, the server's words when it fails. */
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/client.ts'

export interface Submission {
  readonly busy: boolean
  readonly error: string | undefined
  readonly onSubmit: (event: FormEvent) => Promise<void>
}

export function useSubmit(send: () => Promise<void>, onRefused?: (refusal: ApiError) => void): Submission {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    try {
      await send()
    } catch (cause) {
      setError(cause instanceof ApiError ? cause.message : 'That did not work. Reload the page and try again.')
      if (cause instanceof ApiError) onRefused?.(cause)
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, onSubmit }
}
