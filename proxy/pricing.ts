/** What a model call costs in US dollars, from the public price list or from `settings.prices`; an unknown price stays unknown. */
import { createRequire } from 'node:module'
import type { ModelPrice } from '@pydantic/genai-prices'
import { LRUCache } from 'lru-cache'
import type { Cost, Usage } from './audit/types.ts'
import type { Settings } from './settings.ts'

export interface PriceQuestion {
  /** Provider id of ours: which format the call has. The host, not the format, says whose price applies. */
  readonly provider: string
  readonly app: string
  readonly host: string
  /** As the caller or the answer names it; without it the price is unknown. */
  readonly model?: string
  readonly at: Date
}

export interface Pricing {
  /**
   * Cost of what was used. Basis `unknown` (and no `usd`) when the host or model is not in the list, a token class
   * has no price, or the app is paid per seat: a web app's tokens have no price of their own.
   */
  cost(question: PriceQuestion & { readonly usage: Usage }): Cost
  /** US dollars that a call may cost at most, nothing cached; 0 when the price is unknown. */
  worstCase(question: PriceQuestion & { readonly inputTokens: number; readonly outputTokens: number }): number
  /** Loads the price list now (35 to 90 ms, 20 MB) instead of with the first question. */
  preload(): void
}

/** Dollars per token of one class by the call's whole input: long-context prices apply to all of its tokens. */
type Rate = (inputTokens: number) => number | undefined

interface Rates {
  readonly input: Rate
  readonly output: Rate
  readonly cachedInput: Rate
  readonly cacheWrite: Rate
}

type Library = typeof import('@pydantic/genai-prices')

// Prices may change by date and, with some vendors, by hour of the day: an answer holds for its ten minutes.
const cacheStepMs = 600_000
const maxCached = 2000

export function createPricing(options: { readonly overrides: Settings['prices'] }): Pricing {
  const overrides = new Map(Object.entries(options.overrides).map(([model, price]) => [model, ratesOfOverride(price)]))
  const cache = new LRUCache<string, { readonly rates: Rates | null }>({ max: maxCached })
  let library: Library | undefined

  function load(): Library {
    // Loaded on demand: the list is 20 MB in memory, and commands that price nothing do not need it.
    // The package's main file is what its type declarations describe.
    library ??= createRequire(import.meta.url)('@pydantic/genai-prices') as Library
    return library
  }

  function ratesFor(question: PriceQuestion): Rates | null {
    const { model, host, provider } = question
    if (model === undefined) return null
    const override = overrides.get(model)
    if (override) return override
    if (provider.endsWith('-web')) return null
    const key = `${Math.floor(question.at.getTime() / cacheStepMs)} ${host} ${model}`
    let entry = cache.get(key)
    if (!entry) {
      entry = { rates: lookUp(load(), host, model, question.at) }
      cache.set(key, entry)
    }
    return entry.rates
  }

  return {
    cost(question) {
      const rates = ratesFor(question)
      const usd = rates ? priceOf(rates, question.usage) : undefined
      return usd === undefined ? { basis: 'unknown' } : { usd, basis: question.usage.basis }
    },
    worstCase(question) {
      const rates = ratesFor(question)
      if (!rates) return 0
      const { inputTokens, outputTokens } = question
      const written = rates.cacheWrite(inputTokens) ?? 0
      const input = Math.max(rates.input(inputTokens) ?? 0, written)
      return inputTokens * input + outputTokens * (rates.output(inputTokens) ?? 0)
    },
    preload: () => void load(),
  }
}

/** Undefined when a class of tokens that was used has no price. */
function priceOf(rates: Rates, usage: Usage): number | undefined {
  const total = usage.inputTokens
  // Providers have reported more cached than input tokens; what is billed is not negative.
  const cached = Math.min(usage.cachedInputTokens, total)
  const written = Math.min(usage.cacheWriteTokens, total - cached)
  const parts: [number, Rate][] = [
    [total - cached - written, rates.input],
    [cached, rates.cachedInput],
    [written, rates.cacheWrite],
    [usage.outputTokens, rates.output],
  ]
  let usd = 0
  for (const [tokens, rate] of parts) {
    if (tokens === 0) continue
    const price = rate(total)
    if (price === undefined) return undefined
    usd += tokens * price
  }
  return usd
}

function lookUp(library: Library, host: string, model: string, at: Date): Rates | null {
  // Only the host's own price list: a company's server that speaks OpenAI's format does not cost what OpenAI does.
  const provider = library.findProvider({ providerApiUrl: `https://${host}` })
  if (!provider) return null
  const found = library.calcPrice({ input_tokens: 1 }, model, { provider, timestamp: at })
  if (!found) return null
  // OpenRouter's free variants have an empty price; elsewhere an empty price is one nobody entered.
  const free = Object.keys(found.model_price).length === 0 && model.endsWith(':free')
  return ratesOf(free ? { input_mtok: 0, output_mtok: 0 } : found.model_price)
}

function ratesOf(price: ModelPrice): Rates {
  const input = rateOf(price['input_mtok'])
  const or = (key: string): Rate => (price[key] === undefined ? input : rateOf(price[key]))
  return {
    input,
    output: rateOf(price['output_mtok']),
    // Without a price of their own, cached tokens cost what input costs.
    cachedInput: or('cache_read_mtok'),
    cacheWrite: or('cache_write_mtok'),
  }
}

function rateOf(price: ModelPrice[string]): Rate {
  if (price === undefined) return () => undefined
  if (typeof price === 'number') return () => price / 1e6
  const { base, tiers } = price
  return inputTokens => {
    let usd = base
    for (const tier of tiers) if (inputTokens > tier.start) usd = tier.price
    return usd / 1e6
  }
}

function ratesOfOverride(price: Settings['prices'][string]): Rates {
  const input = price.input_per_mtok / 1e6
  return {
    input: () => input,
    output: () => price.output_per_mtok / 1e6,
    cachedInput: () => (price.cached_input_per_mtok ?? price.input_per_mtok) / 1e6,
    cacheWrite: () => input,
  }
}
