/** Strings that are base64, bare or as a data: URI (RFC 2397): read when they hold text, marked opaque when they do not. */
import { type DecodedText, decodeBytes, looksLikeText } from './bytes.ts'
import { applySplices, type Layer, type LayerLeaf, pathOf, type Rewrites, type Splice, type Steps } from './layer.ts'

/** Shorter bare base64 is left alone: words and tokens look the same. */
const minText = 24
/** Shorter base64 of something else is scanned as it stands: keys and tokens are base64 too. */
const minOpaque = 512

export type Base64Found =
  | { readonly kind: 'text'; readonly start: number; readonly decoded: DecodedText; readonly urlSafe: boolean }
  | { readonly kind: 'opaque' }

export function readBase64(text: string): Base64Found | null {
  const start = payloadStart(text)
  if (start === 0 && (text.length < minText || !/^[\w+/-]{24}/.test(text))) return null
  const payload = start === 0 ? text : text.slice(start)
  const bytes = Buffer.from(payload, 'base64')
  if (bytes.length === 0 || !isWhole(payload, bytes.length)) return null
  if (looksLikeText(bytes)) return { kind: 'text', start, decoded: decodeBytes(bytes), urlSafe: /[-_]/.test(payload) }
  return start > 0 || text.length >= minOpaque || isMedia(bytes) ? { kind: 'opaque' } : null
}

/** Text that stands as base64 in the layer around it. An edit encodes the whole of it again. */
export class Base64Text implements LayerLeaf {
  #path: readonly (string | number)[] | undefined
  readonly role = 'value'
  readonly steps: Steps
  readonly #outer: Layer
  readonly #found: Extract<Base64Found, { kind: 'text' }>

  constructor(outer: Layer, found: Extract<Base64Found, { kind: 'text' }>, steps: Steps) {
    this.steps = steps
    this.#outer = outer
    this.#found = found
  }

  get path(): readonly (string | number)[] {
    return (this.#path ??= pathOf(this.steps))
  }

  get text(): string {
    return this.#found.decoded.text
  }

  lift(splices: readonly Splice[], into: Rewrites): void {
    const { decoded, start, urlSafe } = this.#found
    const text = decoded.encode(applySplices(decoded.text, splices)).toString(urlSafe ? 'base64url' : 'base64')
    this.#outer.lift([{ start, end: this.#outer.text.length, text }], into)
  }
}

/** First bytes of PNG, JPEG, GIF, WebP and WAV, PDF, ZIP and gzip. */
function isMedia(bytes: Buffer): boolean {
  return /^(\x89PNG|\xff\xd8\xff|GIF8|RIFF|%PDF-|PK\x03\x04|\x1f\x8b)/.test(bytes.toString('latin1', 0, 5))
}

/** Where the payload of `data:image/png;base64,…` begins; 0 when the text is no such URI. */
function payloadStart(text: string): number {
  if (!text.startsWith('data:')) return 0
  const comma = text.indexOf(',')
  return comma > 0 && comma < 200 && text.slice(0, comma).toLowerCase().endsWith(';base64') ? comma + 1 : 0
}

/** Node's decoder skips what is not base64: fewer bytes than the length promises means there was such a thing. */
function isWhole(payload: string, bytes: number): boolean {
  let length = payload.length
  while (length > 0 && payload.charCodeAt(length - 1) === 61) length--
  if (payload.length - length > 2 || length % 4 === 1) return false
  return bytes === Math.floor((length * 3) / 4)
}
