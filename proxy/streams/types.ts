/**
 * What a streamed answer is made of. A framing cuts bytes into frames; a format says which strings of a frame's event
 * belong to which text; the engine (engine.ts) watches those texts and writes edits back into the frames they came
 * from. A further format is one file in formats/, a further framing one in framings/.
 */

import type { ErrorCode } from '../errors.ts'

/** One piece of the stream that is passed on whole. The raw bytes of all frames, in order, are the stream. */
export interface Frame {
  readonly raw: Buffer
  /** Absent where the frame holds no data: a comment, a separator. */
  readonly event?: FrameEvent
}

export interface FrameEvent {
  /** SSE event name. */
  readonly name?: string
  readonly data: string
  /** The frame's bytes with other data in it. */
  rewrite(data: string): Buffer
}

/** Cuts bytes into frames as they complete. */
export interface Framing {
  push(chunk: Buffer): Frame[]
  /** What is left when the stream has ended. */
  end(): Frame[]
  /** Bytes that wait for the rest of their frame, and how many may. */
  readonly pendingBytes: number
  readonly maxPendingBytes: number
  /** An event of ours as bytes of this stream. */
  encode(event: OwnEvent, place: EventPlace): string
}

export interface EventPlace {
  /** No event went before. */
  readonly first: boolean
  /** The stream ends with it. */
  readonly last: boolean
}

/** An event that the upstream did not send. */
export interface OwnEvent {
  /** SSE event name. */
  readonly name?: string
  readonly data: string
}

/** One string of an event. */
export interface Leaf {
  /** `['choices', 0, 'delta', 'content']`; empty for data that is not JSON. */
  readonly path: readonly (string | number)[]
  readonly text: string
}

/** An event's data taken apart: its strings, and the parsed value where it is JSON. */
export interface EventDocument {
  readonly leaves: readonly Leaf[]
  /** Undefined when the data is not JSON. */
  readonly value: unknown
  readonly name?: string
  readonly data: string
}

/** How one string takes part. */
export interface TextPlace {
  /** Index into the event's leaves. */
  readonly leaf: number
  /** Text that the string continues; null: it is a text of its own. */
  readonly channel: string | null
  /** The text is itself JSON (tool-call arguments): what is put into it is escaped for its place there. */
  readonly json?: boolean
  /** False: looked at, never changed (signed thinking). */
  readonly editable?: false
  /** Added behind the text: the closing line, or its repetition where the format repeats the whole text. */
  readonly append?: string
  /** For the record and for rules. */
  readonly kind: 'answer' | 'tool-call' | 'reasoning' | 'other'
}

export interface Reading {
  readonly texts: readonly TextPlace[]
  /** Beginnings of the ids of texts that end with this event; `all` at the end of the answer. */
  readonly ends?: readonly string[] | 'all'
  /** Id under which the app will continue this conversation, when the event names one. */
  readonly conversation?: string
  /** Events of ours that go before this one. */
  readonly before?: readonly OwnEvent[]
}

/** Why a stream is cut, for people. */
export interface CutNotice {
  readonly message: string
  readonly code: ErrorCode
  readonly eventId: string
}

/** Reads one answer; holds what the format must remember from event to event. */
export interface FormatReader {
  read(event: EventDocument): Reading
  /** The provider's own in-stream error, as the events that end the stream. */
  cut(notice: CutNotice): readonly OwnEvent[]
}

/** A line for the person at the end of the answer. Asked for where the format can add it; null: there is none, or no longer. */
export type ClosingLine = () => string | null

export interface StreamFormat {
  readonly id: string
  /** False where it is a guess which strings belong together: rules alert or cut there, they do not edit. */
  readonly known: boolean
  open(closingLine?: ClosingLine): FormatReader
}
