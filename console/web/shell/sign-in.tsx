/** Sign-in: name and password, errors beside the button, waits counted down. */
import { useEffect, useState } from 'react'
import { setSession, signIn, useQueryClient } from '../api/queries.ts'
import { Field, FormError } from '../parts/field.tsx'
import { useSubmit } from '../parts/submit.ts'
import { usePageTitle } from '../parts/title.ts'
import { span } from '../words/format.ts'
import { Mark } from './brand.tsx'

export function SignIn() {
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [wait, setWait] = useWait()
  const { busy, error, onSubmit } = useSubmit(
    async () => setSession(queries, await signIn(name.trim(), password)),
    refusal => setWait(refusal.retryAfterSeconds ?? 0),
  )
  usePageTitle('Sign in')
  return (
    <main className="sign-in">
      <form onSubmit={onSubmit} className="sign-in-card">
        <div className="sign-in-brand">
          <Mark />
          <h1>Sign in to Sluice</h1>
          <p className="muted">See what leaves for AI, what it costs and what was stopped.</p>
        </div>
        <Field
          id="name"
          label="Name"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={name}
          onChange={setName}
        />
        <Field
          id="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={setPassword}
        />
        {error && <FormError>{error}</FormError>}
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
