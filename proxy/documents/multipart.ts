/** multipart/form-data (RFC 7578) as a document: text parts, text files, file names and part headers are leaves; the rest is named in `unread`. */
import { looksLikeText } from './bytes.ts'
import { findScalar } from './json.ts'
import { hidesSomething, type JsonSink, scanJson } from './json-scan.ts'
import { Root, rewriteBody, type Steps } from './layer.ts'
import { shownMediaType, sizeOf, TextRange } from './text.ts'
import type { BodyDocument } from './types.ts'

const crlf = Buffer.from('\r\n')
const blankLine = Buffer.from('\r\n\r\n')
/** More parts or longer part headers than clients send: the body is then not read as multipart. */
const maxParts = 10_000
const maxHeaderBytes = 16_384

/** The document, or null when the bytes are not multipart with this boundary to the last byte. */
export function readMultipart(body: Buffer, boundary: string): BodyDocument | null {
  const split = splitParts(body, boundary)
  if (!split) return null
  const sink: JsonSink = { leaves: [], scalars: [] }
  const unread: string[] = []
  readOutside(body, 0, split.start, sink, unread)
  for (const [index, part] of split.parts.entries()) readPart(body, part, index, sink, unread)
  readOutside(body, split.end, body.length, sink, unread)
  return {
    type: 'multipart',
    leaves: sink.leaves,
    unread,
    scalar: (...path) => findScalar(sink, path),
    rewrite: edits => rewriteBody(body, sink.leaves, edits),
  }
}

/** Offsets: headers `[start, content - 4)`, content `[content, end)`. */
interface Part {
  readonly start: number
  readonly content: number
  readonly end: number
}

interface Split {
  readonly parts: readonly Part[]
  /** Where the first delimiter begins and the last one ends. */
  readonly start: number
  readonly end: number
}

function splitParts(body: Buffer, boundary: string): Split | null {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1')
  const between = Buffer.concat([crlf, delimiter])
  const first = body.subarray(0, delimiter.length).equals(delimiter) ? 0 : body.indexOf(between)
  if (first < 0) return null
  const start = first === 0 ? 0 : first + crlf.length
  const parts: Part[] = []
  let at = start + delimiter.length
  for (;;) {
    if (body[at] === 45 && body[at + 1] === 45) return { parts, start, end: at + 2 }
    while (body[at] === 32 || body[at] === 9) at++ // RFC 2046 section 5.1.1: transport padding
    if (body[at] !== 13 || body[at + 1] !== 10 || parts.length >= maxParts) return null
    const headers = at + 2
    const end = body.indexOf(between, at)
    if (end < 0) return null
    // A part may have no headers at all; then the blank line begins with the delimiter's own CRLF.
    const blank = body.subarray(at, Math.min(end + 4, at + maxHeaderBytes)).indexOf(blankLine)
    if (blank < 0 || at + blank + 4 > end + 2) return null
    const content = Math.min(at + blank + 4, end)
    parts.push({ start: Math.min(headers, content), content, end })
    at = end + between.length
  }
}

/** Preamble and epilogue: receivers skip them, so text there would leave unseen. */
function readOutside(body: Buffer, start: number, end: number, sink: JsonSink, unread: string[]): void {
  const bytes = body.subarray(start, end)
  if (bytes.length === 0 || bytes.toString('latin1').trim() === '') return
  if (looksLikeText(bytes))
    sink.leaves.push(new TextRange(new Root(body, start, end), { above: null, name: 'outside_the_parts' }))
  else unread.push(`${sizeOf(bytes.length)} outside the parts of the form are not text`)
}

