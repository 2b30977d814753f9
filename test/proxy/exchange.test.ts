import { describe, expect, test, vi } from 'vitest'
import { handleExchange } from '../../proxy/exchange.ts'
import type { Gate } from '../../proxy/gate.ts'
import type { UpstreamRequest } from '../../proxy/upstream.ts'
import { makeSecret } from '../secrets.ts'
import { makeGate, tunnelTo } from './gate.ts'
import { arrive, chatBody, post } from './stage.ts'

const secrets = (action: string) =>
  `rules:\n  - { id: no-secrets, when: { content: { any_of: [secrets] } }, action: ${action}, message: Keys stay here. }\n`

/** Runs one exchange to its end; the upstream answers what it was sent and the order of things is kept. */
async function run(text: string | Buffer, policy = '', parts: Partial<Gate> = {}) {
  const order: string[] = []
  const sent: (Omit<UpstreamRequest, 'body'> & { body: string })[] = []
  const base = makeGate(policy)
  const gate = makeGate(policy, {
    upstream: {
      ...base.upstream,
      dispatch: (request, handler) => {
        order.push('upstream')
        void (async () => {
          let body = ''
          if (request.body)
            for await (const chunk of Buffer.isBuffer(request.body) ? [request.body] : request.body)
              body += String(chunk)
          sent.push({ ...request, body })
          handler.onHeaders!(200, [Buffer.from('Content-Type'), Buffer.from('application/json')], () => undefined, 'OK')
          handler.onData!(Buffer.from('{"usage":{"prompt_tokens":3,"completion_tokens":4}}'))
          handler.onComplete!([])
        })()
      },
    },
    ...parts,
  })
  const { decide, finish } = gate.audit
  Object.assign(gate.audit, {
    decide: (...record: Parameters<typeof decide>) => {
      order.push('decision')
      return decide(...record)
    },
    finish: (...outcome: Parameters<typeof finish>) => {
      order.push('outcome')
      finish(...outcome)
    },
  })
  const stage = await arrive(text)
  await handleExchange(gate, tunnelTo(gate), stage.request, stage.response)
  return { gate, sent, order, answer: await stage.received() }
}

describe('the order of the story', () => {
  test('the decision is in the store before the upstream is asked, the outcome after it answered', async () => {
    const { order, gate, answer } = await run(post(chatBody('hello')))
    expect(order).toEqual(['decision', 'upstream', 'outcome'])
    expect(answer).toMatch(/^HTTP\/1.1 200 OK/)
    expect(gate.decisions[0]).toMatchObject({
      kind: 'chat',
      model: 'gpt-4o',
      enforced: 'allow',
      coverage: { verdict: 'full' },
    })
    expect(gate.outcomes[0]).toMatchObject({ status: 200, usage: { inputTokens: 3, outputTokens: 4 } })
    expect(gate.running.exchanges.size).toBe(0)
  })

  test('while the decision is being written nothing leaves', async () => {
    let written: () => void = () => undefined
    const base = makeGate()
    const decide = () => new Promise<void>(resolve => (written = resolve))
    const dispatch = vi.fn()
    const gate = makeGate('', { audit: { ...base.audit, decide }, upstream: { ...base.upstream, dispatch } })
    const { request, response, client } = await arrive(post(chatBody('hello')))
    const ended = handleExchange(gate, tunnelTo(gate), request, response)
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(dispatch).not.toHaveBeenCalled()
    written()
    await vi.waitFor(() => expect(dispatch).toHaveBeenCalledOnce())
    client.destroy()
    await ended
  })
})

test('a redacted body leaves edited, its coding undone', async () => {
  const { gzipSync } = await import('node:zlib')
  const key = makeSecret('AKIA[A-Z2-7]{16}')
  const body = gzipSync(chatBody(`use ${key}`))
  const head = `POST /v1/chat/completions HTTP/1.1\r\nHost: api.openai.com\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`
  const { sent, gate } = await run(Buffer.concat([Buffer.from(head), body]), secrets('redact'))
  expect(sent[0]!.body).toBe(chatBody('use [REDACTED:aws-access-key-id:1]'))
  expect(sent[0]!.headers.map(text => text.toLowerCase())).not.toContain('content-encoding')
  expect(gate.decisions[0]).toMatchObject({ enforced: 'redact', findings: [{ redacted: true }] })
})

test('a blocked request gets the policy’s words and does not leave', async () => {
  const { sent, answer, order } = await run(post(chatBody(makeSecret('AKIA[A-Z2-7]{16}'))), secrets('block'))
  expect(sent).toEqual([])
  expect(answer).toMatch(/^HTTP\/1.1 403[\s\S]*Keys stay here\./)
  expect(order).toEqual(['decision', 'outcome'])
})

