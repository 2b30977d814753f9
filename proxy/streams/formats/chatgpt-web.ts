/**
 * Streams of chatgpt.com: SSE in delta encoding v1, a JSON patch per event. `p` is a JSON pointer, `o` an operation,
 * `v` its value; what an event leaves out is as in the event before. Undocumented by the vendor.
 */
import type { ClosingLine, EventDocument, Leaf, OwnEvent, Reading, StreamFormat, TextPlace } from '../types.ts'
import { isOpaque } from './names.ts'
import { at, listAt, numberAt, ownEvent, textAt } from './value.ts'

export const chatgptWeb: StreamFormat = {
  id: 'chatgpt-web',
  known: true,
  open(closingLine) {
    const patches = new Patches(closingLine)
    return {
      read(event) {
        if (event.data.trim() === '[DONE]') return { texts: [], ends: 'all' }
        const conversation = textAt(event.value, 'conversation_id') ?? textAt(event.value, 'v', 'conversation_id')
        return { ...patches.read(event), ...(conversation === undefined ? {} : { conversation }) }
      },
      // The app shows `error` of a message event.
      cut: ({ message }) => [ownEvent({ message: null, conversation_id: null, error: message }), { data: '[DONE]' }],
    }
  },
}

type Place = Omit<TextPlace, 'leaf'>

class Patches {
  readonly #closingLine: ClosingLine | undefined
  #pointer = ''
  #operation = 'add'
  /** Which of several messages of the stream the patches are about. */
  #cursor = 0
  /** The message is what the person reads: the assistant's, to everybody, text. */
  #shown = false

  constructor(closingLine: ClosingLine | undefined) {
    this.#closingLine = closingLine
  }

  read(event: EventDocument): Reading {
    const { value } = event
    if (event.name !== 'delta' || at(value, 'v') === undefined) return whole(event)
    const explicit = textAt(value, 'p') !== undefined && textAt(value, 'o') !== undefined
    this.#pointer = textAt(value, 'p') ?? this.#pointer
    this.#operation = textAt(value, 'o') ?? this.#operation
    this.#cursor = numberAt(value, 'c') ?? this.#cursor
    this.#look(at(value, 'v'))
    const texts = event.leaves.flatMap(({ path }, leaf): TextPlace[] => {
      const place = path[0] === 'v' ? this.#placeOf(path, value) : null
      return place ? [{ leaf, ...place }] : []
    })
    const finished = isFinished(value)
    const before = finished && explicit && this.#shown ? this.#line() : undefined
    return { texts, ...(finished ? { ends: [`${this.#cursor}|`] } : {}), ...(before ? { before } : {}) }
  }

  /** A whole message tells whose it is. */
  #look(added: unknown): void {
    const author = textAt(added, 'message', 'author', 'role')
    if (author === undefined) return
    const recipient = textAt(added, 'message', 'recipient') ?? 'all'
    const type = textAt(added, 'message', 'content', 'content_type') ?? 'text'
    this.#shown = author === 'assistant' && recipient === 'all' && type === 'text'
  }

  #placeOf(path: Leaf['path'], value: unknown): Place | null {
    if (this.#operation !== 'patch') return this.#place(this.#pointer, this.#operation, path.slice(1))
    const [, index, field, ...rest] = path
    if (field !== 'v' || typeof index !== 'number') return null
    const inner = listAt(value, 'v')[index]
    return this.#place(this.#pointer + (textAt(inner, 'p') ?? ''), textAt(inner, 'o') ?? 'add', rest)
  }

  #place(pointer: string, operation: string, rest: Leaf['path']): Place | null {
    const full = [pointer, ...rest].join('/')
    if (isOpaque(full.split('/'))) return null
    const kind = this.#shown ? 'answer' : 'other'
    // Text grows from what the message was added with.
    const grows = operation === 'append' || (operation === 'add' && /\/parts\/\d+$/.test(full))
    return grows ? { channel: `${this.#cursor}|${full}`, kind } : { channel: null, kind }
  }

  #line(): OwnEvent[] | undefined {
    const line = this.#closingLine?.()
    return line ? [ownEvent({ p: '/message/content/parts/0', o: 'append', v: line }, 'delta')] : undefined
  }
}

/** `/message/status` becomes finished_successfully, alone or in a list of patches. */
function isFinished(value: unknown): boolean {
  const patches = listAt(value, 'v')
  return (patches.length > 0 ? patches : [value]).some(
    patch => textAt(patch, 'p') === '/message/status' && textAt(patch, 'v')?.startsWith('finished') === true,
  )
}

function whole(event: EventDocument): Reading {
  return {
    texts: event.leaves.flatMap(({ path }, leaf) =>
      isOpaque(path) ? [] : [{ leaf, channel: null, kind: 'other' as const }],
    ),
  }
}
