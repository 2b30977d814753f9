/** Streams of OpenAI chat completions and completions, and of every host that speaks them. */
import type { ClosingLine, EventDocument, Leaf, OwnEvent, Reading, StreamFormat, TextPlace } from '../types.ts'
import { isOpaque } from './names.ts'
import { listAt, numberAt, ownEvent, textAt } from './value.ts'

export const openaiChat: StreamFormat = {
  id: 'openai-chat',
  known: true,
  open(closingLine) {
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
        return { texts, ...endings(event), ...(calls ? {} : closing(event, closingLine)) }
      },
      // SDKs raise an APIError for an event that has `error`.
      cut: ({ message, code }) => [ownEvent({ error: { message, type: 'policy_violation', param: null, code } })],
    }
  },
}

function placeOf(path: Leaf['path'], event: EventDocument): Omit<TextPlace, 'leaf'> | null {
  if (isOpaque(path)) return null
  if (path[0] !== 'choices' || typeof path[1] !== 'number') return { channel: null, kind: 'other' }
  const choice = `c${numberAt(event.value, 'choices', path[1], 'index') ?? path[1]}`
  if (path[2] === 'text') return { channel: `${choice}.text`, kind: 'answer' }
  if (path[2] !== 'delta') return { channel: null, kind: 'answer' }
  if (path[3] === 'tool_calls' && typeof path[4] === 'number') return ofCall(path, event, choice)
  if (path[3] === 'function_call') return { channel: `${choice}.call`, kind: 'tool-call', json: true }
  const kind = path[3] === 'content' || path[3] === 'refusal' ? 'answer' : 'reasoning'
  return { channel: `${choice}.${path.slice(3).join('.')}`, kind }
}

function ofCall(path: Leaf['path'], event: EventDocument, choice: string): Omit<TextPlace, 'leaf'> | null {
  const last = path.at(-1)!
  if (last !== 'arguments' && last !== 'input') return null
  const index = numberAt(event.value, ...path.slice(0, 5), 'index') ?? path[4]
  return { channel: `${choice}.tool${index}`, kind: 'tool-call', ...(last === 'arguments' ? { json: true } : {}) }
}

/** A choice that has a finish_reason has no more text. */
function endings(event: EventDocument): Pick<Reading, 'ends'> {
  const ends = listAt(event.value, 'choices').flatMap((choice, i) =>
    textAt(choice, 'finish_reason') === undefined ? [] : [`c${numberAt(choice, 'index') ?? i}.`],
  )
  return ends.length === 0 ? {} : { ends }
}

/** A chunk with the closing line before the chunk that only says that the one answer is complete. */
function closing(event: EventDocument, closingLine: ClosingLine | undefined): { before?: OwnEvent[] } {
  const [choice, more] = listAt(event.value, 'choices')
  const reason = textAt(choice, 'finish_reason')
  if ((reason !== 'stop' && reason !== 'length') || more !== undefined) return {}
  if (textAt(choice, 'delta', 'content') || textAt(choice, 'text') !== undefined || numberAt(choice, 'index')) return {}
  const line = closingLine?.()
  if (!line) return {}
  const { id, object, created, model } = event.value as Record<string, unknown> // it has choices, so it is an object
  return {
    before: [
      ownEvent({ id, object, created, model, choices: [{ index: 0, delta: { content: line }, finish_reason: null }] }),
    ],
  }
}
