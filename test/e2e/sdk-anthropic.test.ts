/** The official Anthropic SDK through the proxy. */
import Anthropic from '@anthropic-ai/sdk'
import { expect, test } from 'vitest'
import { makeSecret } from '../secrets.ts'
import { startSdks } from './sdks.ts'

const model = 'claude-sonnet-4-6'
const rule = (action: string) =>
  `rules:\n  - { id: no-secrets, when: { content: { any_of: [secrets] } }, action: ${action}, message: Keys stay in the company. }\n`

test('a message, with usage and cost in its row', async () => {
  const { anthropic, audit } = await startSdks({
    prepare: mock => mock.onMessage(/hello/, { content: 'Hi there!', usage: { input_tokens: 11, output_tokens: 7 } }),
  })
  const message = await anthropic.messages.create({
    model,
    max_tokens: 50,
    messages: [{ role: 'user', content: 'hello' }],
  })
  expect(message.content).toMatchObject([{ type: 'text', text: 'Hi there!' }])
  const [row] = await audit.ended(1)
  expect(row).toMatchObject({
    app: 'anthropic-api',
    provider: 'anthropic',
    kind: 'chat',
    model,
    outcome: { status: 200, usage: { inputTokens: 11, outputTokens: 7, basis: 'measured' } },
  })
  expect(row!.outcome!.cost!.usd).toBeGreaterThan(0)
})

test('a stream, assembled by the SDK', async () => {
  const text = 'one two three four five six seven eight nine ten'
  const { anthropic, audit } = await startSdks({
    prepare: mock => mock.onMessage(/count/, { content: text }, { chunkSize: 5, latency: 5 }),
  })
  const pieces: string[] = []
  const stream = anthropic.messages
    .stream({ model, max_tokens: 50, messages: [{ role: 'user', content: 'count' }] })
    .on('text', piece => pieces.push(piece))
  expect(await stream.finalText()).toBe(text)
  expect(pieces.length).toBeGreaterThan(5)
  expect((await audit.ended(1))[0]).toMatchObject({ stream: true, outcome: { usage: { basis: 'measured' } } })
})

test('tool calls and their results', async () => {
  const { anthropic, providers } = await startSdks({
    prepare: mock => {
      mock.onToolResult('toolu_1', { content: 'It is sunny.' })
      mock.onMessage(/weather/, { toolCalls: [{ id: 'toolu_1', name: 'weather', arguments: '{"city":"Bern"}' }] })
    },
  })
  const tools: Anthropic.Tool[] = [{ name: 'weather', input_schema: { type: 'object' } }]
  const messages: Anthropic.MessageParam[] = [{ role: 'user', content: 'the weather in Bern?' }]
  const first = await anthropic.messages.create({ model, max_tokens: 50, messages, tools })
  expect(first.content).toMatchObject([{ type: 'tool_use', name: 'weather', input: { city: 'Bern' } }])
  messages.push(
    { role: 'assistant', content: first.content },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'clear' }] },
  )
  const second = await anthropic.messages.create({ model, max_tokens: 50, messages, tools })
  expect(second.content).toMatchObject([{ type: 'text', text: 'It is sunny.' }])
  expect(providers.requests().length).toBe(2)
})

test('a redacted request arrives without the secret and otherwise byte for byte', async () => {
  const { anthropic, audit, providers } = await startSdks({
    policy: rule('redact'),
    prepare: mock => mock.onMessage(/deploy/, { content: 'Done.' }),
  })
  const key = makeSecret('AKIA[A-Z2-7]{16}')
  const body = {
    model,
    max_tokens: 50,
    system: `never print ${key}`,
    messages: [{ role: 'user' as const, content: [{ type: 'text' as const, text: `deploy with ${key}\n` }] }],
  }
  await anthropic.messages.create(body)
  expect(providers.requests()[0]!.body.toString()).toBe(
    JSON.stringify(body).replaceAll(key, '[REDACTED:aws-access-key-id:1]'),
  )
  const [row] = await audit.ended(1)
  expect(row!.findings.map(found => found.place).sort()).toEqual(['messages[0].content[0].text', 'system'])
})

test.each([false, true])("a block raises the SDK's own exception, once (stream: %s)", async stream => {
  const setting = await startSdks({ policy: rule('block') })
  const failure = await setting.anthropic.messages
    .create({ model, max_tokens: 50, stream, messages: [{ role: 'user', content: makeSecret('AKIA[A-Z2-7]{16}') }] })
    .then(
      () => undefined,
      (error: unknown) => error,
    )
  const [row] = await setting.audit.ended(1)
  expect(failure).toBeInstanceOf(Anthropic.PermissionDeniedError)
  const error = failure as InstanceType<typeof Anthropic.PermissionDeniedError> // checked above
  expect(error.message).toContain('Keys stay in the company.')
  expect(error.message).toContain(row!.id)
  expect(error.error).toMatchObject({ type: 'error', error: { type: 'permission_error' } })
  expect(setting.calls()).toBe(1)
  expect(setting.providers.connections()).toBe(0)
})
