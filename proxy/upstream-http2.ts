/** HTTP/2 to upstreams, for requests that need it: gRPC and Connect streams, which send and answer at the same time. One session per origin, flow control both ways. */
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  type IncomingHttpHeaders,
  type IncomingHttpStatusHeader,
  type OutgoingHttpHeaders,
} from 'node:http2'
import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { type Authority, formatAuthority, formatHost } from './authority.ts'
import type { Connector } from './connect.ts'
import { SluiceError } from './errors.ts'
import type { UpstreamRequest } from './upstream.ts'

export interface Http2UpstreamOptions {
  readonly connector: Connector
  readonly keepAliveMs: number
  /** Between two chunks, in whichever direction. */
  readonly idleTimeoutMs: number
}

export interface Http2Upstream {
  /** As Upstream.dispatch. An origin that does not speak HTTP/2 is an error of the handler's. */
  dispatch(request: UpstreamRequest, handler: Dispatcher.DispatchHandler): void
  close(): void
}

/** gRPC needs HTTP/2 (its PROTOCOL-HTTP2 page), Connect's streams need it to go both ways at once. */
export function needsHttp2(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/(grpc(?!-web)|connect\+)/i.test(contentType)
}

export function createHttp2Upstream(options: Http2UpstreamOptions): Http2Upstream {
  const sessions = new Map<string, Promise<ClientHttp2Session>>()
  const sessionOf = (target: Authority): Promise<ClientHttp2Session> => {
    const origin = `https://${formatAuthority(target)}`
    let opening = sessions.get(origin)
    if (!opening) {
      opening = openSession(origin, target, options, () => {
        if (sessions.get(origin) === opening) sessions.delete(origin)
      })
      sessions.set(origin, opening)
    }
    return opening
  }
  return {
    dispatch(request, handler) {
      const exchange = new StreamExchange(request, handler, options.idleTimeoutMs)
      sessionOf(request.target).then(
        session => exchange.start(session),
        error => exchange.fail(error),
      )
    },
    close() {
      for (const opening of sessions.values())
        void opening.then(
          session => session.destroy(),
          () => undefined,
        )
      sessions.clear()
    },
  }
}

async function openSession(
  origin: string,
  target: Authority,
  { connector, keepAliveMs }: Http2UpstreamOptions,
  gone: () => void,
): Promise<ClientHttp2Session> {
  try {
    const socket = await connector.tls(target, ['h2'])
    if (socket.alpnProtocol !== 'h2') {
      socket.destroy()
      throw new SluiceError(
        'upstream_protocol',
        `${formatAuthority(target)} does not speak HTTP/2, which this request needs`,
      )
    }
    const session = connect(origin, { createConnection: () => socket, settings: { enablePush: false } })
    // A stream has its own error; the session's is told to all of its streams.
    session.on('error', gone).on('goaway', gone).on('close', gone)
    session.setTimeout(keepAliveMs, () => {
      if (openStreams(session) === 0) session.close()
    })
    return session
  } catch (cause) {
    gone()
    throw cause
  }
}

const counts = new WeakMap<ClientHttp2Session, number>()
const openStreams = (session: ClientHttp2Session): number => counts.get(session) ?? 0

/** One request and its answer. */
class StreamExchange {
  readonly #request: UpstreamRequest
  readonly #handler: Dispatcher.DispatchHandler
  readonly #idleTimeoutMs: number
  #stream: ClientHttp2Stream | undefined
  #trailers: string[] = []
  #over = false

