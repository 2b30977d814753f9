/** Text of ChatGPT web answers, for an estimate: the stream never says how many tokens it took. */
import type { UsageReader } from './types.ts'
import { firstString, KeptEvents, list, member, parseObject, text } from './usage.ts'

export function chatgptUsageReader(): UsageReader {
  const kept = new KeptEvents()
  let model: string | undefined
  let seen = false
  return {
    event(data) {
      if (data === '[DONE]') return
      seen = true
      // What the person picked stands in the request; this is what answered.
      model = firstString(data, 'resolved_model_slug') ?? model
      kept.add(data)
    },
    done: () =>
      seen ? { kind: 'text', outputText: assemble(kept.events), ...(model ? { model } : {}) } : { kind: 'none' },
  }
}

/**
 * Delta encoding v1: patches `{p, o, v}`; an event with `v` alone repeats path and operation of the one before,
 * `o: "patch"` holds a list of patches, and whole messages come under `v.message` or `message`.
 */
function assemble(events: readonly string[]): string {
  let out = ''
  let path = ''
  let operation = ''
  const apply = (patch: unknown): void => {
    path = text(member(patch, 'p')) || path
    operation = text(member(patch, 'o')) || operation
    const value = member(patch, 'v')
    if (Array.isArray(value)) for (const inner of value) apply(inner)
    else if (typeof value === 'string' && path.includes('/content/') && operation !== 'remove') out += value
    else out += assistantText(member(value, 'message'))
  }
  for (const data of events) {
    const event = parseObject(data)
    if (!event) continue
    if ('v' in event) apply(event)
    else {
      // Without delta encoding every event repeats the message so far.
      const whole = assistantText(event.message)
      if (whole !== '') out = whole
    }
  }
  return out
}

function assistantText(message: unknown): string {
  if (member(message, 'author', 'role') !== 'assistant') return ''
  return list(member(message, 'content', 'parts'))
    .map(text)
    .join('')
}
