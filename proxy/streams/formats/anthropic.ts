/** Streams of the Anthropic messages API and of claude.ai (https://docs.claude.com/en/api/messages-streaming). */
import type { ClosingLine, EventDocument, Leaf, OwnEvent, StreamFormat, TextPlace } from '../types.ts'
import { isOpaque } from './names.ts'
import { numberAt, ownEvent, textAt } from './value.ts'

export const anthropic: StreamFormat = {
  id: 'anthropic',
  known: true,
  open(closingLine) {
    let tools = false
    let last = 0
    return {
      read(event) {
        const type = textAt(event.value, 'type') ?? event.name
        const index = numberAt(event.value, 'index')
        if (index !== undefined) last = index
        if (textAt(event.value, 'content_block', 'type')?.includes('tool_use')) tools = true
        const texts: TextPlace[] = []
        for (const [leaf, { path }] of event.leaves.entries()) {
          const place = placeOf(path, index)
          if (place) texts.push({ leaf, ...place })
        }
        if (type === 'content_block_stop') return { texts, ends: [`b${index}.`] }
        if (type === 'message_stop') return { texts, ends: 'all' }
        const before = type === 'message_delta' && !tools ? closing(event, last + 1, closingLine) : undefined
        return { texts, ...(before ? { before } : {}) }
      },
      cut: ({ message }) => [ownEvent({ type: 'error', error: { type: 'permission_error', message } }, 'error')],
    }
  },
}

function placeOf(path: Leaf['path'], index: number | undefined): Omit<TextPlace, 'leaf'> | null {
  if (isOpaque(path)) return null
  const last = path.at(-1)
  const where = path.join('.')
  if (where === 'delta.text') return { channel: `b${index}.text`, kind: 'answer' }
  if (where === 'delta.partial_json') return { channel: `b${index}.json`, kind: 'tool-call', json: true }
  // A thinking block is signed: the API refuses it when it comes back changed.
  if (where === 'delta.thinking') return { channel: `b${index}.thinking`, kind: 'reasoning', editable: false }
  if (last === 'thinking') return { channel: null, kind: 'reasoning', editable: false }
  // claude.ai's older form.
  if (where === 'completion') return { channel: 'completion', kind: 'answer' }
  return { channel: null, kind: 'other' }
}

/** A text block of its own behind the others, before the event that closes the message. */
function closing(event: EventDocument, index: number, closingLine: ClosingLine | undefined): OwnEvent[] | undefined {
  const reason = textAt(event.value, 'delta', 'stop_reason')
  if (reason !== 'end_turn' && reason !== 'max_tokens') return undefined
  const line = closingLine?.()
  if (!line) return undefined
  const named = (value: { type: string; [key: string]: unknown }): OwnEvent => ownEvent(value, value.type)
  return [
    named({ type: 'content_block_start', index, content_block: { type: 'text', text: '' } }),
    named({ type: 'content_block_delta', index, delta: { type: 'text_delta', text: line } }),
    named({ type: 'content_block_stop', index }),
  ]
}
