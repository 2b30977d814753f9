/** Replaces every occurrence of `from` in every leaf, the way a redaction would. */
import type { BodyDocument, LeafEdit } from '../../../proxy/documents/types.ts'

export function rewriteAll(document: BodyDocument, from: string, to: string): Buffer {
  const edits: LeafEdit[] = []
  document.leaves.forEach((leaf, i) => {
    for (let at = leaf.text.indexOf(from); at >= 0; at = leaf.text.indexOf(from, at + from.length))
      edits.push({ leaf: i, start: at, end: at + from.length, replacement: to })
  })
  return document.rewrite(edits)
}
