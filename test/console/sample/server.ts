/** A whole console over a sample company in a temporary database: for tests and for `vite --mode sample`. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Status } from '../../../console/contract.ts'
import { createConsole } from '../../../console/server/app.ts'
import { openConsoleDatabase } from '../../../console/server/database.ts'
import type { ConsoleOptions } from '../../../console/server/options.ts'
import { openSessions } from '../../../console/server/sessions.ts'
import { openTokens } from '../../../console/server/tokens.ts'
import { openSqliteAudit, openSqliteReader } from '../../../proxy/audit/sqlite.ts'
import type { ExchangeRecord } from '../../../proxy/audit/types.ts'
import { openExemptions } from '../../../proxy/exemptions/sqlite.ts'
import { makeExchange, makeMonth, seeded } from './records.ts'
import { memoryUsers } from './users.ts'

export interface Sample {
  readonly app: Awaited<ReturnType<typeof createConsole>>
  readonly options: ConsoleOptions
  /** Passwords of `admin` and `audra`, made for this run. */
  readonly passwords: Readonly<Record<'admin' | 'audra' | 'emma', string>>
  readonly records: readonly ExchangeRecord[]
  /** Records an exchange that is decided now; `end()` writes its outcome. */
  add(change?: Partial<ExchangeRecord>): Promise<{ readonly record: ExchangeRecord; end(): void }>
  setStatus(status: Status): void
  close(): Promise<void>
}

export interface SampleOptions {
  readonly exchanges?: number
  readonly now?: () => number
  readonly options?: Partial<ConsoleOptions>
}

export async function makeSample(sample: SampleOptions = {}): Promise<Sample> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-console-'))
  const path = join(folder, 'sluice.db')
  const now = sample.now ?? Date.now
  const audit = openSqliteAudit({ path, log: { error: () => undefined }, now, flushMs: 5 })
  const records = makeMonth({ now: now(), number: sample.exchanges ?? 1500, days: 30, seed: 7 })
  const write = async ({ outcome, ...decision }: ExchangeRecord) => {
    await audit.decide(decision)
    return () => outcome && audit.finish({ id: decision.id, ...outcome })
  }
  const ends = await Promise.all(records.map(write))
  for (const end of ends) end()
  while (audit.health().queued > 0) await setTimeout(5)
  const passwords = { admin: password(), audra: password(), emma: password() }
  let status = sampleStatus(now())
  const db = openConsoleDatabase(path)
  const options: ConsoleOptions = {
    reader: openSqliteReader({ path }),
    users: memoryUsers([
      { name: 'admin', role: 'admin', password: passwords.admin },
      { name: 'audra', role: 'auditor', password: passwords.audra },
      { name: 'emma', role: 'employee', password: passwords.emma },
    ]),
    exemptions: openExemptions({ path, now }),
    sessions: openSessions({ db, now, lifetimeMs: 12 * 3_600_000, idleMs: 2 * 3_600_000 }),
    tokens: openTokens({ db, now }),
    status: () => status,
    now,
    sessionHours: 12,
    secureCookie: 'auto',
    trustedProxies: [],
    webRoot: '',
    logError: () => undefined,
    checkAnswers: true,
    livePollMs: 50,
    ...sample.options,
  }
  const app = await createConsole(options)
  const random = seeded(11)
  let added = records.length
  return {
    app,
    options,
    passwords,
    records,
    async add(change = {}) {
      const record = { ...makeExchange(random, now(), added++), ...change }
      const end = await write(record)
      return { record, end: () => void end() }
    },
    setStatus(next) {
      status = next
    },
    async close() {
      await app.close()
      await audit.close()
      options.reader.close()
      options.exemptions.close()
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function sampleStatus(now: number): Status {
  return {
    policy: {
      version: 'b41c7d09e2fa',
      mode: 'enforce',
      path: 'policies.yaml',
      loadedAt: now - 3 * 3_600_000,
      errors: [],
      warnings: [],
      exemptions: [
        {
          ...{ id: 'red-team-exercise', rules: ['no-credentials'], detectors: [], values: [], patterns: [], paths: [] },
          ...{ people: ['red-team'], apps: [], reason: 'SEC-142', until: now + 70 * 86_400_000 },
          ...{ file: 'policies.yaml', line: 96 },
        },
        {
          ...{
            id: 'test-fixtures',
            rules: [],
            detectors: ['secrets'],
            values: [],
            patterns: [],
            paths: ['*/fixtures/*'],
          },
          ...{ people: [], apps: [], reason: 'Keys of the test suite are not in use', until: now - 3 * 86_400_000 },
          ...{ file: 'policies.yaml', line: 102 },
        },
      ],
    },
    proxy: {
      listen: '127.0.0.1:8080',
      startedAt: now - 26 * 3_600_000,
      version: '0.1.0',
      pacUrl: 'http://127.0.0.1:8080/proxy.pac',
    },
    audit: { queued: 0, failed: 0 },
    limits: [
      { limit: 'fair-use', key: 'ann.berger@acme.example', metric: 'cost', amount: 25, used: 7.42, reserved: 0.12 },
      {
        limit: 'fair-use',
        key: 'ann.berger@acme.example',
        metric: 'tokens',
        amount: 2_000_000,
        used: 1_310_000,
        reserved: 0,
      },
      {
        limit: 'company-month',
        key: '*',
        metric: 'cost',
        amount: 2000,
        used: 1893.2,
        reserved: 3.4,
        resetsAt: now + 9e8,
      },
    ],
  }
}

const password = (): string => randomBytes(12).toString('base64url')
