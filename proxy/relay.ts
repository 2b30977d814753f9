/** Carries one answer back to the client as it comes: backpressure both ways, every broken end passed on as broken. */
import type { ServerResponse } from 'node:http'
import type { Http2ServerResponse } from 'node:http2'
import type { Dispatcher } from 'undici'
import type { AnswerWay } from './answer.ts'
import { SluiceError } from './errors.ts'
import { clientHeaders, toHttp2Headers } from './headers.ts'
import type { AnswerFilter, AnswerSink } from './streams/answer-filter.ts'
import type { CutNotice } from './streams/types.ts'
import { type Upstream, type UpstreamRequest, upstreamFailure } from './upstream.ts'

export type ClientResponse = ServerResponse | Http2ServerResponse

export interface RelayOptions {
  readonly upstream: Upstream
  readonly request: UpstreamRequest
  readonly response: ClientResponse
  /** Fields of ours added to the answer, flat. */
  readonly addHeaders: readonly string[]
  /** Called with status and the answer's fields before the first byte: how the answer goes on. Absent: it passes as it came. */
  readonly answer?: (status: number, headers: readonly string[]) => AnswerWay
}

export interface RelayResult {
  /** Undefined when no answer began. */
  readonly status?: number
  readonly responseBytes: number
  /** performance.now() of the answer's first byte. */
  readonly firstByteAt?: number
  readonly abortedBy?: 'client' | 'upstream' | 'proxy'
  /** Set when the upstream failed; when no answer began the caller still owes the client one. */
  readonly error?: SluiceError
}

/** Resolves when the exchange with the upstream has ended, however it ended. Never rejects. */
export function relay(options: RelayOptions): Promise<RelayResult> {
  return new Promise(resolve => new Passage(options, resolve).start())
}

