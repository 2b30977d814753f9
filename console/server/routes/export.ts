/** Events as a CSV download, read page by page so that neither memory nor other callers suffer. */
import { Readable } from 'node:stream'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { AuditReader, EventFilter } from '../../../proxy/audit/reader-types.ts'
import { routes } from '../../contract.ts'
import { csvHeader, csvRow } from '../csv.ts'
import type { ConsoleOptions } from '../options.ts'
import { filterFrom } from '../ranges.ts'
import { register } from '../register.ts'

const maxRows = 100_000
const pageRows = 500

export function registerExport(app: FastifyInstance, options: ConsoleOptions): void {
  register(app, options, routes.eventsCsv, ({ query, reply }) => {
    const day = new Date(options.now()).toISOString().slice(0, 10)
    reply.headers({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="sluice-events-${day}.csv"`,
      'cache-control': 'no-store',
    })
    return reply.send(Readable.from(rows(options.reader, filterFrom(query))))
  })
}

async function* rows(reader: AuditReader, filter: EventFilter): AsyncGenerator<string> {
  yield csvHeader
  let before: string | undefined
  for (let written = 0; written < maxRows; written += pageRows) {
    const page = reader.events(filter, { limit: pageRows, ...(before === undefined ? {} : { before }) })
    yield page.events.map(csvRow).join('')
    if (page.next === undefined) return
    before = page.next
    await yieldToOthers()
  }
}
