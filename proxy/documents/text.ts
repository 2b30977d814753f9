/** Plain text as one leaf, and bodies without readable text as none. */
import { type LayerLeaf, pathOf, type Rewrites, Root, rewriteBody, type Splice, type Steps } from './layer.ts'
import type { BodyDocument, LeafRole } from './types.ts'

/** The whole body is one leaf. `unread`: why this is not what the body says it is, if so. */
export function readText(body: Buffer, unread: readonly string[] = []): BodyDocument {
  const leaves = [new TextRange(new Root(body), null)]
  return {
    type: 'text',
    leaves,
    unread,
    scalar: () => undefined,
    rewrite: edits => rewriteBody(body, leaves, edits),
  }
}

export function readBinary(body: Buffer, unread: readonly string[]): BodyDocument {
  return {
    type: body.length === 0 ? 'empty' : 'binary',
    leaves: [],
    unread,
    scalar: () => undefined,
    rewrite: edits => rewriteBody(body, [], edits),
  }
}

/** Unencoded text: `[start, end)` of a stretch of bytes. `encode` makes a replacement safe where it stands. */
export class TextRange implements LayerLeaf {
  #path: readonly (string | number)[] | undefined
  readonly steps: Steps | null
  readonly role: LeafRole
  readonly text: string
  readonly #root: Root
  readonly #start: number
  readonly #encode: (text: string) => string

  constructor(
    root: Root,
    steps: Steps | null,
    range: { role?: LeafRole; start?: number; end?: number; encode?: (text: string) => string } = {},
  ) {
    this.#root = root
    this.#start = range.start ?? 0
    this.#encode = range.encode ?? (text => text)
    this.steps = steps
    this.role = range.role ?? 'value'
    this.text = root.text.slice(this.#start, range.end ?? root.text.length)
  }

  get path(): readonly (string | number)[] {
    return (this.#path ??= pathOf(this.steps))
  }

  lift(splices: readonly Splice[], into: Rewrites): void {
    const lifted = splices.map(s => ({
      start: this.#start + s.start,
      end: this.#start + s.end,
      text: this.#encode(s.text),
    }))
    this.#root.lift(lifted, into)
  }
}

/** `12 KB`, for people. */
export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** A media type fit to be shown: what a client writes there could be anything. */
export function shownMediaType(type: string | undefined): string | undefined {
  const plain = (type ?? '').split(';', 1)[0]!.trim().toLowerCase()
  if (!/^(application|audio|font|image|message|model|text|video)\/[a-z0-9.+-]{1,80}$/.test(plain)) return undefined
  return plain.replace(/\D/g, '').length > 3 ? undefined : plain
}
