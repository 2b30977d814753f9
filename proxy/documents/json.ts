/** JSON and NDJSON bodies as a document. */
import { type JsonScan, type JsonSink, scanJson } from './json-scan.ts'
import { isPath, Root, rewriteBody } from './layer.ts'
import type { BodyDocument } from './types.ts'

/** The document, or why the body is not JSON. `many` also takes several values one after the other. */
export function readJson(body: Buffer, many: boolean): BodyDocument | Extract<JsonScan, { ok: false }> {
  const sink: JsonSink = { leaves: [], scalars: [] }
  const root = new Root(body)
  let scan = scanJson(root, sink, { above: null, level: 0 })
  if (scan.ok) return jsonDocument('json', body, sink)
  if (!many || scan.why !== 'syntax') return scan
  const single = scan
  scan = scanJson(root, sink, { above: null, level: 0, many: true })
  return scan.ok ? jsonDocument('ndjson', body, sink) : single
}

function jsonDocument(type: 'json' | 'ndjson', body: Buffer, sink: JsonSink): BodyDocument {
  return {
    type,
    leaves: sink.leaves,
    unread: [],
    scalar: (...path) => findScalar(sink, path),
    rewrite: edits => rewriteBody(body, sink.leaves, edits),
  }
}

/** Also used for JSON that stands in a form field or a multipart part. */
export function findScalar(sink: JsonSink, path: readonly (string | number)[]): string | number | boolean | undefined {
  let found: string | number | boolean | undefined
  for (const leaf of sink.leaves) if (leaf.role === 'value' && isPath(leaf.steps, path)) found = leaf.text
  for (const scalar of sink.scalars) if (isPath(scalar.steps, path)) found = scalar.value
  return found
}
