import { createParser } from 'eventsource-parser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { liveMessageSchema } from '../../../../console/contract/events.ts'
import type { EventSummary } from '../../../../console/contract.ts'
import { type Client, signIn } from '../../client.ts'
import { makeSample, type Sample } from '../../sample/server.ts'

let sample: Sample
let client: Client
let base: string
const aborts: AbortController[] = []

beforeEach(async () => {
  sample = await makeSample({ exchanges: 5, options: { livePollMs: 15 } })
  client = await signIn(sample)
  base = await sample.app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  for (const abort of aborts.splice(0)) abort.abort()
  await sample.close()
})

interface Stream {
  readonly events: EventSummary[]
  /** Newest id of the stream. */
  id(): string | undefined
  readonly ended: Promise<void>
  stop(): void
}

async function listen(query = '', headers: Record<string, string> = {}): Promise<Stream> {
  const abort = new AbortController()
  aborts.push(abort)
  const response = await fetch(`${base}/api/events/live${query}`, {
    headers: { cookie: client.cookie, ...headers },
    signal: abort.signal,
  })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  const events: EventSummary[] = []
  let id: string | undefined
  const parser = createParser({
    onEvent(message) {
      id = message.id ?? id
      if (message.event === 'change') events.push(...liveMessageSchema.parse(JSON.parse(message.data)).events)
    },
    onComment: () => undefined,
  })
  const ended = (async () => {
    try {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) parser.feed(chunk)
    } catch (cause) {
      if (!abort.signal.aborted) throw cause
    }
  })()
  return { events, id: () => id, ended, stop: () => abort.abort() }
}

test('a row comes when it is decided, and again when it has ended', async () => {
  const stream = await listen()
  const { record, end } = await sample.add()
  await expect.poll(() => stream.events.map(e => [e.id, e.ended])).toEqual([[record.id, false]])
  end()
  await expect
    .poll(() => stream.events.map(e => [e.id, e.ended]))
    .toEqual([
      [record.id, false],
      [record.id, true],
    ])
})

test('what was there before is not repeated', async () => {
  const stream = await listen()
  await sample.add()
  await expect.poll(() => stream.events.length).toBe(1)
})

test('the first row of an empty store comes too', async () => {
  const empty = await makeSample({ exchanges: 0, options: { livePollMs: 15 } })
  const whole = { sample, client, base }
  sample = empty
  client = await signIn(empty)
  base = await empty.app.listen({ host: '127.0.0.1', port: 0 })
  const stream = await listen()
  await new Promise(resolve => setTimeout(resolve, 60))
  const { record } = await empty.add()
  await expect.poll(() => stream.events.map(e => e.id)).toEqual([record.id])
  stream.stop()
  await empty.close()
  ;({ sample, client, base } = whole)
})

test('a reconnect with Last-Event-ID misses nothing', async () => {
  const first = await listen()
  await sample.add()
  await expect.poll(() => first.events.length).toBe(1)
  const last = first.id()!
  first.stop()
  const { record } = await sample.add()
  const second = await listen('', { 'last-event-id': last })
  await expect.poll(() => second.events.map(e => e.id)).toContain(record.id)
})

test('the filter of the list holds', async () => {
  const stream = await listen('?user=nobody%40acme.example')
  await sample.add()
  const { record } = await sample.add({ user: 'nobody@acme.example' })
  await expect.poll(() => stream.events.map(e => e.id)).toEqual([record.id])
})

test('a stream ends when its session does', async () => {
  const stream = await listen()
  await client.call('DELETE', '/api/session')
  await stream.ended
})

test('closing the console ends its streams', async () => {
  const stream = await listen()
  await sample.app.close()
  await stream.ended
})
