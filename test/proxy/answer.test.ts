import { describe, expect, test } from 'vitest'
import { createAnswer } from '../../proxy/answer.ts'
import { readDocument } from '../../proxy/documents/index.ts'
import type { Exchange } from '../../proxy/exchange-state.ts'
import { inspect, recognise } from '../../proxy/inspect.ts'
import { createRestoring } from '../../proxy/restoring.ts'
import { anonymous, headOf, makeGate, tunnelTo } from './gate.ts'

const redact =
  'detectors: { projects: { words: [Bluebird] } }\nrules:\n  - { id: r, when: { content: projects }, action: redact }\n'

/** The parts of an exchange that an answer looks at, after its request was inspected. */
function exchange(policy: string, body: object, method = 'POST') {
  const gate = makeGate(policy)
  const tunnel = tunnelTo(gate)
  const head = headOf({ method })
  const restoring = createRestoring({ vault: gate.vault, person: anonymous.user, hash: gate.keyedHash })
  const recognised = recognise(gate, tunnel, headOf())
  const document = readDocument(Buffer.from(JSON.stringify(body)), 'application/json')
  const inspection = inspect(gate.policy(), tunnel, head, recognised, document, null, new Date(), restoring)
  const x = {
    id: 'ev_1',
    gate,
    policy: gate.policy(),
    tunnel,
    head,
    recognised,
    inspection,
    restoring,
  } as unknown as Exchange // what is not here is not asked for
  return { x, gate, answer: createAnswer(x) }
}
const said = (content: string, more: object = {}) => ({ model: 'm', messages: [{ role: 'user', content }], ...more })
const json = ['Content-Type', 'application/json', 'Content-Length', '5', 'Content-Encoding', 'identity', 'ETag', 'x']

describe('how an answer goes back', () => {
  test('as it came, where there is nothing to restore and no rule', () => {
    const { answer } = exchange(redact, said('hello'))
    expect(answer.begin(200, json)).toMatchObject({ headers: json, open: null, whole: false })
    expect(answer.plain).toBe(true)
  })

  test('through the engine, without the fields that describe its bytes, where something was replaced', () => {
    const { answer } = exchange(redact, said('about Bluebird'))
    const way = answer.begin(200, json)
    expect(way.open).not.toBeNull()
    expect(way.whole).toBe(true)
    expect(way.headers).toEqual(['Content-Type', 'application/json', 'ETag', 'x'])
    expect(answer.begin(200, ['content-type', 'text/event-stream']).whole).toBe(false)
  })

  test.each([
    ['an answer without a body', 204, [], 'POST'],
    ['an answer to HEAD', 200, ['content-type', 'application/json'], 'HEAD'],
    ['a part of a file', 206, ['content-type', 'application/json'], 'POST'],
    ['a picture', 200, ['content-type', 'image/png'], 'POST'],
    ['a coding that cannot be undone', 200, ['content-type', 'application/json', 'content-encoding', 'zstd'], 'POST'],
  ] as const)('%s is not read', (_, status, headers, method) => {
    const { answer } = exchange(redact, said('about Bluebird'), method)
    expect(answer.begin(status, headers).open).toBeNull()
  })

  test('usage is read from it on the side', async () => {
    const { answer } = exchange(redact, said('hello'))
    const way = answer.begin(200, ['content-type', 'application/json'])
    way.copy!.write(Buffer.from('{"usage":{"prompt_tokens":3,"completion_tokens":4}}'))
    expect(await answer.end()).toMatchObject({ kind: 'measured', usage: { inputTokens: 3, outputTokens: 4 } })
  })
})

describe('the closing line', () => {
  const line = async (policy: string, body: object): Promise<string> => {
    const { answer } = exchange(policy, body)
    let out = ''
    const none = (): void => undefined
    const way = answer.begin(200, ['content-type', 'application/json'])
    if (!way.open) return 'not read'
    const filter = way.open({
      write: bytes => {
        out += bytes
        return true
      },
      end: none,
      cut: none,
      broken: none,
      resume: none,
    })
    filter.write(Buffer.from('{"choices":[{"message":{"content":"ok"}}]}'))
    filter.end()
    return JSON.parse(out).choices[0].message.content
  }

  test('ends the answer where the policy wants it in the chat', async () => {
    expect(await line(`notice: in_chat\n${redact}`, said('about Bluebird'))).toBe(
      'ok\n\n(1 value was replaced before sending: 1 projects. Policy: r)',
    )
  })

  test.each([
    ['the policy does not ask for it', redact, {}],
    ['the caller asked for JSON', `notice: in_chat\n${redact}`, { response_format: { type: 'json_object' } }],
  ])('is not there when %s', async (_, policy, more) => {
    expect(await line(policy, said('about Bluebird', more))).toBe('ok')
  })
})