  constructor(request: UpstreamRequest, handler: Dispatcher.DispatchHandler, idleTimeoutMs: number) {
    this.#request = request
    this.#handler = handler
    this.#idleTimeoutMs = idleTimeoutMs
    handler.onConnect?.(reason => this.#abort(reason))
  }

  start(session: ClientHttp2Session): void {
    if (this.#over) return
    const { body } = this.#request
    let stream: ClientHttp2Stream
    try {
      stream = session.request(requestHeaders(this.#request), { endStream: body === null })
    } catch (cause) {
      this.fail(cause)
      return
    }
    this.#stream = stream
    counts.set(session, openStreams(session) + 1)
    stream
      // The third argument, the raw fields in order, is documented and missing from the types.
      .on('response', (headers: IncomingHttpStatusHeader, _flags: number, raw?: string[]) =>
        this.#answer(headers[':status'] ?? 0, raw ?? []),
      )
      .on('trailers', (_fields: IncomingHttpHeaders, _flags: number, raw?: string[]) => {
        this.#trailers = withoutPseudo(raw ?? [])
      })
      .on('data', (chunk: Buffer) => {
        if (this.#handler.onData?.(chunk) === false) stream.pause()
      })
      // Node ends a stream that was reset too, and tells of the reset only then: a cut answer must not look whole.
      .on('end', () => setImmediate(() => this.#finish(stream)))
      .on('error', cause => this.fail(cause))
      .on('close', () => {
        counts.set(session, openStreams(session) - 1)
        const name = formatAuthority(this.#request.target)
        // After a clean end, #finish comes first.
        setImmediate(() => this.fail(new SluiceError('upstream_unreachable', `${name} ended the stream early`)))
      })
      .setTimeout(this.#idleTimeoutMs, () => {
        this.fail(
          new SluiceError('upstream_timeout', `${formatAuthority(this.#request.target)} did not answer in time`),
        )
        stream.close(constants.NGHTTP2_CANCEL)
      })
    this.#sendBody(stream)
  }

  fail(cause: unknown): void {
    if (this.#over) return
    this.#over = true
    this.#handler.onError?.(cause instanceof Error ? cause : new Error(String(cause)))
  }

  #sendBody(stream: ClientHttp2Stream): void {
    const { body } = this.#request
    if (body === null) return
    if (Buffer.isBuffer(body)) {
      stream.end(body)
      return
    }
    // A client that stops sending in the middle must not look as if it had finished.
    ;(body as Readable).on('error', () => stream.close(constants.NGHTTP2_CANCEL)).pipe(stream)
  }

  #answer(status: number, raw: readonly string[]): void {
    if (this.#over) return
    const fields = withoutPseudo(raw).map(field => Buffer.from(field, 'latin1'))
    if (this.#handler.onHeaders?.(status, fields, () => this.#stream?.resume(), '') === false) this.#stream?.pause()
  }

  #finish(stream: ClientHttp2Stream): void {
    if (this.#over || stream.rstCode !== constants.NGHTTP2_NO_ERROR) return
    this.#over = true
    this.#handler.onComplete?.(this.#trailers)
  }

  #abort(reason?: Error): void {
    const stream = this.#stream
    this.fail(reason ?? new Error('aborted'))
    stream?.close(constants.NGHTTP2_CANCEL)
  }
}

/** Raw HTTP/2 fields without those that begin with a colon (RFC 9113 section 8.3). */
function withoutPseudo(raw: readonly string[]): string[] {
  const out: string[] = []
  for (let i = 0; i < raw.length; i += 2) if (!raw[i]!.startsWith(':')) out.push(raw[i]!, raw[i + 1]!)
  return out
}

function requestHeaders({ method, path, target, headers }: UpstreamRequest): OutgoingHttpHeaders {
  const out: Record<string, string | string[]> = {}
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i]!.toLowerCase()
    const value = headers[i + 1]!
    const before = out[name]
    out[name] = before === undefined ? value : [...[before].flat(), value]
  }
  return {
    ...out,
    // The one value that HTTP/2 allows, and that gRPC servers ask for.
    te: 'trailers',
    ':method': method,
    ':path': path,
    ':scheme': 'https',
    ':authority': target.port === 443 ? formatHost(target.host) : formatAuthority(target),
  }
}
