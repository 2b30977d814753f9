/** Stage 1: the request's head, and that it is meant for the host the tunnel leads to. */
import { formatAuthority, parseAuthority, sameAuthority } from './authority.ts'
import { SluiceError } from './errors.ts'
import type { Tunnel } from './gate.ts'
import type { HeaderView, RequestHead } from './providers/types.ts'
import type { ClientRequest } from './receive.ts'

/**
 * Throws `misdirected` (421, RFC 9110 section 15.5.20) when Host or :authority is not the tunnel's authority, and
 * `bad_request` for a missing or repeated Host or a target that is not a path.
 */
export function readHead(request: ClientRequest, tunnel: Pick<Tunnel, 'scheme' | 'authority'>): RequestHead {
  const headers = request.headers as HeaderView
  const defaultPort = tunnel.scheme === 'https' ? 443 : 80
  const named = 'stream' in request ? (headers[':authority'] ?? headers['host']) : singleHost(request.rawHeaders)
  if (!namesTunnel(named, tunnel, defaultPort)) {
    const authority = named === undefined ? null : parseAuthority(named, defaultPort)
    if (authority === null) throw new SluiceError('bad_request', 'the request names no valid Host')
    if (!sameAuthority(authority, tunnel.authority))
      throw new SluiceError('misdirected', 'the Host of the request is not the host of the tunnel')
  }
  if ('stream' in request && headers['host'] !== undefined && headers[':authority'] !== undefined) {
    const host = parseAuthority(headers['host'], defaultPort)
    if (host === null || !sameAuthority(host, tunnel.authority))
      throw new SluiceError('misdirected', 'the Host of the request is not the host of the tunnel')
  }
  const target = originForm(request.url ?? '', tunnel)
  const mark = target.indexOf('?')
  return {
    method: request.method ?? 'GET',
    scheme: tunnel.scheme,
    authority: tunnel.authority,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    headers,
  }
}

/** The usual spelling, compared without parsing it again for every request. */
function namesTunnel(named: string | undefined, tunnel: Pick<Tunnel, 'authority'>, defaultPort: number): boolean {
  const { authority } = tunnel
  return (named === authority.host && authority.port === defaultPort) || named === formatAuthority(authority)
}

function singleHost(raw: readonly string[]): string | undefined {
  let host: string | undefined
  for (let i = 0; i < raw.length; i += 2) {
    if (raw[i]!.length !== 4 || raw[i]!.toLowerCase() !== 'host') continue
    if (host !== undefined) throw new SluiceError('bad_request', 'the request has more than one Host field')
    host = raw[i + 1]!
  }
  return host
}

/** Path and query; an absolute-form target must name the tunnel's own origin (RFC 9112 section 3.2.2). */
function originForm(target: string, tunnel: Pick<Tunnel, 'scheme' | 'authority'>): string {
  if (target.startsWith('/')) return target
  if (target === '*') throw new SluiceError('bad_request', 'a request to the server as a whole (*) is not carried')
  const match = /^(https?):\/\/([^/?#]*)([^#]*)$/i.exec(target)
  const authority = match && parseAuthority(match[2]!, match[1]!.toLowerCase() === 'https' ? 443 : 80)
  if (!match || !authority || match[1]!.toLowerCase() !== tunnel.scheme)
    throw new SluiceError('bad_request', 'the request target is not valid')
  if (!sameAuthority(authority, tunnel.authority))
    throw new SluiceError('misdirected', 'the request target is not the host of the tunnel')
  const rest = match[3]!
  return rest.startsWith('/') ? rest : `/${rest}`
}
