/** Picks how a body is read: by what it says it is, checked against what it is. */
import { looksLikeText } from './bytes.ts'
import { readForm } from './form.ts'
import { readJson } from './json.ts'
import { boundaryOf, readMultipart } from './multipart.ts'
import { readBinary, readText, sizeOf } from './text.ts'
import type { BodyDocument } from './types.ts'

/**
 * `body` is decoded (no content coding). JSON is recognised whatever the content type says, since servers parse it
 * so; a body that is not what it says it is becomes text or binary, and `unread` says why.
 */
export function readDocument(body: Buffer, contentType: string | undefined): BodyDocument {
  if (body.length === 0) return readBinary(body, [])
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type.startsWith('multipart/')) return multipart(body, contentType ?? '')
  const saysJson = /[/+]json\b|jsonl|ndjson|json-seq/.test(type)
  if (saysJson || beginsLikeJson(body)) {
    const read = readJson(body, true)
    if ('type' in read) return read
    if (saysJson) return asText(body, [jsonReason(read.why, read.at)])
  }
  if (type === 'application/x-www-form-urlencoded') return readForm(body)
  return asText(body, [])
}

function multipart(body: Buffer, contentType: string): BodyDocument {
  const boundary = boundaryOf(contentType)
  const read = boundary === null ? null : readMultipart(body, boundary)
  return read ?? asText(body, ['the body says multipart but does not follow it; it was read as plain text'])
}

function asText(body: Buffer, unread: readonly string[]): BodyDocument {
  if (looksLikeText(body)) return readText(body, unread)
  return readBinary(body, [`a body of ${sizeOf(body.length)} is not text`])
}

function jsonReason(why: 'syntax' | 'depth' | 'leaves', at: number): string {
  const what = {
    syntax: `is not valid JSON (at character ${at})`,
    depth: 'is nested too deeply',
    leaves: 'holds too many strings',
  }
  return `the body says JSON but ${what[why]}; it was read as plain text`
}

function beginsLikeJson(body: Buffer): boolean {
  let at = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0
  while (body[at] === 32 || body[at] === 10 || body[at] === 13 || body[at] === 9) at++
  return body[at] === 123 || body[at] === 91
}
