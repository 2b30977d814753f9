/**
 * A request body as text leaves with their exact places, so that an edit changes those bytes and no other.
 * JSON, form, multipart and plain text are one file each; documents/index.ts picks by content type.
 */

/**
 * value: a string. key: an object key or field name long enough to hide something. number: a long run of digits.
 * opaque: base64 of something that is not text (an image, a signature); nothing in it can be read.
 */
export type LeafRole = 'value' | 'key' | 'number' | 'opaque'

/** One string (or long number) of the body, decoded. A string that holds JSON or base64 text appears as the leaves inside it. */
export interface Leaf {
  /** `['messages', 0, 'content']`; what is nested in a string continues the path after a `'#json'` or `'#base64'` step. */
  readonly path: readonly (string | number)[]
  readonly text: string
  readonly role: LeafRole
}

export interface LeafEdit {
  /** Index into `leaves`. */
  readonly leaf: number
  readonly start: number
  readonly end: number
  readonly replacement: string
}

export interface BodyDocument {
  readonly type: 'json' | 'ndjson' | 'form' | 'multipart' | 'text' | 'binary' | 'empty'
  readonly leaves: readonly Leaf[]
  /** A string, number or boolean by path (`model`, `stream`, `max_tokens`); undefined when absent or not a scalar. Of duplicate keys the last counts. */
  scalar(...path: (string | number)[]): string | number | boolean | undefined
  /** What holds no readable text, as sentences for people: `file "a.pdf" (application/pdf, 12 KB) is not text`. Opaque leaves are not in it. */
  readonly unread: readonly string[]
  /** The same bytes with the edits made, re-encoded at every level. Throws RangeError on an edit outside its leaf or overlapping another. */
  rewrite(edits: readonly LeafEdit[]): Buffer
}
