/** Which header fields cross the proxy: order and duplicates kept, hop-by-hop and Proxy-* fields never (RFC 9110 section 7.6.1). */

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authorization',
  'proxy-authenticate',
  'proxy-authentication-info',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
])

/** How the request's fields change on the way. */
export interface RequestChanges {
  /** The body was decoded and edited: its Content-Encoding and digests no longer hold. */
  readonly bodyChanged: boolean
  /** Ask for an answer that needs no decoding, because it is read on the way. */
  readonly plainAnswer: boolean
}

/**
 * Fields to send upstream, as a flat name-value array. `raw` is `rawHeaders` of an HTTP/1.1 or HTTP/2 request.
 * Host and Content-Length are left to the client library, which derives them from origin and body.
 */
export function upstreamHeaders(raw: readonly string[], changes: RequestChanges): string[] {
  const named = connectionTokens(raw)
  const out: string[] = []
  const cookies: string[] = []
  let cookieAt = -1
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i]!
    const lower = name.toLowerCase()
    if (dropped(lower, named) || (changes.bodyChanged && bodyBound.has(lower))) continue
    if (changes.plainAnswer && lower === 'accept-encoding') continue
    if (lower === 'cookie') {
      // HTTP/2 may split Cookie into crumbs; HTTP/1.1 wants one field (RFC 9113 section 8.2.3).
      if (cookieAt < 0) cookieAt = out.push(name, '') - 1
      cookies.push(raw[i + 1]!)
      continue
    }
    out.push(name, raw[i + 1]!)
  }
  if (cookieAt >= 0) out[cookieAt] = cookies.join('; ')
  if (changes.plainAnswer) out.push('accept-encoding', 'identity')
  return out
}

/** Fields bound to the bytes of the body, wrong after an edit. */
const bodyBound = new Set(['content-encoding', 'content-md5', 'digest', 'content-digest', 'repr-digest'])

function dropped(lower: string, named: ReadonlySet<string> | null): boolean {
  switch (lower) {
    case 'host':
    case 'content-length':
    case 'expect':
      return true
    default:
      return (
        lower.charCodeAt(0) === 58 ||
        lower.startsWith('proxy-') ||
        lower.startsWith('x-sluice-') ||
        hopByHop.has(lower) ||
        (named?.has(lower) ?? false)
      )
  }
}

/** Names that the Connection field declares hop-by-hop for this message; null when there are none but the usual. */
function connectionTokens(raw: readonly string[]): ReadonlySet<string> | null {
  let named: Set<string> | null = null
  for (let i = 0; i < raw.length; i += 2) {
    if (raw[i]!.length !== 10 || raw[i]!.toLowerCase() !== 'connection') continue
    for (const token of raw[i + 1]!.toLowerCase().split(',')) {
      const name = token.trim()
      // What describes the body was read by us and must reach the upstream the same.
      if (
        name !== '' &&
        name !== 'keep-alive' &&
        name !== 'close' &&
        name !== 'upgrade' &&
        !name.startsWith('content-')
      )
        (named ??= new Set()).add(name)
    }
  }
  return named
}

/** Answer fields for the client, flat and in order, from the upstream's raw ones. `alt-svc` would lead clients around the proxy. */
export function clientHeaders(raw: readonly (string | Buffer)[]): string[] {
  const flat = raw.map(part => (typeof part === 'string' ? part : part.toString('latin1')))
  const named = connectionTokens(flat)
  const out: string[] = []
  for (let i = 0; i < flat.length; i += 2) {
    const lower = flat[i]!.toLowerCase()
    if (
      lower === 'alt-svc' ||
      lower.startsWith('proxy-') ||
      lower.startsWith('x-sluice-') ||
      (lower !== 'trailer' && hopByHop.has(lower)) ||
      named?.has(lower)
    )
      continue
    out.push(flat[i]!, flat[i + 1]!)
  }
  return out
}

/** The same as an object for HTTP/2, which takes lower-case names and arrays for repeated fields. */
export function toHttp2Headers(flat: readonly string[]): Record<string, string | string[]> {
  const out: Record<string, string | string[]> = {}
  for (let i = 0; i < flat.length; i += 2) {
    const name = flat[i]!.toLowerCase()
    if (name === 'trailer') continue
    const before = out[name]
    if (before === undefined) out[name] = flat[i + 1]!
    else if (Array.isArray(before)) before.push(flat[i + 1]!)
    else
      out[name] =
        name === 'set-cookie' ? [before, flat[i + 1]!] : singletons.has(name) ? before : `${before}, ${flat[i + 1]!}`
  }
  return out
}

/** Fields that Node's HTTP/2 refuses to repeat and that must not be joined. */
const singletons = new Set([
  'content-length',
  'content-type',
  'date',
  'etag',
  'expires',
  'last-modified',
  'location',
  'retry-after',
  'server',
  'age',
])

/** Value of a field in a flat array, lower-case name given; undefined when absent. */
export function fieldOf(flat: readonly string[], name: string): string | undefined {
  for (let i = 0; i < flat.length; i += 2)
    if (flat[i]!.length === name.length && flat[i]!.toLowerCase() === name) return flat[i + 1]
  return undefined
}