describe('bodies that are not read', () => {
  const upload =
    'POST /v1/files HTTP/1.1\r\nHost: api.openai.com\r\nContent-Type: video/mp4\r\nContent-Length: 5\r\nConnection: close\r\n\r\n\0\x01\x02\x03\x04'

  test('are streamed, with their length, and recorded as not covered', async () => {
    const { sent, gate } = await run(upload)
    expect(sent[0]!.body).toBe('\0\x01\x02\x03\x04')
    expect(sent[0]!.headers).toContain('content-length')
    expect(gate.decisions[0]).toMatchObject({ coverage: { verdict: 'none', reason: 'video/mp4 is not read' } })
  })

  test('are read when they are text, whatever their type says', async () => {
    const lie = post(chatBody(makeSecret('AKIA[A-Z2-7]{16}'))).replace('application/json', 'image/png')
    const { sent, answer } = await run(lie, secrets('block'))
    expect(sent).toEqual([])
    expect(answer).toMatch(/^HTTP\/1.1 403/)
  })

  test('follow the policy’s word on what is not inspected', async () => {
    const { sent, answer } = await run(upload, 'uninspected: block')
    expect(sent).toEqual([])
    expect(answer).toMatch(/^HTTP\/1.1 403/)
  })
})

describe('on_error', () => {
  const broken =
    'POST /v1/chat/completions HTTP/1.1\r\nHost: api.openai.com\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\nConnection: close\r\n\r\nnogzi'

  test('block refuses a body that cannot be decoded', async () => {
    const { sent, answer, gate } = await run(broken)
    expect(sent).toEqual([])
    expect(answer).toMatch(/^HTTP\/1.1 4\d\d/)
    expect(gate.decisions[0]!.refusal).toMatchObject({ code: 'body_undecodable' })
  })

  test('allow lets it pass as it came and says so', async () => {
    const { sent, gate } = await run(broken, 'on_error: allow')
    expect(sent[0]!.body).toBe('nogzi')
    expect(gate.decisions[0]).toMatchObject({ enforced: 'alert', coverage: { verdict: 'none' } })
    expect(gate.decisions[0]!.coverage.reason).toMatch(/not valid gzip; on_error is allow$/)
  })

  test.each([
    ['who may use the app', 'rules:\n  - { id: no-api, when: { app: openai-api }, action: block }\n'],
    ['what could not be read', 'uninspected: block'],
  ])('allow does not lift what the policy says of %s', async (_, policy) => {
    const { sent, answer, gate } = await run(broken, `on_error: allow\n${policy}`)
    expect(sent).toEqual([])
    expect(answer).toMatch(/^HTTP\/1.1 403/)
    expect(gate.decisions[0]).toMatchObject({ enforced: 'block', action: 'block' })
  })

  test('allow passes the body as it came, and still redacts the address', async () => {
    const secret = makeSecret('AKIA[A-Z2-7]{16}')
    const rules = 'rules:\n  - { id: r, when: { content: secrets }, action: redact }\n'
    const { sent } = await run(broken.replace('completions', `completions?q=${secret}`), `on_error: allow\n${rules}`)
    expect(sent[0]!.body).toBe('nogzi')
    expect(sent[0]!.path).toMatch(/\?q=%5BREDACTED/)
  })

  test('allow streams a body over the cap, block answers 413', async () => {
    const big = post(chatBody('x'.repeat(500)))
    const small = { settings: { ...makeGate().settings, proxy: { ...makeGate().settings.proxy, max_body_bytes: 100 } } }
    const passed = await run(big, 'on_error: allow', small)
    expect(passed.sent[0]!.body).toBe(chatBody('x'.repeat(500)))
    const refused = await run(big, '', small)
    expect(refused.answer).toMatch(/^HTTP\/1.1 413/)
    expect(refused.sent).toEqual([])
  })
})

test('a request for another host is refused before anything is read', async () => {
  const { sent, answer, gate } = await run(post(chatBody('x')).replace('Host: api.openai.com', 'Host: evil.example'))
  expect(sent).toEqual([])
  expect(answer).toMatch(/^HTTP\/1.1 421/)
  expect(gate.decisions[0]!.refusal).toMatchObject({ code: 'misdirected' })
})

test('while the proxy drains, new requests are sent away for a moment', async () => {
  const { sent, answer } = await run(post(chatBody('x')), '', {
    running: { draining: true, exchanges: new Set(), tunnels: new Set() },
  })
  expect(sent).toEqual([])
  expect(answer).toMatch(/^HTTP\/1.1 503[\s\S]*retry-after: 1/i)
})
