/** Carries WebSocket messages in order, both ways, with backpressure; each message of the client is inspected and recorded before it leaves. */
import type { WebSocket } from 'ws'
import { readDocument } from './documents/index.ts'
import { SluiceError } from './errors.ts'
import { type Inspection, inspectBody, type Recognised } from './inspect.ts'
import { buildRecord, type RecordInput, withoutRules } from './record.ts'
import { createRestoring, type Restoring } from './restoring.ts'
import type { SocketExchange } from './websocket.ts'
import { createSocketAnswers } from './websocket-answer.ts'
import { alive, pump } from './websocket-pump.ts'

/** `ended` is called once, with the bytes the client got. */
export function relayMessages(
  x: SocketExchange,
  client: WebSocket,
  upstream: WebSocket,
  ended: (responseBytes: number, abortedBy?: 'client' | 'upstream' | 'proxy') => void,
): void {
  let responseBytes = 0
  let done = false
  const entry = {
    cut: () => {
      client.close(1001, 'Sluice is shutting down')
      upstream.close(1001)
      end('proxy')
    },
  }
  const end = (abortedBy?: 'client' | 'upstream' | 'proxy'): void => {
    if (done) return
    done = true
    x.gate.running.exchanges.delete(entry)
    restoring.close()
    void answers.close(() => recordOf(x)).then(() => ended(responseBytes, abortedBy))
  }
  const stopAll = (reason: string): void => {
    client.close(1008, reason)
    upstream.close(1000)
    end('proxy')
  }
  x.gate.running.exchanges.add(entry)
  const { vault, keyedHash } = x.gate
  const restoring = createRestoring({ vault, person: x.tunnel.identity.user, hash: keyedHash })
  const inspector = createInspector(x, restoring)
  pump(client, upstream, async (data, isBinary) => {
    const verdict = await inspector(data, isBinary)
    if (verdict.kind === 'send') return [{ data: verdict.data, isBinary }]
    stopAll(verdict.reason)
    return []
  })
  const answers = createSocketAnswers({
    exchange: x,
    restoring,
    late: ({ data, isBinary }) => void (alive(client) && client.send(data, { binary: isBinary })),
    // After the last messages, which the pump still sends.
    stopped: message => setImmediate(() => stopAll(closeReason(message))),
  })
  pump(
    upstream,
    client,
    async (data, isBinary) => {
      responseBytes += data.length
      return answers.message(data, isBinary)
    },
    answers.end,
  )
  client.on('close', code => end(code === 1006 ? 'client' : undefined))
  upstream.on('close', code => end(code === 1006 ? 'upstream' : undefined))
}

type Verdict = { readonly kind: 'send'; readonly data: Buffer } | { readonly kind: 'stop'; readonly reason: string }

/** Judges each client message. Text messages are recorded each; binary ones that are not text, once per connection when a rule minds. */
function createInspector(
  x: SocketExchange,
  restoring: Restoring,
): (data: Buffer, isBinary: boolean) => Promise<Verdict> {
  let unreadRecorded = false
  return async (data, isBinary) => {
    const id = x.gate.newEventId()
    const policy = x.gate.policy()
    try {
      const text = !isBinary || isText(data)
      const inspection = await inspectMessage(x, policy, data, text, restoring)
      const { decision, rewritten } = inspection
      if (text || (decision.action !== 'allow' && !unreadRecorded)) {
        unreadRecorded ||= !text
        await record(x, id, inspection, data.length)
      }
      if (decision.enforced === 'block') return stop(decision.message ?? 'Stopped by policy', id)
      return { kind: 'send', data: rewritten ? rewritten.body : data }
    } catch (failure) {
      return onFailure(x, id, failure, data)
    }
  }
}

