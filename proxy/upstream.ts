/** Pools of keep-alive connections to upstreams, one per origin, without a cap on connections (a cap makes streams queue). */

import { LRUCache } from 'lru-cache'
import { type Dispatcher, Pool } from 'undici'
import { type Authority, formatAuthority } from './authority.ts'
import type { Connector } from './connect.ts'
import { SluiceError } from './errors.ts'
import { createHttp2Upstream } from './upstream-http2.ts'

export interface UpstreamOptions {
  readonly connector: Connector
  readonly keepAliveMs: number
  readonly responseTimeoutMs: number
  readonly idleTimeoutMs: number
  /** Origins whose connections are kept at once. */
  readonly maxOrigins?: number
}

export interface UpstreamRequest {
  readonly scheme: 'http' | 'https'
  readonly target: Authority
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: string[]
  readonly body: Buffer | NodeJS.ReadableStream | null
  /** HTTP/1.1 cannot carry it: the request and the answer stream at the same time, or trailers count. */
  readonly http2?: boolean
}

export interface Upstream {
  /** Sends the request; `handler` gets the answer as undici's raw callbacks. */
  dispatch(request: UpstreamRequest, handler: Dispatcher.DispatchHandler): void
  readonly connector: Connector
  close(): Promise<void>
}

export function createUpstream(options: UpstreamOptions): Upstream {
  const pools = new LRUCache<string, Pool>({
    max: options.maxOrigins ?? 1000,
    // Running requests of an evicted pool finish; its idle connections close.
    dispose: pool => void pool.close().catch(() => pool.destroy()),
  })
  const poolOf = (scheme: 'http' | 'https', target: Authority): Pool => {
    const origin = `${scheme}://${formatAuthority(target)}`
    let pool = pools.get(origin)
    if (!pool) pools.set(origin, (pool = openPool(origin, scheme, target, options)))
    return pool
  }
  const http2 = createHttp2Upstream(options)
  return {
    connector: options.connector,
    dispatch(request, handler) {
      if (request.http2 && request.scheme === 'https') {
        http2.dispatch(request, handler)
        return
      }
      const { scheme, target, method, path, headers, body } = request
      // undici types a method as a closed union; the wire allows any token, and Node's parser admitted this one.
      poolOf(scheme, target).dispatch(
        { method: method as Dispatcher.HttpMethod, path, headers, body: body as Dispatcher.DispatchOptions['body'] },
        handler,
      )
    },
    async close() {
      http2.close()
      const open = [...pools.values()]
      await Promise.allSettled(open.map(pool => pool.destroy()))
    },
  }
}

function openPool(origin: string, scheme: 'http' | 'https', target: Authority, options: UpstreamOptions): Pool {
  return new Pool(origin, {
    pipelining: 1,
    keepAliveTimeout: options.keepAliveMs,
    keepAliveMaxTimeout: Math.max(options.keepAliveMs, 600_000),
    headersTimeout: options.responseTimeoutMs,
    bodyTimeout: options.idleTimeoutMs,
    allowH2: false,
    maxHeaderSize: 64 * 1024,
    connect: (_, callback) => {
      const opening = scheme === 'https' ? options.connector.tls(target, ['http/1.1']) : options.connector.tcp(target)
      opening.then(
        socket => callback(null, socket),
        error => callback(error, null),
      )
    },
  })
}

/** An error of undici or the system, in our codes. */
export function upstreamFailure(error: unknown, target: Authority): SluiceError {
  if (error instanceof SluiceError) return error
  if (error instanceof Error && error.cause instanceof SluiceError) return error.cause
  // An abort carries DOMException's number.
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const name = formatAuthority(target)
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
    return new SluiceError('upstream_timeout', `${name} did not answer in time`, { cause: error })
  if (isProtocolError(error, code))
    return new SluiceError('upstream_protocol', `${name} sent an answer that is not valid HTTP`, { cause: error })
  // undici's own code says no more than "closed"; the system's says how.
  const how = code === '' || code.startsWith('UND_ERR') ? '' : ` (${code})`
  return new SluiceError('upstream_unreachable', `${name} closed the connection${how}`, { cause: error })
}

function isProtocolError(error: unknown, code: string): boolean {
  return (
    code.startsWith('HPE_') ||
    code === 'UND_ERR_HEADERS_OVERFLOW' ||
    code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' ||
    // Not every parser error of undici has a code.
    (error instanceof Error && error.name === 'HTTPParserError')
  )
}
