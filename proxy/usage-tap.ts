/** Reads usage from an answer on a side path: its bytes are copied here, decoded and split, and never wait for it. */
import * as zlib from 'node:zlib'
import type { UsageReader, UsageReading } from './providers/types.ts'
import { collectWhole, type EventSplitter, splitJsonArray, splitNdjson, splitServerSentEvents } from './sse.ts'

export interface ResponseTap {
  write(chunk: Buffer): void
  /** What was learned; the answer is over. A promise only where the answer had to be decoded. Never throws or rejects. */
  end(): UsageReading | Promise<UsageReading>
}

const nothing: ResponseTap = { write: () => undefined, end: () => ({ kind: 'none' }) }

/** `headers` is the answer's flat list of names and values. Answers that are no text, or of an unknown coding, are not read. */
export function createResponseTap(reader: UsageReader, headers: readonly string[]): ResponseTap {
  const type = field(headers, 'content-type').split(';', 1)[0]!.trim().toLowerCase()
  const splitter = splitterFor(type, reader)
  if (!splitter) return nothing
  const coding = field(headers, 'content-encoding').trim().toLowerCase()
  if (coding === '' || coding === 'identity') return plainTap(reader, splitter)
  const decoder = decoderFor(coding)
  return decoder ? decodingTap(reader, splitter, decoder) : nothing
}

function splitterFor(type: string, reader: UsageReader): EventSplitter | null {
  const onEvent = (data: string, name?: string): void => reader.event(data, name)
  if (type === 'text/event-stream') return splitServerSentEvents(onEvent)
  if (/ndjson|jsonl|json-seq|stream\+json/.test(type)) return splitNdjson(onEvent)
  if (/[/+]json$/.test(type)) return jsonSplitter(onEvent)
  return type === 'text/plain' ? splitNdjson(onEvent) : null
}

/** JSON is one value, unless it begins with a bracket: then it is an array that may come piece by piece. */
function jsonSplitter(onEvent: (data: string, name?: string) => void): EventSplitter {
  let chosen: EventSplitter | null = null
  return {
    write(chunk) {
      if (!chosen) {
        const first = chunk.toString('latin1').trimStart()[0]
        if (first === undefined) return
        chosen = first === '[' ? splitJsonArray(onEvent) : collectWhole(onEvent)
      }
      chosen.write(chunk)
    },
    end: () => chosen?.end(),
  }
}

function plainTap(reader: UsageReader, splitter: EventSplitter): ResponseTap {
  return {
    write: chunk => splitter.write(chunk),
    end() {
      splitter.end()
      return reader.done()
    },
  }
}

/** The splitter gets what the decoder gives, on the thread pool; `end` waits for the last of it. */
function decodingTap(reader: UsageReader, splitter: EventSplitter, decoder: Decoder): ResponseTap {
  let over = false
  const ended = new Promise<void>(resolve => {
    // A broken or cut answer: what was read until then counts.
    decoder
      .on('data', (chunk: Buffer) => splitter.write(chunk))
      .once('end', resolve)
      .once('error', () => resolve())
  })
  return {
    write(chunk) {
      if (over) return
      // The side path never slows the answer: when it falls behind, reading stops instead.
      if (decoder.writableLength > maxBacklogBytes) {
        over = true
        decoder.end()
      } else decoder.write(chunk)
    },
    async end() {
      if (!over) decoder.end()
      over = true
      await ended
      splitter.end()
      return reader.done()
    },
  }
}

const maxBacklogBytes = 4 * 1024 * 1024

type Decoder = zlib.Gunzip | zlib.Inflate | zlib.BrotliDecompress

/** Undoes a content coding as its bytes come; null for one that is not known. */
export function decoderFor(coding: string): Decoder | null {
  // Flushing at the end gives what a cut answer still holds.
  const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = zlib.constants
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip({ flush: Z_SYNC_FLUSH, finishFlush: Z_SYNC_FLUSH })
    case 'deflate':
      return zlib.createInflate({ flush: Z_SYNC_FLUSH, finishFlush: Z_SYNC_FLUSH })
    case 'br':
      return zlib.createBrotliDecompress({ flush: BROTLI_OPERATION_FLUSH, finishFlush: BROTLI_OPERATION_FLUSH })
    default:
      return null
  }
}

function field(headers: readonly string[], name: string): string {
  for (let i = 0; i + 1 < headers.length; i += 2) if (headers[i]!.toLowerCase() === name) return headers[i + 1]!
  return ''
}
