/** An event's data as strings that can be edited in place: JSON by its strings, anything else as one text. */
import { editStrings, findStrings, type JsonLeaf } from './json-strings.ts'
import type { EventDocument, FrameEvent, Leaf } from './types.ts'

export interface LeafEdit {
  readonly leaf: number
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface EditableEvent extends EventDocument {
  readonly leaves: readonly Leaf[]
  /** The data with the edits made; edits are ordered by leaf and place, and disjoint. */
  edited(edits: readonly LeafEdit[]): string
}

export function openEvent({ data, name }: FrameEvent): EditableEvent {
  const named = name === undefined ? {} : { name }
  const first = firstSign(data)
  if (first === 0x7b || first === 0x5b || first === 0x22) {
    const value = parsed(data)
    if (value !== undefined) return { ...named, data, value, ...jsonParts(data) }
  }
  return {
    ...named,
    data,
    value: undefined,
    leaves: data === '' ? [] : [{ path: [], text: data }],
    edited: edits => splice(data, edits),
  }
}

function jsonParts(data: string): Pick<EditableEvent, 'leaves' | 'edited'> {
  let found: JsonLeaf[] | undefined
  const leaves = (): JsonLeaf[] => (found ??= findStrings(data))
  return {
    get leaves() {
      return leaves()
    },
    edited: edits =>
      editStrings(
        data,
        edits.map(({ leaf, ...rest }) => ({ ...rest, leaf: leaves()[leaf]! })),
      ),
  }
}

function splice(text: string, edits: readonly LeafEdit[]): string {
  let out = ''
  let at = 0
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return out + text.slice(at)
}

function firstSign(data: string): number {
  let at = 0
  while (at < data.length && data.charCodeAt(at) <= 32) at++
  return data.charCodeAt(at)
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return undefined // not JSON: the data is read as one text
  }
}