function readPart(body: Buffer, part: Part, index: number, sink: JsonSink, unread: string[]): void {
  const head = readHead(body, part, index, sink)
  const bytes = body.subarray(part.content, part.end)
  if (bytes.length === 0) return
  const encoded = head.encoding !== undefined && !/^(7bit|8bit|binary)$/i.test(head.encoding)
  if (encoded || !looksLikeText(bytes)) {
    const what = head.filename !== undefined ? 'file' : hidesSomething(head.name) ? 'part' : `part "${head.name}"`
    const why = encoded ? 'has a transfer encoding' : 'is not text'
    unread.push(`${what} (${shownMediaType(head.type) ?? 'of no known type'}, ${sizeOf(bytes.length)}) ${why}`)
    return
  }
  const leaf = new TextRange(new Root(body, part.content, part.end), head.steps)
  if (/^\s*[[{]/.test(leaf.text)) {
    if (scanJson(leaf, sink, { above: head.steps, level: 0 }).ok) return
    if (scanJson(leaf, sink, { above: head.steps, level: 0, many: true }).ok) return
  }
  sink.leaves.push(leaf)
}

interface PartHead {
  readonly name: string
  readonly steps: Steps
  readonly filename?: string
  readonly type?: string
  readonly encoding?: string
}

/** Reads the part's headers; its file name, a long name and any header that is not as clients write it become leaves. */
function readHead(body: Buffer, part: Part, index: number, sink: JsonSink): PartHead {
  const root = new Root(body, part.start, Math.max(part.start, part.content - blankLine.length))
  const fields = readFields(root.text)
  const disposition = fields.find(f => f.name === 'content-disposition')
  const name = disposition && parameter(disposition, 'name')
  const filename = disposition && parameter(disposition, 'filename')
  const steps: Steps = { above: null, name: name?.text ?? `part ${index + 1}` }
  for (const field of fields) {
    if (field !== disposition && usualField(field)) continue
    if (field === disposition && usualDisposition(field, name, filename)) {
      if (name && hidesSomething(name.text))
        sink.leaves.push(new TextRange(root, steps, { ...name, role: 'key', encode: insideQuotes }))
      if (filename?.text)
        sink.leaves.push(new TextRange(root, { above: steps, name: 'filename' }, { ...filename, encode: insideQuotes }))
    } else sink.leaves.push(new TextRange(root, { above: steps, name: 'header' }, { ...field, encode: oneLine }))
  }
  const type = fields.find(f => f.name === 'content-type')?.value
  const encoding = fields.find(f => f.name === 'content-transfer-encoding')?.value
  return {
    name: String(steps.name),
    steps,
    ...(filename ? { filename: filename.text } : {}),
    ...(type ? { type } : {}),
    ...(encoding ? { encoding } : {}),
  }
}

/** Holds nothing but what its name calls for, so there is nothing to scan. */
function usualField(field: Field): boolean {
  switch (field.name) {
    case 'content-type':
      return /^[\w.+-]+\/[\w.+-]+(; ?charset=[\w-]+)?$/.test(field.value) && shownMediaType(field.value) !== undefined
    case 'content-length':
      return /^\d{1,12}$/.test(field.value)
    case 'content-transfer-encoding':
      return /^(7bit|8bit|binary|base64|quoted-printable)$/i.test(field.value)
    default:
      return false
  }
}

/** `form-data` with a name and perhaps a file name, and nothing else. */
function usualDisposition(field: Field, name?: Range, filename?: Range): boolean {
  const expected = `form-data; name="${name?.text}"${filename ? `; filename="${filename.text}"` : ''}`
  return (
    field.value.length === expected.length &&
    field.value.slice(0, 9).toLowerCase() === 'form-data' &&
    field.value.endsWith(expected.slice(9))
  )
}

interface Range {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** A header line; `start` and `end` are offsets in the header text. */
interface Field {
  readonly name: string
  readonly value: string
  readonly start: number
  readonly end: number
}

function readFields(headers: string): Field[] {
  const fields: Field[] = []
  let start = 0
  for (const line of headers.split('\r\n')) {
    const end = start + line.length
    const colon = line.indexOf(':')
    if (line !== '')
      fields.push({
        name: line.slice(0, Math.max(0, colon)).trim().toLowerCase(),
        value: line.slice(colon + 1).trim(),
        start,
        end,
      })
    start = end + crlf.length
  }
  return fields
}

/** `name="value"` of a header, with its place. Browsers write a quote as %22 and leave backslashes alone. */
function parameter(field: Field, name: string): Range | undefined {
  const line = field.value
  for (let at = line.indexOf(`${name}="`); at >= 0; at = line.indexOf(`${name}="`, at + 1)) {
    if (at > 0 && !'; \t'.includes(line[at - 1]!)) continue
    const from = at + name.length + 2
    const to = line.indexOf('"', from)
    if (to < 0) return undefined
    const start = field.end - line.length + from
    return { text: line.slice(from, to), start, end: start + to - from }
  }
  return undefined
}

function insideQuotes(text: string): string {
  return oneLine(text).replaceAll('"', '%22')
}

function oneLine(text: string): string {
  return text.replaceAll('\r', ' ').replaceAll('\n', ' ')
}

/** The boundary of a multipart content type, checked against RFC 2046 section 5.1.1; null when absent or not allowed. */
export function boundaryOf(contentType: string): string | null {
  const found = /;\s*boundary=(?:"([^"]*)"|([^;\s]+))/i.exec(contentType)
  const boundary = found?.[1] ?? found?.[2] ?? ''
  return /^[A-Za-z0-9'()+_,\-./:=? ]{0,69}[A-Za-z0-9'()+_,\-./:=?]$/.test(boundary) ? boundary : null
}
