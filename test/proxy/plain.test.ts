import { describe, expect, test } from 'vitest'
import { parseAuthority } from '../../proxy/authority.ts'
import { SluiceError } from '../../proxy/errors.ts'
import type { Gate } from '../../proxy/gate.ts'
import { handlePlain } from '../../proxy/plain.ts'
import type { UpstreamRequest } from '../../proxy/upstream.ts'
import { makeGate } from './gate.ts'
import { arrive } from './stage.ts'

/** One absolute-form request through the gate; the upstream says what it got. */
async function run(
  target: string,
  options: { policy?: string; body?: string; parts?: Partial<Gate>; fields?: string } = {},
) {
  const sent: UpstreamRequest[] = []
  const base = makeGate()
  const gate = makeGate(options.policy, {
    upstream: {
      ...base.upstream,
      dispatch: (request, handler) => {
        sent.push(request)
        if (request.body && !Buffer.isBuffer(request.body)) request.body.resume()
        handler.onHeaders!(200, [Buffer.from('Content-Length'), Buffer.from('2')], () => undefined, 'OK')
        handler.onData!(Buffer.from('ok'))
        handler.onComplete!([])
      },
    },
    ...options.parts,
  })
  const host = /^http:\/\/([^/]*)/.exec(target)?.[1] ?? ''
  const body = options.body ?? ''
  const text = `${body ? 'POST' : 'GET'} ${target} HTTP/1.1\r\nHost: ${host}\r\n${options.fields ?? ''}Connection: close\r\n${body ? `Content-Length: ${body.length}\r\n` : ''}\r\n${body}`
  const { request, response, received } = await arrive(text)
  await handlePlain(gate, parseAuthority(host, 80), request, response)
  return { gate, sent, answer: await received() }
}

test('a host that is not AI is forwarded as it is and its bytes are counted', async () => {
  const { gate, sent, answer } = await run('http://intranet.example/page?q=1', {
    body: 'hello',
    fields: 'Proxy-Authorization: Basic eA==\r\nX-A: 1\r\n',
  })
  expect(answer).toMatch(/^HTTP\/1.1 200 OK[\s\S]*ok$/)
  expect(sent[0]).toMatchObject({
    scheme: 'http',
    method: 'POST',
    path: '/page?q=1',
    target: { host: 'intranet.example', port: 80 },
  })
  expect(sent[0]!.headers).toEqual(['X-A', '1', 'content-length', '5'])
  expect(gate.tunnelBytes).toEqual([{ host: 'intranet.example', up: 5, down: 2 }])
  expect(gate.decisions).toEqual([])
})

test('an AI host takes the way of every exchange', async () => {
  const { gate, answer } = await run('http://llm.acme.example/v1/models', {
    policy: 'apps:\n  house-llm: { hosts: ["llm.acme.example:80"], format: openai }\n',
  })
  expect(answer).toMatch(/^HTTP\/1.1 200 /)
  expect(gate.decisions[0]).toMatchObject({ app: 'house-llm', host: 'llm.acme.example' })
})

describe('refusals', () => {
  test('a target without a valid host', async () => {
    expect((await run('http://a..b/')).answer).toMatch(/^HTTP\/1.1 400 [\s\S]*names no valid host/)
  })

  test('a port that may not be reached', async () => {
    const { answer, sent } = await run('http://intranet.example:25/')
    expect(answer).toMatch(/^HTTP\/1.1 403 [\s\S]*port 25/)
    expect(answer).toMatch(/x-sluice-event: ev_\w+\r\n/)
    expect(sent).toEqual([])
  })

  test('a rule on the host, recorded', async () => {
    const { answer, gate } = await run('http://x.example/', {
      policy: 'rules:\n  - { id: no-x, when: { host: x.example }, action: block, message: Not there. }\n',
    })
    expect(answer).toMatch(/^HTTP\/1.1 403 [\s\S]*Not there\./)
    expect(gate.decisions[0]).toMatchObject({ rules: [{ rule: 'no-x' }] })
    expect(answer).toContain(`x-sluice-event: ${gate.decisions[0]!.id}\r\n`)
  })

  test('a caller who must say a name', async () => {
    const { answer } = await run('http://intranet.example/', { parts: { identify: () => ({ kind: 'unknown' }) } })
    expect(answer).toMatch(/^HTTP\/1.1 407 [\s\S]*proxy-authenticate: Basic realm="Sluice"/)
  })

  test('while the proxy drains', async () => {
    const running = { draining: true, exchanges: new Set<never>(), tunnels: new Set<never>() }
    expect((await run('http://intranet.example/', { parts: { running } })).answer).toMatch(/^HTTP\/1.1 503 /)
  })

  test('an upstream that fails says what happened, ours say nothing of themselves', async () => {
    const { upstream } = makeGate()
    const failing = (error: Error): Partial<Gate> => ({
      upstream: { ...upstream, dispatch: (_, handler) => handler.onError!(error) },
    })
    const down = await run('http://intranet.example/', {
      parts: failing(new SluiceError('upstream_unreachable', 'no route')),
    })
    expect(down.answer).toMatch(/^HTTP\/1.1 502 [\s\S]*no route/)
    const thrown = await run('http://intranet.example/', {
      parts: {
        identify: () => {
          throw new TypeError('private words')
        },
      },
    })
    expect(thrown.answer).toMatch(/^HTTP\/1.1 403 /)
    expect(thrown.answer).not.toContain('private words')
  })
})
