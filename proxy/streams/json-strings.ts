/** The strings of one JSON text with their places, so that an edit changes those characters and no other. */
import { decodeJsonString, encodeJsonString, jsonStringOffsets } from '../documents/json-string.ts'
import type { Leaf } from './types.ts'

export interface JsonLeaf extends Leaf {
  /** The inside of the string in the JSON text, quotes excluded. */
  readonly start: number
  readonly end: number
}

interface Container {
  readonly array: boolean
  step: string | number
  /** A string that comes next is a key. */
  key: boolean
}

/** Every string value of `json`, which must be valid JSON. Keys are left out. */
export function findStrings(json: string): JsonLeaf[] {
  const leaves: JsonLeaf[] = []
  const stack: Container[] = []
  let top: Container | undefined
  for (let at = 0; at < json.length; at++) {
    const c = json.charCodeAt(at)
    if (c === 34) {
      const end = closingQuote(json, at + 1)
      if (top?.key) {
        top.step = decoded(json, at + 1, end)
        top.key = false
      } else if (end > at + 1)
        leaves.push({ path: stack.map(one => one.step), text: decoded(json, at + 1, end), start: at + 1, end })
      at = end
    } else if (c === 123 || c === 91) {
      top = { array: c === 91, step: c === 91 ? 0 : '', key: c === 123 }
      stack.push(top)
    } else if (c === 125 || c === 93) {
      stack.pop()
      top = stack.at(-1)
    } else if (c === 44 && top) {
      if (top.array)
        (top.step as number)++ // an array's steps are numbers from its first item on
      else top.key = true
    }
  }
  return leaves
}

/** The JSON text with `[start, end)` of a leaf's decoded text replaced, for each edit; edits ascend and are disjoint. */
export function editStrings(
  json: string,
  edits: readonly { readonly leaf: JsonLeaf; readonly start: number; readonly end: number; readonly text: string }[],
): string {
  let out = ''
  let at = 0
  for (const { leaf, start, end, text } of edits) {
    const offset = offsetsOf(json, leaf)
    out += json.slice(at, offset(start)) + encodeJsonString(text)
    at = offset(end)
  }
  return out + json.slice(at)
}

function offsetsOf(json: string, leaf: JsonLeaf): (offset: number) => number {
  if (leaf.text.length === leaf.end - leaf.start) return offset => leaf.start + offset // no escapes
  const offsets = jsonStringOffsets(json, leaf.start, leaf.end)
  return offset => offsets[offset]!
}

function closingQuote(json: string, from: number): number {
  for (let at = json.indexOf('"', from); at >= 0; at = json.indexOf('"', at + 1)) {
    let slashes = 0
    while (json.charCodeAt(at - slashes - 1) === 92) slashes++
    if (slashes % 2 === 0) return at
  }
  return json.length
}

function decoded(json: string, start: number, end: number): string {
  const slash = json.indexOf('\\', start)
  if (slash < 0 || slash >= end) return json.slice(start, end)
  return decodeJsonString(json, start, end) ?? json.slice(start, end)
}
