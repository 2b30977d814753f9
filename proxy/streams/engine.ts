/**
 * Carries one answer: frames leave in order and whole, as soon as every text in them is decided up to their end. A
 * frame that nothing changed leaves byte for byte; an edited one has other strings and no other difference.
 */
import type { TextWatcher } from '../../policy/text-watcher.ts'
import { SluiceError } from '../errors.ts'
import { Channel, type Stretch } from './channel.ts'
import { type EditableEvent, type LeafEdit, openEvent } from './event-document.ts'
import type { CutNotice, FormatReader, Frame, Framing, Reading, TextPlace } from './types.ts'

export interface EngineOptions {
  readonly framing: Framing
  readonly reader: FormatReader
  /** What watches a text that begins; empty: nobody does. The first has precedence where edits begin at the same place. */
  readonly watch: (place: TextPlace) => readonly TextWatcher[]
  /** The app named the id under which it will continue the conversation. */
  readonly onConversation?: (id: string) => void
}

export interface StreamEngine {
  /**
   * What may leave now, piece by piece: messages where the stream is one of messages. Throws what a watcher throws, and
   * SluiceError `body_too_large` when one event outgrows its bound; `letGo` or `cut` then end it without a byte lost.
   */
  push(chunk: Buffer): readonly Buffer[]
  /** The stream has ended: everything that is left. */
  end(): readonly Buffer[]
  /** Decides what is held without waiting for more, and lets it go. */
  force(): readonly Buffer[]
  /** Everything that is held, as it came; what follows is passed on unread. */
  letGo(): readonly Buffer[]
  /** The end of a stream that is cut: what is decided, then the provider's own error. Nothing leaves after it. */
  cut(notice: CutNotice): readonly Buffer[]
  /** Bytes that wait for a decision. */
  readonly heldBytes: number
}

interface Part {
  readonly channel: Channel
  readonly stretch: Stretch
  readonly leaf: number
}

interface Held {
  readonly raw: Buffer
  readonly frame?: Frame
  readonly event?: EditableEvent
  readonly parts: readonly Part[]
  readonly appends: readonly LeafEdit[]
}

export function createEngine(options: EngineOptions): StreamEngine {
  return new Engine(options)
}

class Engine implements StreamEngine {
  readonly #options: EngineOptions
  readonly #channels = new Map<string, Channel>()
  #queue: Held[] = []
  #heldBytes = 0
  /** What was let go when a failure came in between. */
  readonly #rescued: Buffer[] = []
  /** An event has left. */
  #begun = false
  #state: 'reading' | 'through' | 'cut' = 'reading'

  constructor(options: EngineOptions) {
    this.#options = options
  }

  get heldBytes(): number {
    return this.#heldBytes
  }

