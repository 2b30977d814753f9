/** Server-sent events: a frame is one event with the blank line that ends it (WHATWG HTML, section 9.2). */
import type { Frame, FrameEvent, Framing, OwnEvent } from '../types.ts'

const LF = 10
const CR = 13

export function sseFraming(maxFrameBytes: number): Framing {
  return new SseFraming(maxFrameBytes)
}

class SseFraming implements Framing {
  readonly maxPendingBytes: number
  #pending: Buffer = Buffer.alloc(0)
  /** Start of the first line of `#pending` that is not complete. */
  #seen = 0

  constructor(max: number) {
    this.maxPendingBytes = max
  }

  get pendingBytes(): number {
    return this.#pending.length
  }

  encode(event: OwnEvent): string {
    return encodeSse(event)
  }

  push(chunk: Buffer): Frame[] {
    const bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk])
    const frames: Frame[] = []
    const lines = new Lines(bytes, this.#seen)
    let start = 0
    for (let line = lines.next(); line !== null; line = lines.next()) {
      if (line.text > line.start) continue
      frames.push(frameOf(start === 0 && line.end === bytes.length ? bytes : bytes.subarray(start, line.end)))
      start = line.end
    }
    this.#pending = start === 0 ? bytes : bytes.subarray(start)
    this.#seen = lines.at - start
    return frames
  }

  end(): Frame[] {
    const rest = this.#pending
    this.#pending = Buffer.alloc(0)
    this.#seen = 0
    // An event without its blank line is dropped by parsers that follow the standard; others take it.
    return rest.length === 0 ? [] : [frameOf(rest)]
  }
}

/** One event; its data is JSON or one line. */
function encodeSse({ name, data }: OwnEvent): string {
  return `${name === undefined ? '' : `event: ${name}\n`}data: ${data}\n\n`
}

/** The complete lines of `bytes` from `at` on: start, end of the text, start of the next line. */
class Lines {
  readonly #bytes: Buffer
  #cr: number
  at: number

  constructor(bytes: Buffer, from: number) {
    this.#bytes = bytes
    this.at = from
    this.#cr = find(bytes, CR, from)
  }

  /** Null while the next line's end is not there. */
  next(): { start: number; text: number; end: number } | null {
    const bytes = this.#bytes
    const start = this.at
    const lf = find(bytes, LF, start)
    if (this.#cr < start) this.#cr = find(bytes, CR, start)
    if (this.#cr < lf) {
      if (this.#cr + 1 >= bytes.length) return null // LF may follow
      this.at = bytes[this.#cr + 1] === LF ? this.#cr + 2 : this.#cr + 1
      return { start, text: this.#cr, end: this.at }
    }
    if (lf >= bytes.length) return null
    this.at = lf + 1
    return { start, text: lf, end: this.at }
  }
}

function find(bytes: Buffer, byte: number, from: number): number {
  const at = bytes.indexOf(byte, from)
  return at < 0 ? bytes.length : at
}

function frameOf(raw: Buffer): Frame {
  // `data` starts a line, or there is none.
  if (raw.indexOf('data') < 0) return { raw }
  const text = raw.toString('utf8')
  const lines = linesOf(text)
  const dataLines = lines.filter(line => line.field === 'data')
  if (dataLines.length === 0) return { raw }
  const name = lines.findLast(line => line.field === 'event')
  const event: FrameEvent = {
    ...(name ? { name: text.slice(name.value, name.end) } : {}),
    data: dataLines.map(line => text.slice(line.value, line.end)).join('\n'),
    rewrite: data => Buffer.from(withData(text, dataLines, data), 'utf8'),
  }
  return { raw, event }
}

interface Line {
  readonly field: string
  readonly start: number
  /** Start of the value: after the colon and one space. */
  readonly value: number
  readonly end: number
}

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  while (start < text.length) {
    let end = start
    while (end < text.length && text.charCodeAt(end) !== LF && text.charCodeAt(end) !== CR) end++
    const colon = text.indexOf(':', start)
    const hasColon = colon >= 0 && colon < end
    const field = text.slice(start, hasColon ? colon : end)
    const value = hasColon ? (text.charCodeAt(colon + 1) === 32 && colon + 1 < end ? colon + 2 : colon + 1) : end
    lines.push({ field, start, value, end })
    start = end + (text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? 2 : 1)
  }
  return lines
}

/** The event's text with `data` in its data lines: line by line, the last taking what is left over. */
function withData(text: string, dataLines: readonly Line[], data: string): string {
  const values = data.split(/\r\n|\r|\n/)
  let out = ''
  let at = 0
  for (const [index, line] of dataLines.entries()) {
    const isLast = index === dataLines.length - 1
    const mine = isLast ? values.slice(index) : values.slice(index, index + 1)
    out += text.slice(at, line.start)
    at = line.end
    // Fewer lines than before: this one is left out with its line end.
    if (mine.length === 0) {
      at += text.startsWith('\r\n', at) ? 2 : 1
      continue
    }
    const prefix = line.value === line.start + 4 ? 'data:' : text.slice(line.start, line.value)
    out += mine.map(value => prefix + value).join('\n')
  }
  return out + text.slice(at)
}
