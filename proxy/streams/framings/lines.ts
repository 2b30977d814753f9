/** Newline-delimited JSON: a frame is one line (https://github.com/ndjson/ndjson-spec). */
import type { Frame, Framing, OwnEvent } from '../types.ts'

export function lineFraming(maxFrameBytes: number): Framing {
  let pending: Buffer = Buffer.alloc(0)
  let seen = 0
  return {
    maxPendingBytes: maxFrameBytes,
    get pendingBytes() {
      return pending.length
    },
    push(chunk) {
      const bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
      const frames: Frame[] = []
      let start = 0
      for (let end = bytes.indexOf(10, seen); end >= 0; end = bytes.indexOf(10, start)) {
        frames.push(lineFrame(start === 0 && end + 1 === bytes.length ? bytes : bytes.subarray(start, end + 1)))
        start = end + 1
      }
      pending = start === 0 ? bytes : bytes.subarray(start)
      seen = pending.length
      return frames
    },
    end() {
      const rest = pending
      pending = Buffer.alloc(0)
      return rest.length === 0 ? [] : [lineFrame(rest)]
    },
    encode: (event: OwnEvent) => `${event.data}\n`,
  }
}

/** White space around the line's text stays outside the data; a JSON text sequence begins with RS (RFC 7464). */
function lineFrame(raw: Buffer): Frame {
  const text = raw.toString('utf8')
  let start = 0
  let end = text.length
  while (start < end && isBlank(text.charCodeAt(start))) start++
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--
  if (start === end) return { raw }
  return {
    raw,
    event: {
      data: text.slice(start, end),
      rewrite: data => Buffer.from(text.slice(0, start) + data + text.slice(end), 'utf8'),
    },
  }
}

const isBlank = (unit: number): boolean => unit === 32 || unit === 10 || unit === 13 || unit === 9 || unit === 0x1e
