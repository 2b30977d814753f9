/** The official OpenAI SDK through the proxy: unaware of it when allowed, and told plainly when not. */
import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { makeSecret } from '../secrets.ts'
import { startSdks } from './sdks.ts'

const redact = 'rules:\n  - { id: no-secrets, when: { content: { any_of: [secrets] } }, action: redact }\n'
const block =
  'rules:\n  - { id: no-secrets, when: { content: { any_of: [secrets] } }, action: block, message: "Keys stay in the company. Ask #ai-help." }\n'
const model = 'gpt-4o-mini'

describe('allowed', () => {
  test('a chat completion, with usage and cost in its row', async () => {
    const { openai, audit, providers } = await startSdks({
      prepare: mock =>
        mock.onMessage(/hello/, { content: 'Hi there!', usage: { prompt_tokens: 11, completion_tokens: 7 } }),
    })
    const { data, response } = await openai.chat.completions
      .create({ model, messages: [{ role: 'user', content: 'hello' }] })
      .withResponse()
    expect(data.choices[0]!.message.content).toBe('Hi there!')
    const [row] = await audit.ended(1)
    expect(response.headers.get('x-sluice-event')).toBe(row!.id)
    expect(response.headers.get('x-sluice-coverage')).toBe('full')
    expect(row).toMatchObject({
      app: 'openai-api',
      provider: 'openai',
      kind: 'chat',
      model,
      stream: false,
      enforced: 'allow',
      coverage: { verdict: 'full' },
      outcome: {
        status: 200,
        usage: { inputTokens: 11, outputTokens: 7, basis: 'measured' },
        cost: { basis: 'measured' },
      },
    })
    expect(row!.outcome!.cost!.usd).toBeGreaterThan(0)
    expect(row!.account).toMatch(/^api-key:[0-9a-f]{32}$/)
    expect(providers.requests()[0]!.field('authorization')).toBe('Bearer sk-test')
  })

  test('a stream arrives piece by piece with its usage', async () => {
    const text = 'one two three four five six seven eight nine ten'
    const { openai, audit } = await startSdks({
      prepare: mock => mock.onMessage(/count/, { content: text }, { chunkSize: 5, latency: 5 }),
    })
    const stream = await openai.chat.completions.create({
      model,
      stream: true,
      stream_options: { include_usage: true },
      messages: [{ role: 'user', content: 'count' }],
    })
    const pieces: string[] = []
    for await (const chunk of stream) pieces.push(chunk.choices[0]?.delta.content ?? '')
    expect(pieces.join('')).toBe(text)
    expect(pieces.length).toBeGreaterThan(5)
    const [row] = await audit.ended(1)
    expect(row).toMatchObject({ stream: true, outcome: { status: 200, usage: { basis: 'measured' } } })
  })

  test('a stream without a usage event is estimated and says so', async () => {
    const { openai, audit } = await startSdks({ prepare: mock => mock.onMessage(/hello/, { content: 'Hi there!' }) })
    const stream = await openai.chat.completions.create({
      model,
      stream: true,
      messages: [{ role: 'user', content: 'hello' }],
    })
    for await (const _ of stream) void _
    const [row] = await audit.ended(1)
    expect(row!.outcome!.usage).toMatchObject({ basis: 'estimated' })
    expect(row!.outcome!.usage!.outputTokens).toBeGreaterThan(0)
  })

  test('tool calls and their results', async () => {
    const { openai, providers } = await startSdks({
      prepare: mock => {
        mock.onToolResult('call_1', { content: 'It is sunny.' })
        mock.onMessage(/weather/, { toolCalls: [{ id: 'call_1', name: 'weather', arguments: '{"city":"Bern"}' }] })
      },
    })
    const tools = [{ type: 'function' as const, function: { name: 'weather', parameters: { type: 'object' } } }]
    const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'the weather in Bern?' }]
    const first = await openai.chat.completions.create({ model, messages, tools })
    const called = first.choices[0]!.message
    expect(called.tool_calls![0]).toMatchObject({ id: 'call_1', function: { name: 'weather' } })
    messages.push(called, { role: 'tool', tool_call_id: 'call_1', content: '{"sky":"clear"}' })
    const second = await openai.chat.completions.create({ model, messages, tools })
    expect(second.choices[0]!.message.content).toBe('It is sunny.')
    expect(providers.requests().length).toBe(2)
  })

  test('responses and embeddings', async () => {
    const { openai, audit } = await startSdks({
      prepare: mock => {
        mock.onMessage(/hello/, { content: 'Hi there!' })
        mock.onEmbedding(/vector/, { embedding: [0.1, 0.2] })
      },
    })
    const answer = await openai.responses.create({ model, input: 'hello' })
    expect(answer.output_text).toBe('Hi there!')
    const embedding = await openai.embeddings.create({
      model: 'text-embedding-3-small',
      input: 'a vector',
      encoding_format: 'float',
    })
    expect(embedding.data[0]!.embedding.length).toBe(2)
    const rows = await audit.ended(2)
    expect(rows.map(row => row.kind)).toEqual(['chat', 'embedding'])
  })
})

