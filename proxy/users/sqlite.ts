/** Users in the embedded database. Changes by another process (the command line) are seen within a second. */
import { z } from 'zod'
import { openDatabase, type Sqlite } from '../audit/database.ts'
import { SettingsError } from '../errors.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { type User, type UserStore, userRoles } from './types.ts'

export interface UsersOptions {
  readonly path: string
  /** Epoch ms. */
  readonly now?: () => number
  /** How long a change by another process may go unseen. */
  readonly refreshMs?: number
}

/** Throws SettingsError when the database cannot be opened. */
export function openUsers(options: UsersOptions): UserStore {
  return new SqliteUsers(options)
}

const rowSchema = z.object({
  name: z.string(),
  role: z.enum(userRoles),
  groups: z.string().transform(text => z.array(z.string()).parse(JSON.parse(text))),
  created_at: z.number(),
  disabled: z.number(),
  password_hash: z.string(),
  revision: z.number(),
})

interface Entry {
  readonly user: User
  readonly hash: string
  readonly revision: number
}

/** Hash of a random password nobody knows: what an unknown name is checked against, to take the same time. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$UF8Bcl0USSZGTleMmlugEQ$PNVEck656dyhjwC/1kRM9Ekst1h+nCG46TkTvEp3uYM'

class SqliteUsers implements UserStore {
  readonly #db: Sqlite
  readonly #now: () => number
  readonly #refreshMs: number
  #entries = new Map<string, Entry>()
  #revision = -1
  #checkedAt = Number.NEGATIVE_INFINITY

  constructor(options: UsersOptions) {
    this.#db = openDatabase({ path: options.path })
    this.#now = options.now ?? Date.now
    this.#refreshMs = options.refreshMs ?? 1000
  }

  list(): readonly User[] {
    return [...this.#current(true).values()].map(entry => entry.user)
  }

  find(name: string): User | undefined {
    return this.#current().get(name)?.user
  }

  async add(user: Parameters<UserStore['add']>[0]): Promise<User> {
    if (!/^[A-Za-z0-9._@+-]{1,128}$/.test(user.name)) {
      throw new SettingsError(`user name ${JSON.stringify(user.name)}: use 1 to 128 of A-Z a-z 0-9 . _ @ + -`)
    }
    const hash = await hashPassword(user.password)
    const added = this.#change(
      `INSERT INTO users VALUES (@name, @role, @groups, @at, 0, @hash, @revision) ON CONFLICT DO NOTHING`,
      { name: user.name, role: user.role, groups: JSON.stringify(user.groups), at: this.#now(), hash },
    )
    if (added === 0) throw new SettingsError(`user ${user.name} exists already; change the password with users passwd`)
    return this.#current(true).get(user.name)!.user
  }

  async setPassword(name: string, password: string): Promise<void> {
    const hash = await hashPassword(password)
    this.#changeOne('UPDATE users SET password_hash = @hash, revision = @revision WHERE name = @name', { name, hash })
  }

  setDisabled(name: string, disabled: boolean): void {
    this.#changeOne('UPDATE users SET disabled = @disabled, revision = @revision WHERE name = @name', {
      name,
      disabled: disabled ? 1 : 0,
    })
  }

  async verify(name: string, password: string): Promise<User | undefined> {
    const entry = this.#current().get(name)
    const right = await verifyPassword(entry?.hash ?? nobody, password)
    // Asked again: the user may have been disabled while the hash was computed.
    return right && entry && this.#current().get(name) === entry && !entry.user.disabled ? entry.user : undefined
  }

  close(): void {
    this.#db.close()
  }

  #changeOne(sql: string, values: Record<string, unknown> & { readonly name: string }): void {
    if (this.#change(sql, values) === 0) throw new SettingsError(`no user is named ${values.name}; see users list`)
  }

  /** Every change raises the revision, which other processes watch. Returns the number of rows changed. */
  #change(sql: string, values: Record<string, unknown>): number {
    const run = this.#db.transaction(() => {
      const revision = this.#db
        .prepare('UPDATE users_revision SET revision = revision + 1 RETURNING revision')
        .pluck()
        .get()
      return this.#db.prepare(sql).run({ ...values, revision }).changes
    })
    const changes = run.immediate()
    this.#current(true)
    return changes
  }

  #current(now = false): ReadonlyMap<string, Entry> {
    const at = this.#now()
    if (!now && at - this.#checkedAt < this.#refreshMs && at >= this.#checkedAt) return this.#entries
    this.#checkedAt = at
    const revision = Number(this.#db.prepare('SELECT revision FROM users_revision').pluck().get())
    if (revision !== this.#revision) {
      this.#entries = this.#read()
      this.#revision = revision
    }
    return this.#entries
  }

  /** A user that did not change stays the same object, by which caches of verified passwords know it. */
  #read(): Map<string, Entry> {
    const rows = this.#db
      .prepare('SELECT * FROM users ORDER BY name')
      .all()
      .map(row => rowSchema.parse(row))
    return new Map(
      rows.map(row => {
        const before = this.#entries.get(row.name)
        if (before?.revision === row.revision) return [row.name, before]
        const user = {
          name: row.name,
          role: row.role,
          groups: row.groups,
          createdAt: row.created_at,
          disabled: row.disabled === 1,
        }
        return [row.name, { user, hash: row.password_hash, revision: row.revision }]
      }),
    )
  }
}
