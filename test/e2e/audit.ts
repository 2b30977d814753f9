/** What the audit store of a running product holds, read as the console reads it. */
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { AuditReader, EventFilter } from '../../proxy/audit/reader-types.ts'
import { openSqliteReader } from '../../proxy/audit/sqlite-reader.ts'
import type { ExchangeRecord } from '../../proxy/audit/types.ts'
import { until } from './clients.ts'

export interface Audit {
  /** Oldest first. */
  rows(filter?: EventFilter): ExchangeRecord[]
  /** Waits until there are `count` rows and all have their outcome; `timeoutMs` as in until(). */
  ended(count: number, filter?: EventFilter, timeoutMs?: number): Promise<ExchangeRecord[]>
  readonly reader: AuditReader
}

export function openAudit(sluice: { readonly dataDir: string }): Audit {
  const reader = openSqliteReader({ path: join(sluice.dataDir, 'sluice.db') })
  onTestFinished(() => reader.close())
  const rows = (filter: EventFilter = {}): ExchangeRecord[] => {
    const found: ExchangeRecord[] = []
    let before: string | undefined
    for (;;) {
      const page = reader.events(filter, { limit: 200, ...(before === undefined ? {} : { before }) })
      // An id that was just listed is there.
      found.push(...page.events.map(event => reader.event(event.id)!))
      if (page.next === undefined) return found.reverse()
      before = page.next
    }
  }
  return {
    reader,
    rows,
    async ended(count, filter, timeoutMs) {
      await until(
        () => {
          const found = rows(filter)
          return found.length >= count && found.every(row => row.outcome !== undefined)
        },
        `${count} audit rows with an outcome`,
        timeoutMs,
      )
      return rows(filter)
    },
  }
}
