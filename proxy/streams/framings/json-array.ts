/** One JSON array sent piece by piece, as Gemini does without `alt=sse`: a frame is one element with what stands before it. */
import type { EventPlace, Frame, Framing, OwnEvent } from '../types.ts'

export function jsonArrayFraming(maxFrameBytes: number): Framing {
  return new JsonArrayFraming(maxFrameBytes)
}

class JsonArrayFraming implements Framing {
  readonly maxPendingBytes: number
  #pending: Buffer = Buffer.alloc(0)
  #seen = 0
  #depth = 0
  #inString = false
  #escaped = false
  /** Start of the element under way in `#pending`, -1 between elements. */
  #element = -1
  #opened = false

  constructor(max: number) {
    this.maxPendingBytes = max
  }

  get pendingBytes(): number {
    return this.#pending.length
  }

  push(chunk: Buffer): Frame[] {
    const bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk])
    const frames: Frame[] = []
    let start = 0
    for (let at = this.#seen; at < bytes.length; at++) {
      if (!this.#byte(bytes[at]!, at)) continue
      frames.push(
        elementFrame(
          start === 0 && at + 1 === bytes.length ? bytes : bytes.subarray(start, at + 1),
          this.#element - start,
        ),
      )
      this.#element = -1
      start = at + 1
    }
    if (this.#element >= 0) this.#element -= start
    this.#pending = start === 0 ? bytes : bytes.subarray(start)
    if (this.#depth === 0 && this.#opened) {
      // Behind the closing bracket nothing is waited for. A comma waits for its element, so that ours can go before it.
      if (this.#pending.length > 0) frames.push({ raw: this.#pending })
      this.#pending = Buffer.alloc(0)
    }
    this.#seen = this.#pending.length
    return frames
  }

  end(): Frame[] {
    const rest = this.#pending
    this.#pending = Buffer.alloc(0)
    return rest.length === 0 ? [] : [{ raw: rest }]
  }

  encode({ data }: OwnEvent, { first, last }: EventPlace): string {
    return `${first ? '[' : ',\n'}${data}${last ? ']' : ''}`
  }

  /** True when an element of the array ends with this byte. */
  #byte(byte: number, at: number): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false
      else if (byte === 92) this.#escaped = true
      else if (byte === 34) {
        this.#inString = false
        return false
      }
      return false
    }
    if (byte === 34) this.#inString = true
    else if (byte === 123 || byte === 91) {
      if (this.#depth === 1) this.#element = at
      if (this.#depth === 0) this.#opened = true
      this.#depth++
    } else if (byte === 125 || byte === 93) {
      this.#depth--
      return this.#depth === 1
    }
    return false
  }
}

function elementFrame(raw: Buffer, start: number): Frame {
  const lead = raw.subarray(0, start)
  return {
    raw,
    event: {
      data: raw.toString('utf8', start),
      rewrite: data => Buffer.concat([lead, Buffer.from(data, 'utf8')]),
    },
  }
}
