import { calcPrice, findProvider } from '@pydantic/genai-prices'
import { describe, expect, test } from 'vitest'
import type { Usage } from '../../proxy/audit/types.ts'
import { createPricing } from '../../proxy/pricing.ts'

const at = new Date('2026-11-01T12:00:00Z')
const usage = (part: Partial<Usage> = {}): Usage => ({
  inputTokens: 1000,
  outputTokens: 500,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  basis: 'measured',
  ...part,
})
const openai = { provider: 'openai', app: 'openai-api', host: 'api.openai.com', at }
const pricing = createPricing({ overrides: {} })

test('a measured call has a measured cost, an estimated one an estimated cost', () => {
  // gpt-4o: 2.50 and 10 dollars per million tokens.
  expect(pricing.cost({ ...openai, model: 'gpt-4o', usage: usage() })).toEqual({ usd: 0.0075, basis: 'measured' })
  expect(pricing.cost({ ...openai, model: 'gpt-4o', usage: usage({ basis: 'estimated' }) }).basis).toBe('estimated')
})

test('a dated model name has the price of its model', () => {
  expect(pricing.cost({ ...openai, model: 'gpt-4o-2024-08-06', usage: usage() })).toEqual(
    pricing.cost({ ...openai, model: 'gpt-4o', usage: usage() }),
  )
})

test('cached tokens are part of the input and cost their own price; reasoning is part of the output', () => {
  const cost = pricing.cost({
    ...openai,
    model: 'gpt-4o',
    usage: usage({ cachedInputTokens: 400, reasoningTokens: 300 }),
  })
  expect(cost.usd).toBeCloseTo((600 * 2.5 + 400 * 1.25 + 500 * 10) / 1e6, 12)
})

describe('agrees with the price list for every model of', () => {
  test.each([
    'api.openai.com',
    'api.anthropic.com',
    'generativelanguage.googleapis.com',
    'api.mistral.ai',
    'api.groq.com',
  ])('%s', host => {
    const provider = findProvider({ providerApiUrl: `https://${host}` })!
    let compared = 0
    for (const { id } of provider.models) {
      for (const inputTokens of [1000, 200_000, 200_001]) {
        const used = usage({ inputTokens, cachedInputTokens: 300, cacheWriteTokens: 100 })
        const ours = pricing.cost({ provider: 'any', app: 'any', host, model: id, usage: used, at })
        if (ours.usd === undefined) continue
        const theirs = calcPrice(
          { input_tokens: inputTokens, output_tokens: 500, cache_read_tokens: 300, cache_write_tokens: 100 },
          id,
          { provider, timestamp: at },
        )
        expect(ours.usd, `${id} at ${inputTokens}`).toBeCloseTo(theirs!.total_price, 9)
        compared++
      }
    }
    expect(compared).toBeGreaterThan(20)
  })
})

test.each([
  ['a model nobody knows', { ...openai, model: 'acme-7b' }],
  ['no model', openai],
  ["a company's own server that speaks OpenAI's format", { ...openai, host: 'llm.acme.example', model: 'gpt-4o' }],
  ['a web app, which is paid per seat', { ...openai, provider: 'chatgpt-web', model: 'gpt-4o' }],
])('%s: the cost is unknown, never guessed', (_name, question) => {
  expect(pricing.cost({ ...question, usage: usage() })).toEqual({ basis: 'unknown' })
  expect(pricing.worstCase({ ...question, inputTokens: 1000, outputTokens: 1000 })).toBe(0)
})

test('tokens of a class without a price make the whole cost unknown', () => {
  const cost = pricing.cost({ ...openai, model: 'text-embedding-3-small', usage: usage() })
  expect(cost).toEqual({ basis: 'unknown' })
  const embedding = pricing.cost({ ...openai, model: 'text-embedding-3-small', usage: usage({ outputTokens: 0 }) })
  expect(embedding.usd).toBeCloseTo(0.00002, 12)
})

test('settings override the list, also for hosts and models that are not in it', () => {
  const own = createPricing({
    overrides: { 'acme-7b': { input_per_mtok: 1, output_per_mtok: 2, cached_input_per_mtok: 0.5 } },
  })
  const question = { provider: 'openai', app: 'house-llm', host: 'llm.acme.example', model: 'acme-7b', at }
  expect(own.cost({ ...question, usage: usage({ cachedInputTokens: 200 }) }).usd).toBeCloseTo(
    (800 + 200 * 0.5 + 500 * 2) / 1e6,
    12,
  )
})

test('the worst case is never less than the cost of the same tokens, cached or written to the cache', () => {
  const question = { provider: 'anthropic', app: 'a', host: 'api.anthropic.com', model: 'claude-sonnet-4-5', at }
  const worst = pricing.worstCase({ ...question, inputTokens: 1000, outputTokens: 500 })
  for (const part of [{}, { cachedInputTokens: 1000 }, { cacheWriteTokens: 1000 }])
    expect(pricing.cost({ ...question, usage: usage(part) }).usd).toBeLessThanOrEqual(worst)
})

test('more cached than input tokens, as some hosts report, never makes a negative cost', () => {
  const cost = pricing.cost({ ...openai, model: 'gpt-4o', usage: usage({ cachedInputTokens: 5000 }) })
  expect(cost.usd).toBeCloseTo((1000 * 1.25 + 500 * 10) / 1e6, 12)
})
