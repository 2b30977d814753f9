/** Sign-in: name and password, errors beside the button, waits counted down. */
import { CircleAlert } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { ApiError } from '../api/client.ts'
import { signIn, useQueryClient } from '../api/queries.ts'
import { span } from '../words/format.ts'
import { Mark } from './brand.tsx'

export function SignIn() {
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const [wait, setWait] = useWait()

  useEffect(() => {
    document.title = 'Sign in · Sluice'
  }, [])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    try {
      queries.setQueryData(['session'], await signIn(name.trim(), password))
    } catch (cause) {
      setError(cause instanceof ApiError ? cause.message : 'Sign-in failed. Try again.')
      if (cause instanceof ApiError && cause.retryAfterSeconds) setWait(cause.retryAfterSeconds)
      setBusy(false)
    }
  }
  return (
    <main className="sign-in">
      <form onSubmit={submit} className="sign-in-card">
        <div className="sign-in-brand">
          <Mark />
          <h1>Sign in to Sluice</h1>
          <p className="muted">See what leaves for AI, what it costs and what was stopped.</p>
        </div>
        <div className="field">
          <label htmlFor="name">Name</label>
          <input
            className="input"
            id="name"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            value={name}
            onChange={event => setName(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="password">Password</label>
          <input
            className="input"
            id="password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={event => setPassword(event.target.value)}
          />
        </div>
        {error && (
          <div className="notice" data-tone="block" role="alert">
            <CircleAlert aria-hidden />
            {error}
          </div>
        )}
        <button className="button" data-look="primary" type="submit" disabled={busy || wait > 0}>
          {wait > 0 ? `Wait ${span(wait * 1000)}` : busy ? 'Signing in…' : 'Sign in'}
        </button>
        <p className="muted sign-in-help">
          First time here? The name is <code>admin</code>; the password was printed when Sluice first started.
        </p>
      </form>
    </main>
  )
}

/** Seconds left to wait, counting down. */
function useWait(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  return [left, setLeft]
}
