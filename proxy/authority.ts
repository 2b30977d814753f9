/** "host:port" parsed once: lower-cased, IDN in ASCII form, IPv6 without brackets. Everything downstream compares these. */
import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'

declare const brand: unique symbol
export type Authority = { readonly host: string; readonly port: number } & {
  readonly [brand]: 'Authority'
}

const regName = /^(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*$/

/**
 * Parses `host`, `host:port` or `[v6]:port` as RFC 9110 section 7.2 writes them.
 * Returns null for user info, empty or over-long names, ports out of 1..65535, zone ids, and names that only look
 * like an address (`127.1`, `0x7f.1`, `2130706433`), which resolvers read as one.
 */
export function parseAuthority(input: string, defaultPort?: number): Authority | null {
  if (input.length > 300) return null
  const v6 = /^\[([0-9a-fA-F:.]+)\](?::(\d{1,5}))?$/.exec(input)
  if (v6) return isIP(v6[1]!) === 6 ? authority(canonicalV6(v6[1]!), v6[2], defaultPort) : null
  const split = /^([^:@/?#\\\s[\]%]+)(?::(\d{1,5}))?$/.exec(input)
  if (!split) return null
  const host = hostName(split[1]!)
  return host === null ? null : authority(host, split[2], defaultPort)
}

/** Needs no IDNA mapping: no label in Punycode, nothing beyond letters, digits and hyphens. */
const plainAscii = /^(?!.*(?:^|\.)..--)[a-z0-9_.-]+$/i

/** Lower-case ASCII form of a DNS name or IPv4 address; null when it is neither. */
export function hostName(input: string): string | null {
  const withoutDot = input.endsWith('.') ? input.slice(0, -1) : input
  if (isIP(withoutDot) === 4) return withoutDot
  const ascii = plainAscii.test(withoutDot) ? withoutDot.toLowerCase() : domainToASCII(withoutDot).toLowerCase()
  if (ascii.length === 0 || ascii.length > 253 || !regName.test(ascii)) return null
  const last = ascii.slice(ascii.lastIndexOf('.') + 1)
  return /^(\d+|0x[0-9a-f]*)$/.test(last) ? null : ascii
}

/** `host:port`, IPv6 bracketed. */
export function formatAuthority(a: Authority): string {
  return `${formatHost(a.host)}:${a.port}`
}

export function formatHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

export function sameAuthority(a: Authority, b: Authority): boolean {
  return a.port === b.port && a.host === b.host
}

function authority(host: string, port: string | undefined, defaultPort: number | undefined): Authority | null {
  const number = port === undefined ? defaultPort : Number(port)
  if (number === undefined || number < 1 || number > 65535) return null
  // The one place an Authority is made: host and port are checked above.
  return { host, port: number } as Authority
}

function canonicalV6(host: string): string {
  return new URL(`http://[${host}]/`).hostname.slice(1, -1)
}
