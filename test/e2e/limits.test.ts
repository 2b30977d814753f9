/** Limits as SDKs meet them: 429 in the provider's shape, an honest Retry-After, and no phantom block afterwards. */
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { until } from './clients.ts'
import { startSdks } from './sdks.ts'

const model = 'gpt-4o-mini'
const ask = { model, messages: [{ role: 'user' as const, content: 'hello' }] }

const prepared = {
  prepare: (mock: import('@copilotkit/aimock').LLMock) =>
    void mock.onMessage(/hello/, {
      content: 'Hi there!',
      usage: { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 },
    }),
}

test('over the limit of requests: 429, Retry-After within the window, nothing sent', async () => {
  const setting = await startSdks({
    ...prepared,
    policy: 'limits:\n  - { id: fair-use, per: user, requests: 2/min, message: "Two a minute." }\n',
  })
  // By default the SDK would wait for the time that Retry-After names and ask again.
  const openai = new OpenAI({ apiKey: 'sk-test', fetch: setting.fetch, maxRetries: 0 })
  await openai.chat.completions.create(ask)
  await openai.chat.completions.create(ask)
  const failure = await openai.chat.completions.create(ask).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(OpenAI.RateLimitError)
  const error = failure as InstanceType<typeof OpenAI.RateLimitError> // checked above
  expect(error.message).toContain('Two a minute.')
  const retryAfter = Number(error.headers.get('retry-after'))
  expect(retryAfter).toBeGreaterThan(50)
  expect(retryAfter).toBeLessThanOrEqual(60)
  expect(setting.providers.requests().length).toBe(2)
  const rows = await setting.audit.ended(3)
  expect(rows[2]).toMatchObject({
    enforced: 'block',
    refusal: { code: 'limit_exceeded', status: 429 },
    outcome: { status: 429 },
  })
  expect(rows[2]!.rules.map(hit => hit.rule)).toEqual(['fair-use'])
})

test('tokens that were really used count, and what a failed request held is given back', async () => {
  const setting = await startSdks({
    prepare: mock => {
      mock.nextRequestError(400, { message: 'not today', type: 'invalid_request_error' })
      prepared.prepare(mock)
    },
    policy: 'limits:\n  - { id: budget, per: user, tokens: 60/day }\n',
  })
  const { openai } = setting
  const small = { ...ask, max_tokens: 10 }
  await expect(openai.chat.completions.create(small)).rejects.toThrow(/not today/)
  await setting.audit.ended(1)
  // 20 tokens each: three fit into 60, as nothing of the failed one is left.
  for (let i = 0; i < 3; i++) {
    await openai.chat.completions.create(small)
    await setting.audit.ended(i + 2)
  }
  await expect(openai.chat.completions.create(small)).rejects.toThrow(OpenAI.RateLimitError)
  // A day is too long to wait for: the answer tells the SDK not to retry.
  expect(setting.calls()).toBe(5)
})

test('a request that hung up gives its reservation back', async () => {
  const setting = await startSdks({
    prepare: mock =>
      void mock.onMessage(/hello/, { content: 'Hi there! '.repeat(100) }, { latency: 200, chunkSize: 5 }),
    policy: 'limits:\n  - { id: budget, per: user, tokens: 1000/day }\n',
  })
  const controller = new AbortController()
  const hungUp = setting.openai.chat.completions.create({ ...ask, max_tokens: 900 }, { signal: controller.signal })
  await until(() => setting.audit.rows().length === 1, 'the request is under way')
  controller.abort()
  await expect(hungUp).rejects.toThrow(OpenAI.APIUserAbortError)
  await setting.audit.ended(1)
  const stream = await setting.openai.chat.completions.create({ ...ask, max_tokens: 900, stream: true })
  stream.controller.abort()
})

test('a limit that alerts lets the request pass and records the hit', async () => {
  const setting = await startSdks({
    ...prepared,
    policy: 'limits:\n  - { id: watch, per: user, requests: 1/min, action: alert }\n',
  })
  await setting.openai.chat.completions.create(ask)
  await setting.openai.chat.completions.create(ask)
  const rows = await setting.audit.ended(2)
  expect(rows.map(row => row.rules.map(hit => hit.rule))).toEqual([[], ['watch']])
  expect(rows.map(row => row.enforced)).toEqual(['allow', 'alert'])
})
