/** Posts messages to webhooks: signed, verified TLS, bounded queues, three tries; a target that is down holds up no other. */
import { createHmac, randomUUID } from 'node:crypto'
import { Agent, request } from 'undici'
import { formatHost, parseAuthority } from './authority.ts'
import type { Connector } from './connect.ts'
import { SluiceError } from './errors.ts'
import type { Log } from './log.ts'
import { upstreamFailure } from './upstream.ts'

/** Where a message goes, with the values that `env:NAME` stood for. */
export interface Webhook {
  /** Name of the target in the policy. */
  readonly id: string
  readonly url: URL
  readonly secret?: string
}

export interface DeliveryOptions {
  /** Without an address guard: the address is the operator's own. */
  readonly connector: Connector
  readonly log: Log
  /** Epoch ms, for the signature. */
  readonly now: () => number
  /** For one try. */
  readonly timeoutMs?: number
  /** Waits between tries; there is one try more than waits. */
  readonly backoffMs?: readonly number[]
  /** Messages that wait for one target; a further one takes the place of the oldest. */
  readonly maxWaiting?: number
}

export interface DeliveryHealth {
  readonly waiting: number
  readonly sent: number
  /** Given up after all tries, or refused by the receiver. */
  readonly failed: number
  /** Pushed out of a full queue. */
  readonly dropped: number
  /** Targets whose last message failed. */
  readonly down: number
}

export interface Delivery {
  /** Returns at once. */
  post(webhook: Webhook, body: string): void
  health(): DeliveryHealth
  /** Waits up to `graceMs` for what is queued, then gives it up. */
  close(graceMs: number): Promise<void>
}

/** What one target has to get. Kept while it has work or is down, so there are never more than targets were named. */
interface Lane {
  readonly jobs: { readonly webhook: Webhook; readonly body: string; readonly id: string }[]
  running?: Promise<void>
  down: boolean
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const lanes = new Map<string, Lane>()
  const closing = new AbortController()
  const agent = openAgent(options.connector)
  const counts = { sent: 0, failed: 0, dropped: 0 }
  const { log, maxWaiting = 200 } = options

  async function work(id: string, lane: Lane): Promise<void> {
    for (let job = lane.jobs[0]; job && !closing.signal.aborted; job = lane.jobs[0]) {
      const failure = await deliver(job, options, agent, closing.signal)
      lane.jobs.shift()
      if (failure) counts.failed++
      else counts.sent++
      if (failure && !lane.down) log.warn(`notify target '${id}' was not reached: ${failure.message}`)
      if (!failure && lane.down) log.info(`notify target '${id}' is reached again`)
      lane.down = failure !== null
    }
    delete lane.running
    if (!lane.down) lanes.delete(id)
  }

  return {
    post(webhook, body) {
      let lane = lanes.get(webhook.id)
      if (!lane) lanes.set(webhook.id, (lane = { jobs: [], down: false }))
      // The first is on its way; the one behind it has waited longest.
      if (lane.jobs.length > maxWaiting) {
        lane.jobs.splice(1, 1)
        counts.dropped++
      }
      lane.jobs.push({ webhook, body, id: randomUUID() })
      lane.running ??= work(webhook.id, lane)
    },
    health() {
      const all = [...lanes.values()]
      return {
        waiting: all.reduce((sum, lane) => sum + lane.jobs.length, 0),
        ...counts,
        down: all.filter(lane => lane.down).length,
      }
    },
    async close(graceMs) {
      const timer = setTimeout(() => closing.abort(), graceMs)
      await Promise.all([...lanes.values()].map(lane => lane.running))
      clearTimeout(timer)
      await agent.destroy()
    },
  }
}

const defaultBackoffMs = [1000, 5000]
/** A receiver may ask for more patience than the backoff, up to this. */
const maxRetryAfterMs = 30_000

/** Null when it was taken. */
async function deliver(
  job: Lane['jobs'][number],
  options: DeliveryOptions,
  agent: Agent,
  closing: AbortSignal,
): Promise<Error | null> {
  const waits = options.backoffMs ?? defaultBackoffMs
  for (let attempt = 0; ; attempt++) {
    const result = await attemptOnce(job, options, agent, closing)
    if (result === 'taken') return null
    const wait = waits[attempt]
    if (wait === undefined || result.final || closing.aborted) return result.error
    await pause(Math.max(wait, Math.min(result.retryAfterMs, maxRetryAfterMs)), closing)
  }
}

interface Failed {
  readonly error: Error
  /** Another try would end the same way. */
  readonly final: boolean
  readonly retryAfterMs: number
}

async function attemptOnce(
  { webhook, body, id }: Lane['jobs'][number],
  { now, timeoutMs = 5000 }: DeliveryOptions,
  agent: Agent,
  closing: AbortSignal,
): Promise<'taken' | Failed> {
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const answer = await request(webhook.url, {
      method: 'POST',
      dispatcher: agent,
      headers: headersFor(webhook, body, id, now()),
      body,
      signal: AbortSignal.any([timeout, closing]),
    })
    const status = answer.statusCode
    await answer.body.dump()
    if (status >= 200 && status < 300) return 'taken'
    // Redirects are not followed: the message is for the address that the policy names.
    const retry = status === 408 || status === 429 || status >= 500
    const after = Number(answer.headers['retry-after'])
    return {
      error: new SluiceError('upstream_protocol', `it answered ${status}`),
      final: !retry,
      retryAfterMs: after > 0 ? after * 1000 : 0,
    }
  } catch (cause) {
    const target = parseAuthority(webhook.url.host, defaultPort(webhook.url.protocol))
    const error = timeout.aborted
      ? new SluiceError('upstream_timeout', `no answer within ${timeoutMs / 1000} s`)
      : target
        ? upstreamFailure(cause, target)
        : new SluiceError('bad_authority', 'its address is not valid')
    return { error, final: error.code === 'upstream_certificate' || error.code === 'bad_authority', retryAfterMs: 0 }
  }
}

/** The signature covers time and body, so that a receiver can refuse what is old: HMAC-SHA-256 of `TIME.BODY`, hex. */
export function sign(secret: string, seconds: number, body: string): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

function headersFor(webhook: Webhook, body: string, id: string, nowMs: number): Record<string, string> {
  const { username, password } = webhook.url
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return {
    'content-type': 'application/json',
    'user-agent': 'sluice',
    // The same for every try: a receiver that got the first one can tell.
    'x-sluice-delivery': id,
    ...(webhook.secret === undefined
      ? {}
      : { 'x-sluice-signature': sign(webhook.secret, Math.floor(nowMs / 1000), body) }),
    ...(username === '' ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }),
  }
}

function openAgent(connector: Connector): Agent {
  return new Agent({
    pipelining: 1,
    keepAliveTimeout: 10_000,
    connect: ({ hostname, port, protocol }, callback) => {
      const host = hostname.startsWith('[') ? hostname : formatHost(hostname)
      const target = parseAuthority(port ? `${host}:${port}` : host, defaultPort(protocol))
      if (!target) return callback(new SluiceError('bad_authority', 'its address is not valid'), null)
      const opening = protocol === 'https:' ? connector.tls(target, ['http/1.1']) : connector.tcp(target)
      opening.then(
        socket => callback(null, socket),
        error => callback(error, null),
      )
    },
  })
}

function defaultPort(protocol: string): number {
  return protocol === 'https:' ? 443 : 80
}

function pause(ms: number, closing: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = (): void => {
      clearTimeout(timer)
      closing.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    closing.addEventListener('abort', end)
  })
}
