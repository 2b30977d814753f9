/** Live events over SSE: rows as they are written and as they end, without a gap over a reconnect. */
import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { EventFilter } from '../../../proxy/audit/reader-types.ts'
import { type LiveMessage, routes } from '../../contract.ts'
import { admit } from '../caller.ts'
import type { ConsoleOptions } from '../options.ts'
import { ApiProblem } from '../problem.ts'
import { filterFrom } from '../ranges.ts'
import { register } from '../register.ts'

const defaultPollMs = 1000
const heartbeatMs = 15_000
const maxStreams = 200
const maxRowsPerPoll = 200
/** A reader this far behind is dropped; its browser reconnects and resumes. */
const maxBufferedBytes = 1024 * 1024

export function registerLive(app: FastifyInstance, options: ConsoleOptions): void {
  const streams = new Set<LiveStream>()
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end()
  })
  register(app, options, routes.liveEvents, ({ query, request, reply }) => {
    if (streams.size >= maxStreams) throw new ApiProblem(503, 'too_many_streams', 'Too many live views are open.', 30)
    const lastId = request.headers['last-event-id']
    reply.headers({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value)
    }
    reply.hijack()
    const stream = openStream({
      options,
      filter: filterFrom(query),
      cursor: typeof lastId === 'string' && /^\d{1,15}$/.test(lastId) ? Number(lastId) : 0,
      out: reply.raw,
      stillAdmitted: () => {
        try {
          return admit(request, 'read', options) !== undefined
        } catch (cause) {
          if (cause instanceof ApiProblem) return false
          throw cause
        }
      },
    })
    streams.add(stream)
    reply.raw.on('close', () => {
      stream.end()
      streams.delete(stream)
    })
    return reply
  })
}

interface LiveStream {
  end(): void
}

function openStream(live: {
  readonly options: ConsoleOptions
  readonly filter: EventFilter
  readonly cursor: number
  readonly out: ServerResponse
  readonly stillAdmitted: () => boolean
}): LiveStream {
  const { options, filter, out } = live
  let { cursor } = live
  let lastWriteAt = options.now()
  const write = (text: string) => {
    lastWriteAt = options.now()
    out.write(text)
  }
  const poll = () => {
    if (!live.stillAdmitted() || out.writableLength > maxBufferedBytes) return end()
    const changes = options.reader.changes(cursor, filter, maxRowsPerPoll)
    const moved = changes.cursor !== cursor
    cursor = changes.cursor
    if (changes.events.length > 0) {
      const message: LiveMessage = { events: changes.events.map(event => ({ ...event, rules: [...event.rules] })) }
      write(`id: ${cursor}\nevent: change\ndata: ${JSON.stringify(message)}\n\n`)
    } else if (moved) write(`id: ${cursor}\n\n`)
    else if (options.now() - lastWriteAt >= heartbeatMs) write(': still here\n\n')
  }
  const timer = setInterval(() => {
    try {
      poll()
    } catch (cause) {
      options.logError(`console: live view: ${cause instanceof Error ? cause.message : 'unknown failure'}`)
      end()
    }
  }, options.livePollMs ?? defaultPollMs)
  const end = () => {
    clearInterval(timer)
    if (!out.writableEnded) out.end()
  }
  out.on('error', end)
  out.socket?.setTimeout(0)
  out.writeHead(200)
  write('retry: 2000\nevent: open\ndata: {}\n\n')
  poll()
  return { end }
}