describe('redacted', () => {
  test('the secret is not in what arrived, and every other byte is', async () => {
    const { openai, audit, providers } = await startSdks({
      policy: redact,
      prepare: mock => mock.onMessage(/deploy/, { content: 'Done.' }),
    })
    const key = makeSecret('AKIA[A-Z2-7]{16}')
    const other = makeSecret('AKIA[A-Z2-7]{16}')
    const body = {
      model,
      messages: [
        { role: 'system' as const, content: 'You help with "deploys".\n\tBe brief – ünïcode 🙂' },
        { role: 'user' as const, content: `deploy with ${key}, then ${other}, then ${key} again` },
      ],
      temperature: 0.25,
    }
    const answer = await openai.chat.completions.create(body)
    expect(answer.choices[0]!.message.content).toBe('Done.')
    const [request] = providers.requests()
    const wanted = JSON.stringify(body)
      .replaceAll(key, '[REDACTED:aws-access-key-id:1]')
      .replaceAll(other, '[REDACTED:aws-access-key-id:2]')
    expect(request!.body.toString()).toBe(wanted)
    expect(request!.field('content-length')).toBe(String(Buffer.byteLength(wanted)))
    const [row] = await audit.ended(1)
    expect(row).toMatchObject({ action: 'redact', enforced: 'redact', outcome: { status: 200 } })
    expect(row!.findings.map(found => [found.detector, found.place, found.redacted])).toEqual([
      ['aws-access-key-id', 'messages[1].content', true],
      ['aws-access-key-id', 'messages[1].content', true],
      ['aws-access-key-id', 'messages[1].content', true],
    ])
    expect(row!.findings[0]!.hash).toBe(row!.findings[2]!.hash)
    expect(row!.findings[0]!.hash).not.toBe(row!.findings[1]!.hash)
    expect(JSON.stringify(row)).not.toContain(key.slice(4))
  })

  test('a secret in the arguments of a tool call is found inside the JSON string', async () => {
    const { openai, providers } = await startSdks({
      policy: redact,
      prepare: mock => mock.onToolResult('call_1', { content: 'Noted.' }),
    })
    const key = makeSecret('AKIA[A-Z2-7]{16}')
    await openai.chat.completions.create({
      model,
      messages: [
        { role: 'user', content: 'store it' },
        {
          role: 'assistant',
          tool_calls: [
            { id: 'call_1', type: 'function', function: { name: 'store', arguments: JSON.stringify({ key, n: 1 }) } },
          ],
        },
        { role: 'tool', tool_call_id: 'call_1', content: 'ok' },
      ],
    })
    const [request] = providers.requests()
    expect(request!.body.toString()).not.toContain(key)
    const sent = request!.json() as { messages: { tool_calls?: { function: { arguments: string } }[] }[] } // what was sent
    expect(JSON.parse(sent.messages[1]!.tool_calls![0]!.function.arguments)).toEqual({
      key: '[REDACTED:aws-access-key-id:1]',
      n: 1,
    })
  })

  test('in monitor mode the request leaves as it came and the row says what would have happened', async () => {
    const { openai, audit, providers } = await startSdks({
      policy: `mode: monitor\n${redact}`,
      prepare: mock => mock.onMessage(/deploy/, { content: 'Done.' }),
    })
    const key = makeSecret('AKIA[A-Z2-7]{16}')
    await openai.chat.completions.create({ model, messages: [{ role: 'user', content: `deploy ${key}` }] })
    expect(providers.requests()[0]!.body.toString()).toContain(key)
    expect((await audit.ended(1))[0]).toMatchObject({ action: 'redact', enforced: 'allow', mode: 'monitor' })
  })
})

describe('blocked', () => {
  test.each([false, true])(
    "raises the SDK's own exception with the policy's words, once (stream: %s)",
    async stream => {
      const setting = await startSdks({ policy: block })
      const key = makeSecret('AKIA[A-Z2-7]{16}')
      const failure = await setting.openai.chat.completions
        .create({ model, stream, messages: [{ role: 'user', content: `use ${key}` }] })
        .then(
          () => undefined,
          (error: unknown) => error,
        )
      const [row] = await setting.audit.ended(1)
      expect(failure).toBeInstanceOf(OpenAI.PermissionDeniedError)
      const error = failure as InstanceType<typeof OpenAI.PermissionDeniedError> // checked above
      expect(error.message).toContain('Keys stay in the company. Ask #ai-help.')
      expect(error.message).toContain(row!.id)
      expect(error.headers.get('x-sluice-event')).toBe(row!.id)
      expect(error.code).toBe('policy_blocked')
      expect(error.message).not.toContain(key)
      expect(setting.calls()).toBe(1)
      expect(setting.providers.connections()).toBe(0)
      expect(setting.audit.rows().length).toBe(1)
      expect(row).toMatchObject({
        enforced: 'block',
        refusal: { code: 'policy_blocked' },
        outcome: { status: error.status },
      })
    },
  )
})
