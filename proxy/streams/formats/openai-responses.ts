/** Streams of the OpenAI Responses API, as SSE and as WebSocket messages, and of the realtime API. */
import type { ClosingLine, EventDocument, Leaf, OwnEvent, Reading, StreamFormat, TextPlace } from '../types.ts'
import { isOpaque } from './names.ts'
import { listAt, numberAt, ownEvent, textAt } from './value.ts'

/**
 * `response.*.delta` events grow a text, `*.done` events repeat it whole, and so do the events about its part, its item
 * and the response: each of these strings is a text of its own, and comes out as the deltas do.
 */
export const openaiResponses: StreamFormat = {
  id: 'openai-responses',
  known: true,
  open(closingLine) {
    const closing = new Closing(closingLine)
    return {
      read(event) {
        const type = textAt(event.value, 'type') ?? event.name ?? ''
        const base = baseOf(type)
        const texts: TextPlace[] = []
        for (const [leaf, { path }] of event.leaves.entries()) {
          const place = placeOf(path, type, event)
          if (place) texts.push({ leaf, ...place })
        }
        const conversation = textAt(event.value, 'response', 'id')
        return {
          ...closing.read(type, event, texts),
          ...(type === `${base}.done` ? { ends: [channelOf(base, event)] } : {}),
          ...(isEnd(type) ? { ends: 'all' as const } : {}),
          ...(type === 'response.created' && conversation !== undefined ? { conversation } : {}),
        }
      },
      cut: ({ message, code }) => [
        ownEvent({ type: 'error', code, message, param: null, sequence_number: 0 }, 'error'),
      ],
    }
  },
}

const isEnd = (type: string): boolean =>
  type === 'response.completed' ||
  type === 'response.incomplete' ||
  type === 'response.failed' ||
  type === 'response.done'

/** `response.output_text` of `response.output_text.delta` and `.done`. */
function baseOf(type: string): string {
  return type.replace(/\.(delta|done)$/, '')
}

function channelOf(base: string, event: EventDocument): string {
  const { value } = event
  const place = ['output_index', 'content_index', 'summary_index'].map(key => numberAt(value, key) ?? '')
  return `${base}|${textAt(value, 'item_id') ?? ''}|${place.join('|')}|`
}

function placeOf(path: Leaf['path'], type: string, event: EventDocument): Omit<TextPlace, 'leaf'> | null {
  // Audio and images in pieces are base64.
  if (isOpaque(path) || /audio\.delta$|partial_image$/.test(type)) return null
  const isCall = type.includes('arguments') || type.includes('call') || path.at(-1) === 'arguments'
  const json = type.includes('arguments') || path.at(-1) === 'arguments' ? { json: true as const } : {}
  const kind = type.includes('reasoning') ? 'reasoning' : isCall ? 'tool-call' : 'answer'
  if (path.length === 1 && path[0] === 'delta') return { channel: channelOf(baseOf(type), event), kind, ...json }
  return { channel: null, kind, ...json }
}

/** Adds the closing line to the last text of a response that calls no tool, in the deltas and in every repetition. */
class Closing {
  readonly #ask: ClosingLine | undefined
  #calls = false
  #line: string | null = null
  /** The part that ends with the line. */
  #where = ''

  constructor(ask: ClosingLine | undefined) {
    this.#ask = ask
  }

  read(type: string, event: EventDocument, texts: TextPlace[]): Pick<Reading, 'texts' | 'before'> {
    if (!this.#ask) return { texts }
    const { value } = event
    if (type.includes('call') || textAt(value, 'item', 'type')?.endsWith('_call')) this.#calls = true
    const where = `${numberAt(value, 'output_index')}|${numberAt(value, 'content_index') ?? 0}`
    let before: readonly OwnEvent[] | undefined
    if (type === 'response.output_text.done' && !this.#calls && this.#line === null) {
      this.#line = this.#ask()
      this.#where = where
      if (this.#line) before = [delta(this.#line, value)]
    }
    if (!this.#line) return { texts }
    return { texts: texts.map(place => this.#appended(place, type, event, where)), ...(before ? { before } : {}) }
  }

  #appended(place: TextPlace, type: string, event: EventDocument, where: string): TextPlace {
    const { path } = event.leaves[place.leaf]!
    const inPart = path.join('.') === 'text' || path.join('.') === 'part.text'
    const inItem = path[0] === 'item' && path[1] === 'content' && path[3] === 'text'
    const inResponse = path[0] === 'response' && path[1] === 'output' && path[3] === 'content' && path[5] === 'text'
    const here = inResponse
      ? `${path[2]}|${path[4]}`
      : inItem
        ? `${numberAt(event.value, 'output_index')}|${path[2]}`
        : inPart && /output_text\.done$|content_part\.done$/.test(type)
          ? where
          : ''
    return here === this.#where && this.#line ? { ...place, append: this.#line } : place
  }
}

function delta(line: string, done: unknown): OwnEvent {
  const type = 'response.output_text.delta'
  const { item_id, output_index, content_index, sequence_number } = done as Record<string, unknown> // it has a type, so it is an object
  return ownEvent(
    { type, item_id, output_index, content_index, delta: line, logprobs: listAt(done, 'none'), sequence_number },
    type,
  )
}
