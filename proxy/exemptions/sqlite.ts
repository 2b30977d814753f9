/** Taught exemptions in the embedded database. What another process changes is seen within a second. */
import { z } from 'zod'
import { taughtPrefix } from '../../policy/exemption-entry.ts'
import type { TaughtExemption, TaughtScope } from '../../policy/taught.ts'
import { openDatabase, type Sqlite } from '../audit/database.ts'
import { ExemptionError, type ExemptionStore, longestDays, type NewExemption, type TaughtRecord } from './types.ts'

export interface ExemptionsOptions {
  readonly path: string
  /** Epoch ms. */
  readonly now?: () => number
  /** How long a change by another process may go unseen. */
  readonly refreshMs?: number
}

/** Throws SettingsError when the database cannot be opened. */
export function openExemptions(options: ExemptionsOptions): ExemptionStore {
  return new SqliteExemptions(options)
}

const dayMs = 86_400_000

const rowSchema = z.object({
  n: z.number(),
  detector: z.string(),
  hash: z.string(),
  mask: z.string(),
  scope: z.enum(['everyone', 'user', 'app']),
  scope_name: z.string(),
  reason: z.string(),
  until: z.number(),
  created_by: z.string(),
  created_at: z.number(),
  from_event: z.string().nullable(),
  revoked_by: z.string().nullable(),
  revoked_at: z.number().nullable(),
})

const given = z.object({
  detector: z.string().regex(/^[A-Za-z0-9][\w-]{0,63}$/, 'detector must be the id of one'),
  hash: z.string().regex(/^[0-9a-f]{32}$/, 'hash must have 32 hex digits, as events show it'),
  mask: z.string().max(100, 'mask is too long'),
  reason: z.string().trim().min(1, 'a reason is required').max(500, 'the reason may have 500 characters'),
  createdBy: z.string().min(1).max(300),
})

class SqliteExemptions implements ExemptionStore {
  readonly #db: Sqlite
  readonly #now: () => number
  readonly #refreshMs: number
  #standing: readonly TaughtExemption[] = []
  #revision = -1
  #checkedAt = Number.NEGATIVE_INFINITY

  constructor(options: ExemptionsOptions) {
    this.#db = openDatabase({ path: options.path })
    this.#now = options.now ?? Date.now
    this.#refreshMs = options.refreshMs ?? 1000
  }

  list(): readonly TaughtRecord[] {
    return this.#db.prepare('SELECT * FROM exemptions ORDER BY n DESC').all().map(recordOf)
  }

  standing(): readonly TaughtExemption[] {
    const at = this.#now()
    if (at - this.#checkedAt < this.#refreshMs && at >= this.#checkedAt) return this.#standing
    const revision = Number(this.#db.prepare('SELECT revision FROM exemptions_revision').pluck().get())
    if (revision !== this.#revision) {
      const rows = this.#db.prepare('SELECT * FROM exemptions WHERE revoked_at IS NULL ORDER BY n').all()
      this.#standing = rows.map(row => taughtOf(recordOf(row)))
      this.#revision = revision
    }
    this.#checkedAt = at
    return this.#standing
  }

  add(exemption: NewExemption): TaughtRecord {
    const at = this.#now()
    const { reason } = checked(exemption, at)
    const { detector, hash, mask, scope, until, createdBy, fromEvent } = exemption
    const name = nameOf(scope)
    return this.#change(() => {
      const same = this.#db
        .prepare(
          `SELECT * FROM exemptions WHERE detector = ? AND hash = ? AND scope = ? AND scope_name = ?
            AND revoked_at IS NULL AND until > ?`,
        )
        .get(detector, hash, scope.kind, name, at)
      if (same !== undefined)
        throw new ExemptionError('exists', `this value is exempt already: ${recordOf(same).id}; revoke that one first`)
      return this.#db
        .prepare(
          `INSERT INTO exemptions (detector, hash, mask, scope, scope_name, reason, until, created_by, created_at, from_event)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
        )
        .get(detector, hash, mask, scope.kind, name, reason, until, createdBy, at, fromEvent ?? null)
    })
  }

  revoke(id: string, by: string): TaughtRecord {
    const n = id.startsWith(taughtPrefix) ? Number(id.slice(taughtPrefix.length)) : Number.NaN
    return this.#change(() => {
      const row = Number.isSafeInteger(n) && this.#db.prepare('SELECT * FROM exemptions WHERE n = ?').get(n)
      if (!row) throw new ExemptionError('unknown', `there is no exemption ${id}; see sluice exemptions list`)
      const { revokedBy } = recordOf(row)
      if (revokedBy !== undefined) throw new ExemptionError('revoked', `${id} was revoked already, by ${revokedBy}`)
      return this.#db
        .prepare('UPDATE exemptions SET revoked_by = ?, revoked_at = ? WHERE n = ? RETURNING *')
        .get(by, this.#now(), n)
    })
  }

  close(): void {
    this.#db.close()
  }

  /** Every change raises the revision, which other processes watch; this one looks at once. */
  #change(make: () => unknown): TaughtRecord {
    const run = this.#db.transaction(() => {
      const row = make()
      this.#db.prepare('UPDATE exemptions_revision SET revision = revision + 1').run()
      return recordOf(row)
    })
    const made = run.immediate()
    this.#checkedAt = Number.NEGATIVE_INFINITY
    return made
  }
}

function checked(exemption: NewExemption, now: number): z.infer<typeof given> {
  const parsed = given.safeParse(exemption)
  if (!parsed.success) throw new ExemptionError('wrong', parsed.error.issues[0]!.message)
  const { until, scope } = exemption
  if (!(until > now)) throw new ExemptionError('wrong', 'the end must lie ahead')
  if (until > now + longestDays * dayMs)
    throw new ExemptionError('wrong', 'the end may be at most one year ahead; for longer, write it into the policy')
  if (scope.kind !== 'everyone' && !/^\S.{0,298}$/.test(nameOf(scope)))
    throw new ExemptionError('wrong', `${scope.kind} must be named`)
  return parsed.data
}

function nameOf(scope: TaughtScope): string {
  switch (scope.kind) {
    case 'everyone':
      return ''
    case 'user':
      return scope.user
    case 'app':
      return scope.app
    default:
      return scope satisfies never
  }
}

/** Throws when the row is not one of ours. */
function recordOf(row: unknown): TaughtRecord {
  const r = rowSchema.parse(row)
  return {
    id: `${taughtPrefix}${r.n}`,
    detector: r.detector,
    hash: r.hash,
    mask: r.mask,
    scope:
      r.scope === 'everyone'
        ? { kind: 'everyone' }
        : r.scope === 'user'
          ? { kind: 'user', user: r.scope_name }
          : { kind: 'app', app: r.scope_name },
    reason: r.reason,
    until: r.until,
    createdBy: r.created_by,
    createdAt: r.created_at,
    ...(r.from_event !== null && { fromEvent: r.from_event }),
    ...(r.revoked_by !== null && { revokedBy: r.revoked_by }),
    ...(r.revoked_at !== null && { revokedAt: r.revoked_at }),
  }
}

function taughtOf({ id, detector, hash, scope, until }: TaughtRecord): TaughtExemption {
  return { id, detector, hash, scope, until: new Date(until) }
}
