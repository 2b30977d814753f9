/** API tokens for scripts: `slc_` and 256 random bits, shown once, kept as SHA-256, good for reading only. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { NewToken, Role, Token } from '../contract.ts'
import type { ConsoleDatabase } from './database.ts'
import { sha256 } from './sessions.ts'

export interface TokenStore {
  create(token: {
    readonly name: string
    readonly role: Role
    readonly createdBy: string
    readonly expiresInDays?: number | undefined
  }): NewToken
  /** The token of a secret, or undefined when unknown, revoked or expired. Notes the use. */
  find(secret: string): Token | undefined
  list(): Token[]
  revoke(id: string): boolean
}

const tokenRow = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(['auditor', 'admin']),
  prefix: z.string(),
  created_by: z.string(),
  created_at: z.number(),
  expires_at: z.number().nullable(),
  last_used_at: z.number().nullable(),
})

const dayMs = 86_400_000
/** A use is written at most this often. */
const touchEveryMs = 60_000

export function openTokens(options: { readonly db: ConsoleDatabase; readonly now: () => number }): TokenStore {
  const { db, now } = options
  const insert = db.prepare('INSERT INTO console_tokens VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)')
  const byHash = db.prepare('SELECT * FROM console_tokens WHERE hash = ?')
  const touch = db.prepare('UPDATE console_tokens SET last_used_at = ? WHERE hash = ?')
  const all = db.prepare('SELECT * FROM console_tokens ORDER BY created_at DESC LIMIT 500')
  const remove = db.prepare('DELETE FROM console_tokens WHERE id = ?')

  return {
    create({ name, role, createdBy, expiresInDays }) {
      const secret = `slc_${randomBytes(32).toString('base64url')}`
      const id = randomBytes(9).toString('base64url')
      const at = now()
      const expiresAt = expiresInDays === undefined ? undefined : at + expiresInDays * dayMs
      const prefix = secret.slice(0, 8)
      insert.run(sha256(secret), id, name, role, prefix, createdBy, at, expiresAt ?? null)
      return {
        id,
        name,
        role,
        prefix,
        createdBy,
        createdAt: at,
        secret,
        ...(expiresAt === undefined ? {} : { expiresAt }),
      }
    },
    find(secret) {
      if (!secret.startsWith('slc_')) return undefined
      const hash = sha256(secret)
      const found = tokenRow.optional().parse(byHash.get(hash))
      const at = now()
      if (!found || (found.expires_at !== null && found.expires_at <= at)) return undefined
      if (at - (found.last_used_at ?? 0) >= touchEveryMs) touch.run(at, hash)
      return toToken(found)
    },
    list: () => z.array(tokenRow).parse(all.all()).map(toToken),
    revoke: id => remove.run(id).changes > 0,
  }
}

function toToken(found: z.infer<typeof tokenRow>): Token {
  return {
    id: found.id,
    name: found.name,
    role: found.role,
    prefix: found.prefix,
    createdBy: found.created_by,
    createdAt: found.created_at,
    ...(found.expires_at === null ? {} : { expiresAt: found.expires_at }),
    ...(found.last_used_at === null ? {} : { lastUsedAt: found.last_used_at }),
  }
}