function inspectMessage(
  x: SocketExchange,
  policy: ReturnType<SocketExchange['gate']['policy']>,
  data: Buffer,
  text: boolean,
  restoring: Restoring,
): Inspection | Promise<Inspection> {
  const recognised: Recognised = {
    provider: x.recognised.provider,
    endpoint: { ...x.recognised.endpoint, kind: 'message' },
  }
  const first = data[0]
  const type = !text ? 'application/octet-stream' : first === 0x7b || first === 0x5b ? 'application/json' : 'text/plain'
  // The query was judged with the upgrade; a message has none of its own.
  return inspectBody(
    x.gate.scans,
    policy,
    x.tunnel,
    { ...x.head, query: '' },
    recognised,
    readDocument(data, type),
    text ? null : { verdict: 'none', reason: 'a binary message is not read' },
    x.gate.now(),
    restoring,
    x.gate.keyedHash,
  )
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function isText(data: Buffer): boolean {
  try {
    return !utf8.decode(data).includes('\u0000')
  } catch {
    // Not UTF-8: that is the answer.
    return false
  }
}

async function record(x: SocketExchange, id: string, inspection: Inspection, requestBytes: number): Promise<void> {
  const { extraction, findings, decision } = inspection
  const blocked = decision.enforced === 'block'
  await x.gate.audit.decide(
    buildRecord(x.gate, {
      id,
      parentId: x.id,
      at: x.gate.now().getTime(),
      tunnel: x.tunnel,
      head: x.head,
      provider: inspection.provider.id,
      kind: 'message',
      ...(extraction.model === undefined ? {} : { model: extraction.model }),
      stream: true,
      account: null,
      coverage: extraction.coverage,
      segments: extraction.segments,
      findings,
      decision,
      requestBytes,
      ...(blocked
        ? { refusal: { code: 'policy_blocked', status: 1008, message: decision.message ?? 'stopped by policy' } }
        : {}),
    }),
  )
  x.gate.audit.finish({ id, status: blocked ? 1008 : 101, durationMs: 0, ownMicros: 0, responseBytes: 0 })
}

function stop(message: string, id: string): Verdict {
  return { kind: 'stop', reason: closeReason(message, ` (${id})`) }
}

/** The close reason may hold 123 bytes (RFC 6455 section 5.5). */
function closeReason(message: string, tail = ''): string {
  const head = Buffer.from(message)
    .subarray(0, 120 - tail.length)
    .toString()
  return `${head.replace(/\uFFFD$/, '')}${tail}`
}

/** The connection's own event, for what is recorded under it. */
function recordOf(x: SocketExchange): RecordInput {
  return {
    id: x.id,
    at: x.gate.now().getTime(),
    tunnel: x.tunnel,
    head: x.head,
    provider: x.recognised.provider.id,
    kind: 'websocket',
    stream: true,
    account: null,
    coverage: { verdict: 'full' },
    segments: [],
    findings: [],
    decision: withoutRules(x.gate.policy(), 'allow'),
    requestBytes: 0,
  }
}

async function onFailure(x: SocketExchange, id: string, failure: unknown, data: Buffer): Promise<Verdict> {
  const error =
    failure instanceof SluiceError
      ? failure
      : new SluiceError('audit_failed', 'the message could not be recorded', { cause: failure })
  const policy = x.gate.policy()
  const passes = policy.onError === 'allow' && error.code === 'inspection_failed'
  x.gate.log.error('a WebSocket message could not be inspected', {
    event: id,
    host: x.tunnel.authority.host,
    code: error.code,
    error,
  })
  try {
    await x.gate.audit.decide(
      buildRecord(x.gate, {
        id,
        parentId: x.id,
        at: x.gate.now().getTime(),
        tunnel: x.tunnel,
        head: x.head,
        provider: x.recognised.provider.id,
        kind: 'message',
        stream: true,
        account: null,
        coverage: { verdict: 'none', reason: error.message },
        segments: [],
        findings: [],
        decision: withoutRules(policy, passes ? 'allow' : 'block'),
        requestBytes: data.length,
        ...(passes ? {} : { refusal: { code: error.code, status: 1008, message: error.message } }),
      }),
    )
    x.gate.audit.finish({
      id,
      status: passes ? 101 : 1008,
      durationMs: 0,
      ownMicros: 0,
      responseBytes: 0,
      error: error.code,
    })
  } catch (cause) {
    x.gate.log.error('a refusal could not be recorded', { event: id, code: error.code, error: cause })
    return stop('The message could not be recorded', id)
  }
  return passes ? { kind: 'send', data } : stop('The message could not be inspected', id)
}
