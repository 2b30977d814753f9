/** Text that stands, encoded, inside other text or bytes; an edit of it lands on exactly the units it came from. */
import { type DecodedText, decodeBytes } from './bytes.ts'
import type { Leaf, LeafEdit } from './types.ts'

/** Replace `[start, end)` (UTF-16 units) of a layer's text by `text`. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Splices collected per stretch of bytes. */
export type Rewrites = Map<Root, Splice[]>

/** One level of encoding. JSON strings, form values, base64 payloads and whole bodies are layers; they nest. */
export interface Layer {
  readonly text: string
  /** Hands splices of `text` (ascending, disjoint) to the layer around it, encoded as that layer needs. */
  lift(splices: readonly Splice[], into: Rewrites): void
}

/** A path as a linked list: containers share it, so a thousand leaves cost no thousand arrays. */
export interface Steps {
  readonly above: Steps | null
  readonly name: string | number
}

export type LayerLeaf = Leaf & Layer & { readonly steps: Steps | null }

export function pathOf(steps: Steps | null): (string | number)[] {
  const path: (string | number)[] = []
  for (let step = steps; step; step = step.above) path.push(step.name)
  return path.reverse()
}

export function isPath(steps: Steps | null, path: readonly (string | number)[]): boolean {
  let step = steps
  for (let i = path.length - 1; i >= 0; i--) {
    if (step === null || step.name !== path[i]) return false
    step = step.above
  }
  return step === null
}

/** The outermost layer: a stretch of the body's bytes as text. */
export class Root implements Layer {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly #decoded: DecodedText

  constructor(body: Buffer, start = 0, end = body.length) {
    this.start = start
    this.end = end
    this.#decoded = decodeBytes(start === 0 && end === body.length ? body : body.subarray(start, end))
    this.text = this.#decoded.text
  }

  lift(splices: readonly Splice[], into: Rewrites): void {
    const list = into.get(this)
    if (list) list.push(...splices)
    else into.set(this, [...splices])
  }

  encode(splices: readonly Splice[]): Buffer {
    return this.#decoded.encode(applySplices(this.text, splices))
  }
}

/** The body with the leaves' edits made. Throws RangeError on an edit outside its leaf or overlapping another. */
export function rewriteBody(body: Buffer, leaves: readonly LayerLeaf[], edits: readonly LeafEdit[]): Buffer {
  if (edits.length === 0) return body
  const rewrites: Rewrites = new Map()
  for (const [leaf, splices] of byLeaf(leaves, edits)) leaf.lift(splices, rewrites)
  const pieces: Buffer[] = []
  let at = 0
  for (const [root, splices] of [...rewrites].sort(([a], [b]) => a.start - b.start)) {
    pieces.push(body.subarray(at, root.start), root.encode(splices))
    at = root.end
  }
  pieces.push(body.subarray(at))
  return Buffer.concat(pieces)
}

export function applySplices(text: string, splices: readonly Splice[]): string {
  let out = ''
  let at = 0
  for (const splice of [...splices].sort((a, b) => a.start - b.start)) {
    out += text.slice(at, splice.start) + splice.text
    at = splice.end
  }
  return out + text.slice(at)
}

function byLeaf(leaves: readonly LayerLeaf[], edits: readonly LeafEdit[]): Map<LayerLeaf, Splice[]> {
  const groups = new Map<LayerLeaf, Splice[]>()
  for (const edit of edits) {
    const leaf = leaves[edit.leaf]
    if (!leaf) throw new RangeError(`edit of leaf ${edit.leaf}, but there are ${leaves.length}`)
    if (!(edit.start >= 0 && edit.start <= edit.end && edit.end <= leaf.text.length))
      throw new RangeError(`edit ${edit.start}-${edit.end} is outside its leaf of ${leaf.text.length} units`)
    const splices = groups.get(leaf) ?? []
    splices.push(wholeCodePoints(leaf.text, edit))
    groups.set(leaf, splices)
  }
  for (const splices of groups.values()) {
    splices.sort((a, b) => a.start - b.start)
    for (let i = 1; i < splices.length; i++)
      if (splices[i]!.start < splices[i - 1]!.end) throw new RangeError('two edits of one leaf overlap')
  }
  return groups
}

/** Half a surrogate pair cannot be encoded: an edit that cuts one takes the whole of it. */
function wholeCodePoints(text: string, edit: LeafEdit): Splice {
  const start = cutsPair(text, edit.start) ? edit.start - 1 : edit.start
  const end = cutsPair(text, edit.end) ? edit.end + 1 : edit.end
  return { start, end, text: edit.replacement }
}

function cutsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  const after = text.charCodeAt(at)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}
