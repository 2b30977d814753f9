/** Bytes of an answer in, whole events out, however the bytes were cut: server-sent events, NDJSON, and a JSON array sent piece by piece. */
import { StringDecoder } from 'node:string_decoder'

export interface EventSplitter {
  write(chunk: Buffer): void
  /** What came without its end is an event too, except in SSE, where the standard drops it. */
  end(): void
}

export type OnEvent = (data: string, name?: string) => void

/** An event longer than this is dropped: nothing that is read here is. */
const maxEventLength = 4 * 1024 * 1024

/** https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
export function splitServerSentEvents(onEvent: OnEvent): EventSplitter {
  let data: string | undefined
  let name: string | undefined
  let overlong = false
  const onLine = (line: string): void => {
    if (line === '') {
      if (data !== undefined && !overlong) onEvent(data, name)
      data = name = undefined
      overlong = false
      return
    }
    const colon = line.indexOf(':')
    if (colon === 0) return
    const field = colon < 0 ? line : line.slice(0, colon)
    if (field !== 'data' && field !== 'event') return
    const value = colon < 0 ? '' : line.slice(line.charCodeAt(colon + 1) === 32 ? colon + 2 : colon + 1)
    if (field === 'event') name = value
    else if ((data?.length ?? 0) + value.length > maxEventLength) overlong = true
    else data = data === undefined ? value : `${data}\n${value}`
  }
  return splitLines(onLine, true)
}

/** One JSON value per line; empty lines and Google's `)]}'` guard are skipped. */
export function splitNdjson(onEvent: OnEvent): EventSplitter {
  return splitLines(line => {
    const value = line.trim()
    if (value !== '' && value !== ")]}'") onEvent(value)
  }, false)
}

/** `[{…},\n{…}]` as Gemini streams it: each element as soon as it is whole. */
export function splitJsonArray(onEvent: OnEvent): EventSplitter {
  const decoder = new StringDecoder('utf8')
  let text = ''
  let at = 0
  let start = -1
  let depth = 0
  let inString = false
  const scan = (): void => {
    for (; at < text.length; at++) {
      const c = text.charCodeAt(at)
      if (inString) {
        if (c === 92) at++
        else if (c === 34) inString = false
      } else if (c === 34) inString = true
      else if (c === 123 && depth++ === 0) start = at
      else if (c === 125 && depth > 0 && --depth === 0) {
        onEvent(text.slice(start, at + 1))
        start = -1
      }
    }
    const keep = start < 0 ? text.length : start
    if (text.length - keep > maxEventLength) {
      text = ''
      at = depth = 0
      start = -1
      return
    }
    text = text.slice(keep)
    at -= keep
    if (start >= 0) start = 0
  }
  return {
    write(chunk) {
      text += decoder.write(chunk)
      scan()
    },
    end() {
      text += decoder.end()
      scan()
    },
  }
}

/** The whole body as one event, when it is not longer than an event may be. */
export function collectWhole(onEvent: OnEvent): EventSplitter {
  const chunks: Buffer[] = []
  let size = 0
  return {
    write(chunk) {
      size += chunk.length
      if (size <= maxEventLength) chunks.push(chunk)
      else chunks.length = 0
    },
    end() {
      if (size > 0 && size <= maxEventLength) onEvent(Buffer.concat(chunks).toString('utf8'))
    },
  }
}

/** Lines end with LF, CRLF or (with `bareCr`) CR alone. UTF-8 cut between chunks is put together; a byte-order mark is skipped. */
function splitLines(onLine: (line: string) => void, bareCr: boolean): EventSplitter {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let first = true
  let afterCr = false
  const take = (text: string): void => {
    if (text === '') return
    let from = first && text.charCodeAt(0) === 0xfeff ? 1 : 0
    first = false
    if (afterCr && text.charCodeAt(from) === 10) from++
    let lf = endOf(text, '\n', from)
    let cr = bareCr ? endOf(text, '\r', from) : text.length
    for (let end = Math.min(lf, cr); end < text.length; end = Math.min(lf, cr)) {
      onLine(rest === '' ? text.slice(from, end) : rest + text.slice(from, end))
      rest = ''
      from = end === cr && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1
      if (lf < from) lf = endOf(text, '\n', from)
      if (cr < from) cr = endOf(text, '\r', from)
    }
    afterCr = bareCr && from === text.length && text.charCodeAt(from - 1) === 13
    rest = rest.length + text.length - from > maxEventLength ? '' : rest + text.slice(from)
  }
  return {
    write: chunk => take(decoder.write(chunk)),
    end() {
      take(decoder.end())
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}

function endOf(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from)
  return at < 0 ? text.length : at
}
