/** What stands inside a string: JSON once more, base64 of text, base64 of something else, or plain text. */
import { Base64Text, readBase64 } from './base64.ts'
import { type JsonSink, scanJson } from './json-scan.ts'
import type { LayerLeaf } from './layer.ts'
import type { LeafRole } from './types.ts'

/** Levels of JSON inside strings that are opened; web apps use two (Gemini `f.req`), tool arguments in them a third. */
const maxLevels = 4

/** A string that may hold more: a JSON string, a form value. */
export interface Opener extends LayerLeaf {
  /** The same place under another role. */
  as(role: LeafRole): LayerLeaf
}

/**
 * Adds the leaves inside `leaf` to the sink and says `read`, or gives back the leaf that stands for the string
 * itself. `level` counts the strings around it that were opened already.
 */
export function readNested(leaf: Opener, sink: JsonSink, level: number): 'read' | LayerLeaf {
  const text = leaf.text
  if (level < maxLevels && mayBeJson(text)) {
    const above = { above: leaf.steps, name: '#json' }
    if (scanJson(leaf, sink, { above, level: level + 1 }).ok) return 'read'
  }
  const found = readBase64(text)
  if (found === null) return leaf
  return found.kind === 'text' ? new Base64Text(leaf, found, { above: leaf.steps, name: '#base64' }) : leaf.as('opaque')
}

/** Objects, arrays and strings with escapes; any other value is the same text either way. */
function mayBeJson(text: string): boolean {
  const c = text.charCodeAt(0)
  if (c > 32) return c === 123 || c === 91 || (c === 34 && text.endsWith('"') && text.includes('\\'))
  const first = text.trimStart().charCodeAt(0)
  return first === 123 || first === 91
}
