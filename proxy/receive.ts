/** Reads a request body whole, up to a cap, or hands it on as a stream where it cannot be read anyway. */
import type { IncomingMessage } from 'node:http'
import type { Http2ServerRequest } from 'node:http2'
import { Readable } from 'node:stream'
import { SluiceError } from './errors.ts'

export type ClientRequest = IncomingMessage | Http2ServerRequest

export type Received =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  /** Over the cap: what was read so far; the rest is still in the request. */
  | { readonly kind: 'too-large'; readonly head: readonly Buffer[] }

const empty: Received = { kind: 'whole', bytes: Buffer.alloc(0) }

/** Rejects with `body_aborted` when the client goes away and `body_timeout`-like failures as SluiceError. */
export function receiveBody(request: ClientRequest, maxBytes: number, timeoutMs: number): Promise<Received> | Received {
  if (hasNoBody(request)) {
    request.resume()
    return empty
  }
  if (Number(request.headers['content-length']) > maxBytes) return { kind: 'too-large', head: [] }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const timer = setTimeout(
      () =>
        finish(() =>
          reject(new SluiceError('body_aborted', `the request body did not arrive within ${timeoutMs / 1000} s`)),
        ),
      timeoutMs,
    )
    const finish = (end: () => void): void => {
      clearTimeout(timer)
      request.off('data', onData).off('end', onEnd).off('close', onGone).off('error', onGone)
      end()
    }
    const onData = (chunk: Buffer): void => {
      chunks.push(chunk)
      size += chunk.length
      if (size <= maxBytes) return
      request.pause()
      finish(() => resolve({ kind: 'too-large', head: chunks }))
    }
    const onEnd = (): void =>
      finish(() => resolve({ kind: 'whole', bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size) }))
    const onGone = (): void =>
      finish(() => reject(new SluiceError('body_aborted', 'the client went away before its request was complete')))
    request.on('data', onData).on('end', onEnd).on('close', onGone).on('error', onGone)
  })
}

export function hasNoBody(request: ClientRequest): boolean {
  if ('stream' in request) return request.stream.endAfterHeaders
  return (
    request.headers['transfer-encoding'] === undefined &&
    (request.headers['content-length'] === undefined || request.headers['content-length'] === '0')
  )
}

/** The bytes read so far, then the rest of the request, with backpressure. */
export function remainder(head: readonly Buffer[], request: ClientRequest): Readable {
  return Readable.from(
    (async function* () {
      yield* head
      for await (const chunk of request) yield chunk
    })(),
    { objectMode: false },
  )
}

/** Content types that hold no text this version can read: they are streamed, not buffered. */
export function isOpaque(contentType: string | undefined): boolean {
  if (contentType === undefined || contentType === 'application/json') return false
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase()
  return /^(image|audio|video|font)\//.test(type)
    ? type !== 'image/svg+xml'
    : opaqueTypes.has(type) || type.startsWith('application/grpc')
}

const opaqueTypes = new Set([
  'application/pdf',
  'application/zip',
  'application/gzip',
  'application/x-tar',
  'application/x-7z-compressed',
  'application/vnd.rar',
  'application/protobuf',
  'application/x-protobuf',
  'application/proto',
  'application/connect+proto',
  'application/connect+json',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
])
