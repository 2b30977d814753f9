/** Opens the connection to an upstream: guarded address, optional parent proxy, verified TLS. No byte of a request is sent before all hold. */

import { X509Certificate } from 'node:crypto'
import { lookup as dnsLookup, type LookupAddress } from 'node:dns'
import { readFileSync } from 'node:fs'
import { isIP, type LookupFunction, type Socket, connect as tcpConnect } from 'node:net'
import {
  createSecureContext,
  rootCertificates,
  type SecureContext,
  type TLSSocket,
  connect as tlsConnect,
} from 'node:tls'
import { LRUCache } from 'lru-cache'
import type { AddressGuard } from './address-guard.ts'
import { type Authority, formatAuthority, formatHost, parseAuthority } from './authority.ts'
import { SettingsError, SluiceError } from './errors.ts'
import { connectThroughParent, type ParentProxy } from './parent-proxy.ts'

export interface ConnectOptions {
  readonly guard: AddressGuard
  /** `host:port` to where it is really connected; such a pair skips the guard. */
  readonly connectTo: ReadonlyMap<string, Authority>
  readonly parent?: ParentProxy
  readonly trust: SecureContext
  readonly timeoutMs: number
}

export interface Connector {
  /** TCP only (blind tunnels, plain HTTP). Rejects with SluiceError. */
  tcp(target: Authority): Promise<Socket>
  /** TLS with the certificate verified for `target.host`; `alpn` is what we offer. Rejects with SluiceError. */
  tls(target: Authority, alpn: readonly string[]): Promise<TLSSocket>
}

/** Roots of the operating system (Node's own where none is found) and the given files. Throws SettingsError on an unreadable one. */
export function loadTrust(extraFiles: readonly string[]): SecureContext {
  const extra = extraFiles.map(readCertificates)
  return createSecureContext({ ca: [...systemRoots(), ...extra] })
}

function readCertificates(file: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new SettingsError(`upstream.extra_ca_files: ${file} cannot be read`, { cause })
  }
  try {
    // A TLS context takes a file without certificates in silence; this says what is wrong with it.
    new X509Certificate(text)
    return text
  } catch (cause) {
    throw new SettingsError(`upstream.extra_ca_files: ${file} holds no certificate in PEM form`, { cause })
  }
}

const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

function systemRoots(): readonly string[] {
  for (const file of bundles) {
    try {
      return [readFileSync(file, 'utf8')]
    } catch (error) {
      // ENOENT: another distribution's place; anything else would hide a broken trust store.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        throw new SettingsError(`${file}: the system's CA bundle cannot be read`, { cause: error })
    }
  }
  return rootCertificates
}

/** Parses settings `upstream.connect_to`. An empty host or port of the first pair matches any, as in curl; `HOST::` forms are not used. */
export function parseConnectTo(entries: readonly string[]): Map<string, Authority> {
  const map = new Map<string, Authority>()
  for (const entry of entries) {
    const match = /^(\[[^\]]+\]|[^:]*):(\d+):(\[[^\]]+\]|[^:]+):(\d+)$/.exec(entry)
    const from = match && parseAuthority(`${match[1]}:${match[2]}`)
    const to = match && parseAuthority(`${match[3]}:${match[4]}`)
    if (!from || !to) throw new SettingsError(`upstream.connect_to: '${entry}' is not HOST:PORT:HOST:PORT`)
    map.set(formatAuthority(from), to)
  }
  return map
}

export function createConnector(options: ConnectOptions): Connector {
  const sessions = new LRUCache<string, Buffer>({ max: 1000 })
  return {
    tcp: target => openTcp(target, options),
    tls: async (target, alpn) => secure(await openTcp(target, options), target, alpn, options, sessions),
  }
}

