/** Token counts and text of answers in OpenAI's formats: chat, responses, completions, embeddings, images, audio. */
import type { Usage } from '../audit/types.ts'
import type { UsageReader, UsageReading } from './types.ts'
import { count, firstString, KeptEvents, lastObject, list, member, parseObject, text } from './usage.ts'

export function openaiUsageReader(): UsageReader {
  const kept = new KeptEvents()
  let usage: Record<string, unknown> | undefined
  let model: string | undefined
  let seen = false
  return {
    event(data) {
      if (data === '[DONE]') return
      seen = true
      model ??= firstString(data, 'model')
      // Some hosts report on a chunk with empty choices, some on the last text chunk, some on every chunk: the last one counts.
      const found = data.includes('"usage"') ? lastObject(data, 'usage') : undefined
      if (found) {
        usage = found
        kept.drop()
      } else kept.add(data)
    },
    done(): UsageReading {
      if (usage) return { kind: 'measured', usage: normalise(usage, model) }
      if (!seen) return { kind: 'none' }
      return { kind: 'text', outputText: kept.events.map(outputText).join(''), ...(model ? { model } : {}) }
    },
  }
}

/** Both vocabularies; cached tokens are part of input and reasoning part of output in OpenAI's own answers. */
function normalise(usage: Record<string, unknown>, model: string | undefined): Usage {
  const inputTokens = count(usage, 'prompt_tokens') || count(usage, 'input_tokens')
  const plain = count(usage, 'completion_tokens') || count(usage, 'output_tokens')
  const reasoningTokens =
    count(usage, 'completion_tokens_details', 'reasoning_tokens') ||
    count(usage, 'output_tokens_details', 'reasoning_tokens')
  // xAI counts reasoning beside completion_tokens; the total tells.
  const beside = reasoningTokens > 0 && count(usage, 'total_tokens') === inputTokens + plain + reasoningTokens
  return {
    inputTokens,
    outputTokens: beside ? plain + reasoningTokens : plain,
    cachedInputTokens:
      count(usage, 'prompt_tokens_details', 'cached_tokens') ||
      count(usage, 'input_tokens_details', 'cached_tokens') ||
      count(usage, 'prompt_cache_hit_tokens') ||
      count(usage, 'cached_prompt_text_tokens'),
    cacheWriteTokens: count(usage, 'prompt_tokens_details', 'cache_write_tokens'),
    reasoningTokens,
    basis: 'measured',
    ...(model ? { model } : {}),
  }
}

/** The text that one event or a whole answer adds. */
function outputText(data: string): string {
  const event = parseObject(data)
  if (!event) return ''
  if (typeof event.delta === 'string') return event.delta // responses: response.*.delta
  const choices = list(event.choices).map(choice => {
    const said = member(choice, 'delta') ?? member(choice, 'message')
    const calls = list(member(said, 'tool_calls')).map(call => text(member(call, 'function', 'arguments')))
    const thought = text(member(said, 'reasoning_content')) || text(member(said, 'reasoning'))
    return text(member(choice, 'text')) + thought + text(member(said, 'content')) + calls.join('')
  })
  const output = list(event.output).flatMap(item => [
    text(member(item, 'arguments')),
    ...list(member(item, 'content')).map(part => text(member(part, 'text'))),
  ])
  return [...choices, ...output, text(event.text)].join('')
}
