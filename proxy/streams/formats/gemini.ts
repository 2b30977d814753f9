/** Streams of the Gemini API, Vertex AI and Code Assist, as SSE and as one JSON array (https://ai.google.dev/api/generate-content). */
import type { ClosingLine, EventDocument, Leaf, Reading, StreamFormat, TextPlace } from '../types.ts'
import { isOpaque } from './names.ts'
import { at, listAt, numberAt, ownEvent, textAt } from './value.ts'

export const gemini: StreamFormat = {
  id: 'gemini',
  known: true,
  open(closingLine) {
    let calls = false
    return {
      read(event) {
        // Code Assist wraps each answer.
        const base = at(event.value, 'response', 'candidates') === undefined ? [] : ['response']
        const texts: TextPlace[] = []
        for (const [leaf, { path }] of event.leaves.entries()) {
          const place = placeOf(path, base.length, event)
          if (place) texts.push({ leaf, ...place })
          if (path.includes('functionCall')) calls = true
        }
        const ends = listAt(event.value, ...base, 'candidates').flatMap((candidate, i) =>
          textAt(candidate, 'finishReason') === undefined ? [] : [`c${numberAt(candidate, 'index') ?? i}.`],
        )
        const reading: Reading = { texts, ...(ends.length === 0 ? {} : { ends }) }
        return calls ? reading : closing(event, base, reading, closingLine)
      },
      cut: ({ message }) => [ownEvent({ error: { code: 403, message, status: 'PERMISSION_DENIED', details: [] } })],
    }
  },
}

/** All text parts of a candidate are one text over the stream, its thoughts another. */
function placeOf(path: Leaf['path'], base: number, event: EventDocument): Omit<TextPlace, 'leaf'> | null {
  if (isOpaque(path)) return null
  const [candidates, index, content, parts, part, field] = path.slice(base)
  if (candidates !== 'candidates' || typeof index !== 'number') return { channel: null, kind: 'other' }
  const candidate = path.slice(0, base + 2)
  const id = `c${numberAt(event.value, ...candidate, 'index') ?? index}`
  if (content !== 'content' || parts !== 'parts' || typeof part !== 'number') return { channel: null, kind: 'other' }
  if (field === 'functionCall') return { channel: null, kind: 'tool-call' }
  if (field !== 'text' || path.length !== base + 6) return { channel: null, kind: 'answer' }
  const isThought = at(event.value, ...path.slice(0, base + 5), 'thought') === true
  return isThought ? { channel: `${id}.thought`, kind: 'reasoning' } : { channel: `${id}.text`, kind: 'answer' }
}

/** The line behind the last text of the event that finishes, or a part of its own when that event has no text. */
function closing(
  event: EventDocument,
  base: readonly string[],
  reading: Reading,
  closingLine: ClosingLine | undefined,
): Reading {
  const candidates = listAt(event.value, ...base, 'candidates')
  const reason = textAt(candidates[0], 'finishReason')
  if ((reason !== 'STOP' && reason !== 'MAX_TOKENS') || candidates.length !== 1) return reading
  const line = closingLine?.()
  if (!line) return reading
  const last = reading.texts.findLastIndex(({ channel }) => channel?.endsWith('.text'))
  if (last >= 0)
    return { ...reading, texts: reading.texts.map((place, i) => (i === last ? { ...place, append: line } : place)) }
  const own = { candidates: [{ content: { parts: [{ text: line }], role: 'model' }, index: 0 }] }
  return { ...reading, before: [ownEvent(base.length > 0 ? { response: own } : own)] }
}
