/** application/x-www-form-urlencoded bodies, and queries, as a document: names and values are leaves, JSON in a value is opened. */
import { findScalar } from './json.ts'
import { hidesSomething, type JsonSink } from './json-scan.ts'
import { type LayerLeaf, pathOf, type Rewrites, Root, rewriteBody, type Splice, type Steps } from './layer.ts'
import { readNested } from './nested.ts'
import { decodePercent, encodePercent, percentOffsets } from './percent.ts'
import type { BodyDocument, LeafRole } from './types.ts'

/** `ignore`: names whose values are neither read nor edited (credentials in a query). */
export function readForm(body: Buffer, ignore: readonly string[] = []): BodyDocument {
  const root = new Root(body)
  const sink: JsonSink = { leaves: [], scalars: [] }
  let at = 0
  for (const pair of root.text.split('&')) {
    if (pair !== '') readPair(root, at, pair, sink, ignore)
    at += pair.length + 1
  }
  return {
    type: 'form',
    leaves: sink.leaves,
    unread: [],
    scalar: (...path) => findScalar(sink, path),
    rewrite: edits => rewriteBody(body, sink.leaves, edits),
  }
}

function readPair(root: Root, at: number, pair: string, sink: JsonSink, ignore: readonly string[]): void {
  const equals = pair.indexOf('=')
  const rawName = equals < 0 ? pair : pair.slice(0, equals)
  const name = decodePercent(rawName)
  if (ignore.includes(name)) return
  const steps = { above: null, name }
  // Without `=` the whole pair is a name; as text it may be anything (`/search?how+do+I`).
  if (equals < 0) sink.leaves.push(new FormText(root, at, rawName, steps, 'value'))
  else if (hidesSomething(name)) sink.leaves.push(new FormText(root, at, rawName, steps, 'key'))
  if (equals < 0 || equals === pair.length - 1) return
  const value = new FormText(root, at + equals + 1, pair.slice(equals + 1), steps, 'value')
  const found = readNested(value, sink, 0)
  if (found !== 'read') sink.leaves.push(found)
}

/** A percent-encoded stretch of the form. */
class FormText implements LayerLeaf {
  #path: readonly (string | number)[] | undefined
  readonly steps: Steps
  readonly role: LeafRole
  readonly text: string
  readonly #root: Root
  readonly #start: number
  readonly #raw: string
  #offsets: Uint32Array | undefined

  constructor(root: Root, start: number, raw: string, steps: Steps, role: LeafRole) {
    this.#root = root
    this.#start = start
    this.#raw = raw
    this.steps = steps
    this.role = role
    this.text = decodePercent(raw)
  }

  get path(): readonly (string | number)[] {
    return (this.#path ??= pathOf(this.steps))
  }

  as(role: LeafRole): FormText {
    return new FormText(this.#root, this.#start, this.#raw, this.steps, role)
  }

  lift(splices: readonly Splice[], into: Rewrites): void {
    const offsets = (this.#offsets ??= percentOffsets(this.#raw))
    const lifted = splices.map(s => ({
      start: this.#start + offsets[s.start]!,
      end: this.#start + offsets[s.end]!,
      text: encodePercent(s.text),
    }))
    this.#root.lift(lifted, into)
  }
}