async function openTcp(target: Authority, options: ConnectOptions): Promise<Socket> {
  const mapped = options.connectTo.get(formatAuthority(target))
  if (options.parent && !mapped) return connectThroughParent(options.parent, target, options.timeoutMs)
  const address = mapped ?? target
  const guard = mapped ? null : options.guard
  if (guard && isIP(address.host) !== 0) assertAllowed(guard, address.host, target)
  return new Promise((resolve, reject) => {
    const socket = tcpConnect({
      host: address.host,
      port: address.port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: 30_000,
      ...(guard ? { lookup: guardedLookup(guard, target) } : {}),
    })
    const fail = (error: Error): void => {
      socket.destroy()
      reject(connectFailure(error, target))
    }
    socket.setTimeout(options.timeoutMs, () =>
      fail(
        new SluiceError(
          'upstream_timeout',
          `${formatAuthority(target)} did not answer within ${options.timeoutMs / 1000} s`,
        ),
      ),
    )
    socket.once('error', fail)
    socket.once('connect', () => {
      // The address really connected to is judged again: nothing between lookup and here can change the answer unseen.
      const refusal = guard && socket.remoteAddress !== undefined ? guard.refuse(socket.remoteAddress) : null
      if (refusal) return fail(privateAddress(refusal, target))
      socket.setTimeout(0)
      socket.off('error', fail)
      resolve(socket)
    })
  })
}

/** Resolves a name to its allowed addresses only; fails when none is allowed. */
function guardedLookup(guard: AddressGuard, target: Authority): LookupFunction {
  return (hostname, lookupOptions, callback) => {
    dnsLookup(hostname, { ...lookupOptions, all: true }, (error, found) => {
      if (error) return callback(error, '', 0)
      const addresses = found as LookupAddress[]
      const allowed = addresses.filter(entry => guard.refuse(entry.address) === null)
      if (allowed.length === 0)
        return callback(privateAddress(guard.refuse(addresses[0]?.address ?? '') ?? 'no address', target), '', 0)
      if (lookupOptions.all) callback(null, allowed)
      else callback(null, allowed[0]!.address, allowed[0]!.family)
    })
  }
}

function secure(
  raw: Socket,
  target: Authority,
  alpn: readonly string[],
  options: ConnectOptions,
  sessions: LRUCache<string, Buffer>,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const key = `${formatAuthority(target)} ${alpn.join()}`
    const session = sessions.get(key)
    const socket = tlsConnect({
      socket: raw,
      host: target.host,
      ...(isIP(target.host) === 0 ? { servername: target.host } : {}),
      secureContext: options.trust,
      ALPNProtocols: [...alpn],
      rejectUnauthorized: true,
      ...(session ? { session } : {}),
    })
    const fail = (error: Error): void => {
      clearTimeout(timer)
      socket.destroy()
      raw.destroy()
      sessions.delete(key)
      reject(connectFailure(error, target))
    }
    const timer = setTimeout(
      () =>
        fail(
          new SluiceError(
            'upstream_timeout',
            `${formatAuthority(target)}: no TLS handshake within ${options.timeoutMs / 1000} s`,
          ),
        ),
      options.timeoutMs,
    )
    socket.on('session', ticket => sessions.set(key, ticket))
    socket.once('error', fail)
    socket.once('secureConnect', () => {
      clearTimeout(timer)
      socket.off('error', fail)
      resolve(socket)
    })
  })
}

function assertAllowed(guard: AddressGuard, address: string, target: Authority): void {
  const refusal = guard.refuse(address)
  if (refusal) throw privateAddress(refusal, target)
}

function privateAddress(refusal: string, target: Authority): SluiceError {
  return new SluiceError(
    'private_address',
    `${formatHost(target.host)}: ${refusal}; allow it with upstream.allow_networks or upstream.connect_to`,
  )
}

/** OpenSSL and Node verification failures, in words. Codes: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificateProblems: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an unknown CA',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate comes from an unknown CA',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an unknown CA',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an unknown CA',
  CERT_REVOKED: 'its certificate is revoked',
}

export function connectFailure(error: Error, target: Authority): SluiceError {
  if (error instanceof SluiceError) return error
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const problem =
    certificateProblems[code] ??
    (/^(CERT_|CRL_|HOSTNAME_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|UNABLE_TO_|ERROR_IN_C)/.test(code)
      ? `its certificate is not accepted (${code})`
      : undefined)
  if (problem)
    return new SluiceError('upstream_certificate', `${formatAuthority(target)}: ${problem}. Nothing was sent`, {
      cause: error,
    })
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new SluiceError('upstream_unreachable', `${target.host}: the name does not resolve (${code})`, {
      cause: error,
    })
  return new SluiceError('upstream_unreachable', `${formatAuthority(target)}: no connection (${code || 'closed'})`, {
    cause: error,
  })
}
