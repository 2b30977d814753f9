/** Streams of OpenAI chat completions and completions, and of every host that speaks them. */
import type { EventDocument, Leaf, Reading, StreamFormat, TextPlace } from '../types.ts'
import { listAt, numberAt, sseEvent, textAt } from './value.ts'

export const openaiChat: StreamFormat = {
  id: 'openai-chat',
  known: true,
  open() {
    let calls = false
    return {
      read(event) {
        if (event.data.trim() === '[DONE]') return { texts: [], ends: 'all' }
        const texts: TextPlace[] = []
        for (const [leaf, { path }] of event.leaves.entries()) {
          const place = placeOf(path, event)
          if (place) texts.push({ leaf, ...place })
          if (place?.kind === 'tool-call') calls = true
        }
        return { texts, ...endings(event, calls) }
      },
      cut: ({ message, code }) =>
        // SDKs raise an APIError for an event with `error`; `data:` alone is what they look at.
        sseEvent({ error: { message, type: 'policy_violation', param: null, code } }),
      say: (text, event) => sayChunk(text, event),
    }
  },
}

/** Strings that name things and hold no text of the model's. */
const names = new Set([
  'id',
  'object',
  'model',
  'system_fingerprint',
  'service_tier',
  'type',
  'role',
  'finish_reason',
  'name',
])

function placeOf(path: Leaf['path'], event: EventDocument): Omit<TextPlace, 'leaf'> | null {
  const last = path.at(-1)!
  if (path[0] !== 'choices' || typeof path[1] !== 'number')
    return typeof last === 'string' && names.has(last) ? null : { channel: null, kind: 'other' }
  const choice = `c${numberAt(event.value, 'choices', path[1], 'index') ?? path[1]}`
  if (path[2] === 'text') return { channel: `${choice}.text`, kind: 'answer' }
  if (path[2] !== 'delta') return typeof last === 'string' && names.has(last) ? null : { channel: null, kind: 'answer' }
  if (path[3] === 'tool_calls' && typeof path[4] === 'number') return ofCall(path, event, choice)
  if (path[3] === 'function_call' && last === 'arguments')
    return { channel: `${choice}.call`, kind: 'tool-call', json: true }
  if (typeof last === 'string' && names.has(last)) return null
  const kind = path[3] === 'content' || path[3] === 'refusal' ? 'answer' : 'reasoning'
  // `reasoning_details[].signature` and encrypted data are checked by the provider when they come back.
  if (last === 'signature' || last === 'data') return null
  return { channel: `${choice}.${path.slice(3).join('.')}`, kind }
}

function ofCall(path: Leaf['path'], event: EventDocument, choice: string): Omit<TextPlace, 'leaf'> | null {
  const last = path.at(-1)!
  if (last !== 'arguments' && last !== 'input') return null
  const index = numberAt(event.value, ...path.slice(0, 5), 'index') ?? path[4]
  return { channel: `${choice}.tool${index}`, kind: 'tool-call', ...(last === 'arguments' ? { json: true } : {}) }
}

/** A choice that has a finish_reason has no more text. */
function endings(event: EventDocument, calls: boolean): Pick<Reading, 'ends' | 'closes'> {
  const choices = listAt(event.value, 'choices')
  if (!choices.some(isFinished)) return {}
  const closes = !calls && choices.length === 1 && (numberAt(choices[0], 'index') ?? 0) === 0 && isEmpty(choices[0])
  const ends = choices
    .map((choice, i) => `c${numberAt(choice, 'index') ?? i}.`)
    .filter((_, i) => isFinished(choices[i]))
  return { ends, ...(closes ? { closes: true } : {}) }
}

function isFinished(choice: unknown): boolean {
  return textAt(choice, 'finish_reason') !== undefined
}

function isEmpty(choice: unknown): boolean {
  return !textAt(choice, 'delta', 'content') && textAt(choice, 'text') === undefined
}

function sayChunk(text: string, event: EventDocument): string | null {
  const reason = textAt(event.value, 'choices', 0, 'finish_reason')
  if (reason !== 'stop' && reason !== 'length') return null
  const { id, object, created, model } = event.value as Record<string, unknown> // has choices, so it is an object
  return sseEvent({
    id,
    object,
    created,
    model,
    choices: [{ index: 0, delta: { content: text }, finish_reason: null }],
  })
}
