/** A body that means something only as a whole, and a connection of messages: one frame each. */

import { isUtf8 } from 'node:buffer'
import type { Frame, Framing } from '../types.ts'

/** The whole body is one frame. */
export function bodyFraming(maxFrameBytes: number): Framing {
  let chunks: Buffer[] = []
  let bytes = 0
  return {
    maxPendingBytes: maxFrameBytes,
    get pendingBytes() {
      return bytes
    },
    push(chunk) {
      chunks.push(chunk)
      bytes += chunk.length
      return []
    },
    end() {
      const raw = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
      chunks = []
      bytes = 0
      return raw.length === 0 ? [] : [frame(raw)]
    },
    encode: event => event.data,
  }
}

/** Every chunk is one message; what is not text passes unread. */
export function messageFraming(): Framing {
  return {
    pendingBytes: 0,
    maxPendingBytes: 0,
    push: chunk => [isUtf8(chunk) && !chunk.includes(0) ? frame(chunk) : { raw: chunk }],
    end: () => [],
    encode: event => event.data,
  }
}

/** Text without any frames of its own: what has come is passed on, only characters cut in the middle wait. */
export function textFraming(): Framing {
  let pending: Buffer = Buffer.alloc(0)
  return {
    maxPendingBytes: 4,
    get pendingBytes() {
      return pending.length
    },
    push(chunk) {
      const bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
      const end = bytes.length - incompleteTail(bytes)
      pending = bytes.subarray(end)
      return end === 0 ? [] : [frame(end === bytes.length ? bytes : bytes.subarray(0, end))]
    },
    end() {
      const rest = pending
      pending = Buffer.alloc(0)
      return rest.length === 0 ? [] : [frame(rest)]
    },
    encode: event => event.data,
  }
}

function frame(raw: Buffer): Frame {
  return { raw, event: { data: raw.toString('utf8'), rewrite: data => Buffer.from(data, 'utf8') } }
}

/** Bytes at the end that begin a UTF-8 character and do not complete it (RFC 3629 section 3). */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte < 0xc0) continue
    const width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return width > back ? back : 0
  }
  return 0
}
