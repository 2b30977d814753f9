/** What the proxy answers when it is asked itself: the PAC file, the CA certificate and its health. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { renderPac } from './pac.ts'
import type { Catalogue } from './providers/catalogue.ts'

export interface OwnPages {
  readonly catalogue: () => Catalogue
  readonly caPem: string
  /** HOST:PORT for the PAC file; empty: the Host the client used. */
  readonly publicAddress: string
  readonly health: () => Health
}

export interface Health {
  readonly status: 'ok' | 'degraded' | 'failing' | 'draining'
  readonly [detail: string]: unknown
}

/** 200 for `ok` and `degraded` (it works, somebody should look), 503 for `failing` and `draining`. */
export function answerOwnPage(pages: OwnPages, request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '').split('?', 1)[0]
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return send(response, request, 405, 'text/plain; charset=utf-8', 'Method not allowed\n', { allow: 'GET, HEAD' })
  switch (path) {
    case '/proxy.pac':
      return send(
        response,
        request,
        200,
        'application/x-ns-proxy-autoconfig',
        renderPac({
          hosts: pages.catalogue().interceptedHosts(),
          proxy: pages.publicAddress || (request.headers.host ?? ''),
        }),
        { 'cache-control': 'max-age=300' },
      )
    case '/ca.pem':
      return send(response, request, 200, 'application/x-pem-file', pages.caPem, {
        'content-disposition': 'attachment; filename="sluice-ca.pem"',
      })
    case '/healthz': {
      const health = pages.health()
      return send(
        response,
        request,
        health.status === 'ok' || health.status === 'degraded' ? 200 : 503,
        'application/json',
        `${JSON.stringify(health, null, 2)}\n`,
        { 'cache-control': 'no-store' },
      )
    }
    default:
      return send(
        response,
        request,
        404,
        'text/plain; charset=utf-8',
        'This is the Sluice proxy. It answers /proxy.pac, /ca.pem and /healthz; set it as the proxy of a client for anything else.\n',
      )
  }
}

function send(
  response: ServerResponse,
  request: IncomingMessage,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  request.resume()
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
