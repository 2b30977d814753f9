/** The official Google Gen AI SDK through the proxy. */
import { ApiError, FunctionCallingConfigMode } from '@google/genai'
import { expect, test } from 'vitest'
import { makeSecret } from '../secrets.ts'
import { startSdks } from './sdks.ts'

const model = 'gemini-2.5-flash'
const rule = (action: string) =>
  `rules:\n  - { id: no-secrets, when: { content: { any_of: [secrets] } }, action: ${action}, message: Keys stay in the company. }\n`

test('generated content, with usage in its row', async () => {
  const { gemini, audit } = await startSdks({ prepare: mock => mock.onMessage(/hello/, { content: 'Hi there!' }) })
  const answer = await gemini.models.generateContent({ model, contents: 'hello' })
  expect(answer.text).toBe('Hi there!')
  const [row] = await audit.ended(1)
  expect(row).toMatchObject({
    app: 'gemini-api',
    provider: 'gemini',
    kind: 'chat',
    model,
    path: `/v1beta/models/${model}:generateContent`,
    outcome: { status: 200, usage: { basis: 'measured' } },
  })
  expect(row!.outcome!.usage!.outputTokens).toBe(answer.usageMetadata!.candidatesTokenCount)
})

test('a stream arrives piece by piece', async () => {
  const text = 'one two three four five six seven eight nine ten'
  const { gemini, audit } = await startSdks({
    prepare: mock => mock.onMessage(/count/, { content: text }, { chunkSize: 5, latency: 5 }),
  })
  const pieces: string[] = []
  for await (const chunk of await gemini.models.generateContentStream({ model, contents: 'count' }))
    pieces.push(chunk.text ?? '')
  expect(pieces.join('')).toBe(text)
  expect(pieces.length).toBeGreaterThan(5)
  expect((await audit.ended(1))[0]).toMatchObject({ stream: true, outcome: { usage: { basis: 'measured' } } })
})

test('function calls', async () => {
  const { gemini } = await startSdks({
    prepare: mock => mock.onMessage(/weather/, { toolCalls: [{ name: 'weather', arguments: '{"city":"Bern"}' }] }),
  })
  const answer = await gemini.models.generateContent({
    model,
    contents: 'the weather in Bern?',
    config: {
      tools: [{ functionDeclarations: [{ name: 'weather' }] }],
      toolConfig: { functionCallingConfig: { mode: FunctionCallingConfigMode.ANY } },
    },
  })
  expect(answer.functionCalls).toMatchObject([{ name: 'weather', args: { city: 'Bern' } }])
})

test('a redacted request arrives without the secret and otherwise as it was', async () => {
  const { gemini, audit, providers } = await startSdks({
    policy: rule('redact'),
    prepare: mock => mock.onMessage(/deploy/, { content: 'Done.' }),
  })
  const key = makeSecret('AKIA[A-Z2-7]{16}')
  const answer = await gemini.models.generateContent({
    model,
    contents: `deploy with ${key}`,
    config: { temperature: 0.5 },
  })
  expect(answer.text).toBe('Done.')
  expect(providers.requests()[0]!.json()).toEqual({
    contents: [{ role: 'user', parts: [{ text: 'deploy with [REDACTED:aws-access-key-id:1]' }] }],
    generationConfig: { temperature: 0.5 },
  })
  expect((await audit.ended(1))[0]!.findings).toMatchObject([{ place: 'contents[0].parts[0].text', redacted: true }])
})

test.each(['plain', 'streamed'])("a block of a %s call raises the SDK's own exception, once", async kind => {
  const setting = await startSdks({ policy: rule('block') })
  const request = { model, contents: makeSecret('AKIA[A-Z2-7]{16}') }
  const { models } = setting.gemini
  const failure = await (kind === 'plain'
    ? models.generateContent(request)
    : models.generateContentStream(request)
  ).then(
    () => undefined,
    (error: unknown) => error,
  )
  const [row] = await setting.audit.ended(1)
  expect(failure).toBeInstanceOf(ApiError)
  const error = failure as ApiError // checked above
  expect(error.status).toBe(403)
  expect(error.message).toContain('Keys stay in the company.')
  expect(error.message).toContain(row!.id)
  expect(error.message).toContain('PERMISSION_DENIED')
  expect(setting.calls()).toBe(1)
  expect(setting.providers.connections()).toBe(0)
})
