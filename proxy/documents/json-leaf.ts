/** Strings, keys and long numbers of JSON text as leaves; paths and offsets are made when asked for. */
import { encodeJsonString, jsonStringOffsets } from './json-string.ts'
import { applySplices, type Layer, type LayerLeaf, pathOf, type Rewrites, type Splice, type Steps } from './layer.ts'
import type { Opener } from './nested.ts'
import type { LeafRole } from './types.ts'

/** The inside of a JSON string, `[start, end)` of the layer around it, quotes excluded. `text` is its decoded form. */
export class JsonString implements Opener {
  #path: readonly (string | number)[] | undefined
  readonly steps: Steps | null
  readonly role: LeafRole
  readonly text: string
  readonly #outer: Layer
  readonly #start: number
  readonly #end: number
  #offsets: Uint32Array | undefined

  constructor(outer: Layer, start: number, end: number, text: string, steps: Steps | null, role: LeafRole) {
    this.#outer = outer
    this.#start = start
    this.#end = end
    this.text = text
    this.steps = steps
    this.role = role
  }

  get path(): readonly (string | number)[] {
    return (this.#path ??= pathOf(this.steps))
  }

  as(role: LeafRole): JsonString {
    return new JsonString(this.#outer, this.#start, this.#end, this.text, this.steps, role)
  }

  lift(splices: readonly Splice[], into: Rewrites): void {
    const lifted = splices.map(s => ({
      start: this.#rawOffset(s.start),
      end: this.#rawOffset(s.end),
      text: encodeJsonString(s.text),
    }))
    this.#outer.lift(lifted, into)
  }

  #rawOffset(offset: number): number {
    if (this.text.length === this.#end - this.#start) return this.#start + offset // no escapes: each is longer than what it stands for
    this.#offsets ??= jsonStringOffsets(this.#outer.text, this.#start, this.#end)
    return this.#offsets[offset]!
  }
}

/** A number with a long run of digits. An edit turns it into a string, the only JSON value that can hold the replacement. */
export class JsonNumber implements LayerLeaf {
  #path: readonly (string | number)[] | undefined
  readonly role = 'number'
  readonly steps: Steps | null
  readonly #outer: Layer
  readonly #start: number
  readonly #end: number

  constructor(outer: Layer, start: number, end: number, steps: Steps | null) {
    this.#outer = outer
    this.#start = start
    this.#end = end
    this.steps = steps
  }

  get path(): readonly (string | number)[] {
    return (this.#path ??= pathOf(this.steps))
  }

  get text(): string {
    return this.#outer.text.slice(this.#start, this.#end)
  }

  lift(splices: readonly Splice[], into: Rewrites): void {
    const text = `"${encodeJsonString(applySplices(this.text, splices))}"`
    this.#outer.lift([{ start: this.#start, end: this.#end, text }], into)
  }
}
