/** Token counts and text of answers in Anthropic's format, streamed or whole. Cached tokens stand beside `input_tokens` there, not in it. */
import type { UsageReader, UsageReading } from './types.ts'
import { count, firstString, KeptEvents, lastObject, list, member, parseObject, text } from './usage.ts'

const counters = ['input_tokens', 'output_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens'] as const

export function anthropicUsageReader(): UsageReader {
  const kept = new KeptEvents()
  const totals = { input_tokens: 0, output_tokens: 0, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 }
  let model: string | undefined
  let seen = false
  /** `message_start` counts the input only; output is known from `message_delta`, or from a whole answer. */
  let final = false
  return {
    event(data) {
      seen = true
      kept.add(data)
      model ??= firstString(data, 'model')
      const usage = data.includes('"usage"') ? lastObject(data, 'usage') : undefined
      if (!usage) return
      // Later figures are cumulative; with server tools they also correct input and cache.
      for (const name of counters) totals[name] = Math.max(totals[name], count(usage, name))
      if (!data.includes('"message_start"')) final = true
    },
    done(): UsageReading {
      if (!seen) return { kind: 'none' }
      if (!final) return { kind: 'text', outputText: kept.events.map(outputText).join(''), ...(model ? { model } : {}) }
      return {
        kind: 'measured',
        usage: {
          inputTokens: totals.input_tokens + totals.cache_creation_input_tokens + totals.cache_read_input_tokens,
          outputTokens: totals.output_tokens,
          cachedInputTokens: totals.cache_read_input_tokens,
          cacheWriteTokens: totals.cache_creation_input_tokens,
          reasoningTokens: 0,
          basis: 'measured',
          ...(model ? { model } : {}),
        },
      }
    },
  }
}

function outputText(data: string): string {
  const event = parseObject(data)
  if (!event) return ''
  const delta = event.delta
  const streamed = text(member(delta, 'text')) || text(member(delta, 'thinking')) || text(member(delta, 'partial_json'))
  return (
    streamed ||
    text(event.completion) ||
    list(event.content)
      .map(block => text(member(block, 'text')))
      .join('')
  )
}