  push(chunk: Buffer): readonly Buffer[] {
    if (this.#state !== 'reading') return this.#state === 'through' ? [chunk] : []
    const { framing } = this.#options
    const clean = framing.pendingBytes === 0 && this.#queue.length === 0
    const out = this.#take(framing.push(chunk))
    if (framing.pendingBytes > framing.maxPendingBytes) {
      this.#rescued.push(...out.pieces)
      throw new SluiceError('body_too_large', `one event of the answer is larger than ${framing.maxPendingBytes} bytes`)
    }
    // A chunk in which nothing was held or changed is passed on as the very buffer that came.
    return clean && out.whole && framing.pendingBytes === 0 && this.#queue.length === 0 ? [chunk] : out.pieces
  }

  end(): readonly Buffer[] {
    if (this.#state !== 'reading') return []
    const { pieces } = this.#take(this.#options.framing.end())
    this.#endChannels('all')
    return [...pieces, ...this.#release().pieces]
  }

  force(): readonly Buffer[] {
    for (const { parts } of this.#queue) for (const { channel } of parts) channel.end()
    return this.#release().pieces
  }

  letGo(): readonly Buffer[] {
    const pieces = [...this.#rescued, ...this.#queue.map(held => held.raw)]
    for (const frame of this.#options.framing.end()) pieces.push(frame.raw)
    this.#drop()
    this.#state = 'through'
    return pieces
  }

  cut(notice: CutNotice): readonly Buffer[] {
    const { reader, framing } = this.#options
    const pieces = [...this.#rescued, ...this.#release().pieces]
    this.#drop()
    this.#state = 'cut'
    const events = reader.cut(notice)
    for (const [i, event] of events.entries())
      pieces.push(
        Buffer.from(framing.encode(event, { first: !this.#begun && i === 0, last: i === events.length - 1 }), 'utf8'),
      )
    return pieces
  }

  #take(frames: readonly Frame[]): { pieces: Buffer[]; whole: boolean } {
    const pieces: Buffer[] = []
    let whole = true
    for (const i of frames.keys()) {
      for (const held of this.#readOrKeep(frames, i, pieces)) {
        this.#queue.push(held)
        this.#heldBytes += held.raw.length
        if (held.frame === undefined) whole = false
      }
      const released = this.#release()
      pieces.push(...released.pieces)
      whole &&= released.whole
    }
    return { pieces, whole }
  }

  /** When reading fails, what was let go before it and the frames from it on are kept for whoever decides how to go on. */
  #readOrKeep(frames: readonly Frame[], at: number, pieces: readonly Buffer[]): Held[] {
    try {
      return this.#read(frames[at]!)
    } catch (cause) {
      this.#rescued.push(...pieces)
      for (const { raw } of frames.slice(at)) this.#queue.push({ raw, parts: [undecided], appends: [] })
      throw cause
    }
  }

  /** The frame, and in front of it those of ours. */
  #read(frame: Frame): Held[] {
    if (!frame.event) return [{ raw: frame.raw, frame, parts: [], appends: [] }]
    const { reader, framing, onConversation } = this.#options
    const event = openEvent(frame.event)
    const reading = reader.read(event)
    if (reading.conversation !== undefined) onConversation?.(reading.conversation)
    const held = this.#held(frame, event, reading)
    if (reading.ends) this.#endChannels(reading.ends)
    if (!reading.before) return [held]
    const ours = reading.before.map(own => Buffer.from(framing.encode(own, { first: false, last: false }), 'utf8'))
    return [...ours.map(raw => ({ raw, parts: [], appends: [] })), held]
  }

  #held(frame: Frame, event: EditableEvent, reading: Reading): Held {
    const parts: Part[] = []
    const appends: LeafEdit[] = []
    for (const place of reading.texts) {
      const leaf = event.leaves[place.leaf]
      if (!leaf) continue
      if (place.append !== undefined)
        appends.push({ leaf: place.leaf, start: leaf.text.length, end: leaf.text.length, text: place.append })
      const channel = this.#channel(place)
      if (!channel) continue
      parts.push({ channel, stretch: channel.push(leaf.text), leaf: place.leaf })
      if (place.channel === null) channel.end()
    }
    return { raw: frame.raw, frame, event, parts, appends }
  }

  #channel(place: TextPlace): Channel | undefined {
    const known = place.channel === null ? undefined : this.#channels.get(place.channel)
    if (known) return known
    const watchers = this.#options.watch(place)
    if (watchers.length === 0) return undefined
    const channel = new Channel(watchers, place.json ? true : undefined)
    if (place.channel !== null) this.#channels.set(place.channel, channel)
    return channel
  }

  /** Ends the texts whose ids begin so. */
  #endChannels(which: readonly string[] | 'all'): void {
    for (const [id, channel] of this.#channels) {
      if (which !== 'all' && !which.some(start => id.startsWith(start))) continue
      channel.end()
      this.#channels.delete(id)
    }
  }

  /** Frames from the front of the queue whose texts are all decided. */
  #release(): { pieces: Buffer[]; whole: boolean } {
    const pieces: Buffer[] = []
    let whole = true
    let count = 0
    for (const held of this.#queue) {
      if (held.parts.some(({ channel, stretch }) => channel.decided < stretch.end)) break
      count++
      const bytes = render(held)
      if (bytes !== held.raw) whole = false
      pieces.push(bytes)
      if (held.event) this.#begun = true
      this.#heldBytes -= held.raw.length
    }
    if (count > 0) this.#queue = count === this.#queue.length ? [] : this.#queue.slice(count)
    return { pieces, whole }
  }

  #drop(): void {
    this.#queue = []
    this.#heldBytes = 0
    this.#channels.clear()
  }
}

/** Never let go by itself. */
const undecided: Part = {
  channel: new Channel([], undefined),
  stretch: { start: 0, end: Number.POSITIVE_INFINITY },
  leaf: 0,
}

function render(held: Held): Buffer {
  const { raw, frame, event, parts, appends } = held
  if (!frame?.event || !event) return raw
  const edits: LeafEdit[] = [...appends]
  for (const { channel, stretch, leaf } of parts)
    for (const edit of channel.editsOf(stretch)) edits.push({ ...edit, leaf })
  if (edits.length === 0) return raw
  edits.sort((a, b) => a.leaf - b.leaf || a.start - b.start)
  return frame.event.rewrite(event.edited(edits))
}