/** undici's callback interface with raw fields: it alone keeps order and duplicates of the answer's headers. */
class Passage implements Dispatcher.DispatchHandler, AnswerSink {
  readonly #options: RelayOptions
  readonly #response: ClientResponse
  readonly #resolve: (result: RelayResult) => void
  #abort: (reason?: Error) => void = () => undefined
  #status: number | undefined
  #firstByteAt: number | undefined
  #responseBytes = 0
  #settled = false
  #copy: { write(chunk: Buffer): void } | null = null
  #filter: AnswerFilter | null = null
  /** A head that waits for its whole body. */
  #waiting: {
    readonly code: number
    readonly message: string
    readonly headers: string[]
    readonly body: Buffer[]
  } | null = null
  #resume: () => void = () => undefined

  constructor(options: RelayOptions, resolve: (result: RelayResult) => void) {
    this.#options = options
    this.#response = options.response
    this.#resolve = resolve
  }

  start(): void {
    this.#response.on('close', this.#onClientClose)
    if (isGone(this.#response)) this.#onClientClose()
    else this.#options.upstream.dispatch(this.#options.request, this)
  }

  onConnect(abort: (reason?: Error) => void): void {
    this.#abort = abort
    if (this.#settled) abort()
  }

  onHeaders(code: number, raw: Buffer[], resume: () => void, message: string): boolean {
    if (this.#settled) return false
    // Informational answers (100, 103) are hop-by-hop enough to be left out; the final one follows.
    if (code < 200) return true
    this.#firstByteAt = performance.now()
    this.#resume = resume
    const fields = clientHeaders(raw)
    const way = this.#options.answer?.(code, fields)
    this.#copy = way?.copy ?? null
    this.#filter = way?.open?.(this) ?? null
    const headers = [...(way?.headers ?? fields), ...this.#options.addHeaders]
    if (this.#filter && way?.whole) this.#waiting = { code, message, headers, body: [] }
    else this.#begin(code, message, headers)
    this.#response.on('drain', () => this.resume())
    // A 304 may name the length of what it does not send (RFC 9110 section 8.6); undici takes that for a cut answer.
    if (code === 304) this.end()
    return true
  }

  onData(chunk: Buffer): boolean {
    if (this.#settled) return false
    const more = this.#filter ? this.#filter.write(chunk) : this.write(chunk)
    this.#copy?.write(chunk)
    return more
  }

  onComplete(trailers: string[] | null): void {
    if (this.#settled) return
    if (trailers !== null && trailers.length > 0) addTrailers(this.#response, clientHeaders(trailers))
    if (this.#filter) this.#filter.end()
    else this.end()
  }

  onError(cause: Error): void {
    if (this.#settled) return
    const error = upstreamFailure(cause, this.#options.request.target)
    const began = this.#status !== undefined
    // A cut answer must not look whole: the client's connection (or stream) is broken too.
    if (began) breakOff(this.#response)
    this.#settle({ ...(began ? { abortedBy: 'upstream' as const } : {}), error })
  }

  /** AnswerSink, and the way of bytes that pass as they came. */
  write(bytes: Buffer): boolean {
    this.#responseBytes += bytes.length
    if (!this.#waiting) return writeChunk(this.#response, bytes)
    this.#waiting.body.push(bytes)
    return true
  }

  end(): void {
    const waiting = this.#waiting
    if (waiting) {
      waiting.headers.push('content-length', String(this.#responseBytes))
      this.#begin(waiting.code, waiting.message, waiting.headers)
      for (const bytes of waiting.body) writeChunk(this.#response, bytes)
    }
    this.#response.end()
    this.#settle({})
  }

  cut(last: readonly Buffer[], { code, message }: CutNotice): void {
    const error = new SluiceError(code, message)
    // Nothing has left of an answer that is read whole: the caller refuses as if it had never come.
    if (!this.#waiting) {
      for (const bytes of last) this.write(bytes)
      this.#response.end()
    }
    this.#settle({ error, abortedBy: 'proxy' })
    this.#abort(error)
  }

  broken(cause: Error): void {
    this.onError(cause)
    this.#abort(cause)
  }

  resume(): void {
    this.#filter?.drained()
    this.#resume()
  }

  #begin(code: number, message: string, headers: readonly string[]): void {
    this.#waiting = null
    this.#status = code
    writeHead(this.#response, code, message, headers)
  }

  readonly #onClientClose = (): void => {
    // Ending the answer settles: whatever closes it before then is the client. (HTTP/2 ends a stream that was reset.)
    if (this.#settled) return
    this.#settle({ abortedBy: 'client' })
    this.#abort(new Error('client closed'))
  }

  #settle(ending: Pick<RelayResult, 'abortedBy' | 'error'>): void {
    if (this.#settled) return
    this.#settled = true
    this.#filter?.close()
    this.#response.off('close', this.#onClientClose)
    this.#resolve({
      ...(this.#status === undefined ? {} : { status: this.#status }),
      responseBytes: this.#responseBytes,
      ...(this.#firstByteAt === undefined ? {} : { firstByteAt: this.#firstByteAt }),
      ...ending,
    })
  }
}

function isGone(response: ClientResponse): boolean {
  return response.destroyed || response.writableEnded || (isHttp2(response) && response.stream.destroyed)
}

export function isHttp2(response: ClientResponse): response is Http2ServerResponse {
  return 'stream' in response
}

/** Writes status and fields in the form each HTTP version takes. `flat` is a name-value array. */
export function writeHead(
  response: ClientResponse,
  status: number,
  message: string | undefined,
  flat: readonly string[],
): void {
  if (isHttp2(response)) {
    response.sendDate = false
    response.writeHead(status, toHttp2Headers(flat))
    return
  }
  response.sendDate = false
  // An empty reason phrase is valid and kept; Node would otherwise put its own.
  response.writeHead(status, message ?? '', [...flat])
  // With the first chunk if that is already here, else at once: a stream's head is not held back for its first event.
  process.nextTick(() => {
    if (!response.writableEnded && !response.destroyed) response.flushHeaders()
  })
}

function writeChunk(response: ClientResponse, chunk: Buffer): boolean {
  // Both classes share write(chunk); the union's overloads do not.
  return (response as ServerResponse).write(chunk)
}

function addTrailers(response: ClientResponse, flat: readonly string[]): void {
  const trailers: Record<string, string> = {}
  for (let i = 0; i < flat.length; i += 2) trailers[flat[i]!] = flat[i + 1]!
  response.addTrailers(trailers)
}

/** Ends the client's message so that it cannot be taken for complete: reset of the stream or of the connection. */
export function breakOff(response: ClientResponse): void {
  if (isHttp2(response)) response.stream.close(2 /* INTERNAL_ERROR, RFC 9113 section 7 */)
  else response.socket?.destroy()
}
