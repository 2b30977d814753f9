/** Browser sessions: 256 random bits in a cookie, only their SHA-256 here; they end by sign-out, idleness, age or revocation. */
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { SessionRow } from '../contract.ts'
import type { ConsoleDatabase } from './database.ts'

export interface OpenSession {
  readonly id: string
  readonly user: string
  readonly expiresAt: number
}

export interface SessionStore {
  /** Returns the secret for the cookie; it is not kept. */
  open(user: string, client: { readonly address: string; readonly userAgent: string }): string
  /** The session of a cookie's secret, or undefined when it has ended. Counts as activity. */
  find(secret: string): OpenSession | undefined
  list(user?: string): Omit<SessionRow, 'current'>[]
  /** False when there is no such session, or it is not `owner`'s. */
  end(id: string, owner?: string): boolean
  /** Ends all sessions of a user except one. */
  endOthers(user: string, keep: string): void
  passwordChosen(user: string): void
  hasChosenPassword(user: string): boolean
}

const sessionRow = z.object({
  id: z.string(),
  user: z.string(),
  created_at: z.number(),
  last_seen_at: z.number(),
  expires_at: z.number(),
  address: z.string(),
  user_agent: z.string(),
})

/** Activity is written at most this often, so that reading pages does not write to disk each time. */
const touchEveryMs = 60_000
/** Oldest sessions of a user are ended beyond this number. */
const maxPerUser = 20

export function openSessions(options: {
  readonly db: ConsoleDatabase
  readonly now: () => number
  readonly lifetimeMs: number
  readonly idleMs: number
}): SessionStore {
  const { db, now, lifetimeMs, idleMs } = options
  const insert = db.prepare('INSERT INTO console_sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const byHash = db.prepare('SELECT * FROM console_sessions WHERE hash = ?')
  const touch = db.prepare('UPDATE console_sessions SET last_seen_at = ? WHERE hash = ?')
  const expire = db.prepare('DELETE FROM console_sessions WHERE expires_at <= ? OR last_seen_at <= ?')
  const trim = db.prepare(
    `DELETE FROM console_sessions WHERE user = @user AND hash NOT IN
      (SELECT hash FROM console_sessions WHERE user = @user ORDER BY last_seen_at DESC, created_at DESC LIMIT ${maxPerUser})`,
  )
  const all = db.prepare(
    'SELECT * FROM console_sessions WHERE @user IS NULL OR user = @user ORDER BY last_seen_at DESC LIMIT 500',
  )
  const remove = db.prepare('DELETE FROM console_sessions WHERE id = @id AND (@user IS NULL OR user = @user)')
  const removeOthers = db.prepare('DELETE FROM console_sessions WHERE user = ? AND id <> ?')
  const choose = db.prepare('INSERT OR REPLACE INTO console_passwords VALUES (?, ?)')
  const chosen = db.prepare('SELECT 1 FROM console_passwords WHERE user = ?')
  const sweep = () => expire.run(now(), now() - idleMs)

  return {
    open(user, client) {
      sweep()
      const secret = randomBytes(32).toString('base64url')
      const id = randomBytes(9).toString('base64url')
      const at = now()
      insert.run(sha256(secret), id, user, at, at, at + lifetimeMs, client.address, client.userAgent.slice(0, 300))
      trim.run({ user })
      return secret
    },
    find(secret) {
      const hash = sha256(secret)
      const found = sessionRow.optional().parse(byHash.get(hash))
      const at = now()
      if (!found || found.expires_at <= at || found.last_seen_at <= at - idleMs) return undefined
      if (at - found.last_seen_at >= touchEveryMs) touch.run(at, hash)
      return { id: found.id, user: found.user, expiresAt: found.expires_at }
    },
    list(user) {
      sweep()
      return z
        .array(sessionRow)
        .parse(all.all({ user: user ?? null }))
        .map(toSession)
    },
    end: (id, owner) => remove.run({ id, user: owner ?? null }).changes > 0,
    endOthers: (user, keep) => void removeOthers.run(user, keep),
    passwordChosen: user => void choose.run(user, now()),
    hasChosenPassword: user => chosen.get(user) !== undefined,
  }
}

/** What is stored of a secret. The secrets are uniformly random, so a plain hash cannot be guessed back. */
export function sha256(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

function toSession(found: z.infer<typeof sessionRow>): Omit<SessionRow, 'current'> {
  return {
    id: found.id,
    user: found.user,
    createdAt: found.created_at,
    lastSeenAt: found.last_seen_at,
    expiresAt: found.expires_at,
    address: found.address,
    userAgent: found.user_agent,
  }
}
