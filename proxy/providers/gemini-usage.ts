/** Token counts and text of Gemini answers: whole, as SSE, or as elements of a streamed array. The last `usageMetadata` counts. */
import type { UsageReader, UsageReading } from './types.ts'
import { count, firstString, KeptEvents, lastObject, list, member, parseObject, text } from './usage.ts'

export function geminiUsageReader(): UsageReader {
  const kept = new KeptEvents()
  let usage: Record<string, unknown> | undefined
  let model: string | undefined
  let seen = false
  return {
    event(data) {
      seen = true
      model ??= firstString(data, 'modelVersion')
      const found = data.includes('"usageMetadata"') ? lastObject(data, 'usageMetadata') : undefined
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

/** Cached tokens are part of the prompt; thoughts stand beside the candidates, and tool prompts beside the prompt. */
function normalise(usage: Record<string, unknown>, model: string | undefined) {
  const reasoningTokens = count(usage, 'thoughtsTokenCount')
  return {
    inputTokens: count(usage, 'promptTokenCount') + count(usage, 'toolUsePromptTokenCount'),
    outputTokens: count(usage, 'candidatesTokenCount') + reasoningTokens,
    cachedInputTokens: count(usage, 'cachedContentTokenCount'),
    cacheWriteTokens: 0,
    reasoningTokens,
    basis: 'measured' as const,
    ...(model ? { model } : {}),
  }
}

function outputText(data: string): string {
  const event = parseObject(data)
  const answer = member(event, 'response') ?? event
  return list(member(answer, 'candidates'))
    .flatMap(candidate => list(member(candidate, 'content', 'parts')))
    .map(part => text(member(part, 'text')))
    .join('')
}
