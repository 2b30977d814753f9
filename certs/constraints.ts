/** Which names a CA may certify: host patterns to X.509 name constraints and back (RFC 5280 section 4.2.1.10). */
import ipaddr from 'ipaddr.js'
import { context, type Element, sequence } from './asn1.ts'
import { CertificateError } from './error.ts'

/**
 * Sorted, without repetition. A DNS entry covers the name and its sub-domains: X.509 has no narrower form that every
 * client reads alike. Addresses are single ones, in canonical form.
 */
export interface Constraints {
  readonly dns: readonly string[]
  readonly ips: readonly string[]
}

const dnsName = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/

/** From `name`, `*.suffix` or an IP literal, without ports. Throws CertificateError for anything else. */
export function constraintsFor(hosts: readonly string[]): Constraints {
  const dns = new Set<string>()
  const ips = new Set<string>()
  for (const pattern of hosts) {
    const subject = readHost(pattern.startsWith('*.') ? pattern.slice(2) : pattern)
    if (subject === null || (subject.kind === 'ip' && pattern.startsWith('*.')))
      throw new CertificateError(
        `${JSON.stringify(pattern)} is not a host: give a DNS name, *.suffix or an IP address, without a port`,
      )
    if (subject.kind === 'dns') dns.add(subject.name)
    else ips.add(subject.name)
  }
  const widest = [...dns].filter(name => !ancestors(name).some(parent => dns.has(parent)))
  return { dns: widest.sort(), ips: [...ips].sort() }
}

/** Whether a leaf for exactly this host, or for any sub-domain when it is `*.suffix`, satisfies the constraints. */
export function permits(constraints: Constraints, pattern: string): boolean {
  const host = readHost(pattern.startsWith('*.') ? pattern.slice(2) : pattern)
  if (host === null) return false
  if (host.kind === 'ip') return constraints.ips.includes(host.name)
  return [host.name, ...ancestors(host.name)].some(name => constraints.dns.includes(name))
}

/** A DNS name in lower case, or an address in canonical form with its bytes; null when it is neither. */
export type Host =
  | { readonly kind: 'dns'; readonly name: string }
  | { readonly kind: 'ip'; readonly name: string; readonly bytes: Buffer }

export function readHost(text: string): Host | null {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  if (ipaddr.IPv4.isValidFourPartDecimal(bare) || (bare.includes(':') && ipaddr.IPv6.isValid(bare))) {
    const address = ipaddr.parse(bare)
    return { kind: 'ip', name: address.toString(), bytes: Buffer.from(address.toByteArray()) }
  }
  const name = bare.toLowerCase()
  return dnsName.test(name) && !/(^|\.)\d+$/.test(name) ? { kind: 'dns', name } : null
}

/** The extension's value. A kind of name that nothing is permitted for is excluded whole, since silence would allow it. */
export function encodeConstraints({ dns, ips }: Constraints): Buffer {
  const addresses = ips.map(ip => Buffer.from(ipaddr.parse(ip).toByteArray()))
  const permitted = [
    ...dns.map(name => subtree(nameType.dns, Buffer.from(name, 'latin1'))),
    ...addresses.map(bytes => subtree(nameType.ip, Buffer.concat([bytes, Buffer.alloc(bytes.length, 0xff)]))),
  ]
  const excluded = [
    ...(dns.length === 0 ? [subtree(nameType.dns, Buffer.alloc(0))] : []),
    ...[4, 16]
      .filter(size => !addresses.some(bytes => bytes.length === size))
      .map(size => subtree(nameType.ip, Buffer.alloc(size * 2))),
  ]
  return sequence(
    ...(permitted.length > 0 ? [context(0, true, ...permitted)] : []),
    ...(excluded.length > 0 ? [context(1, true, ...excluded)] : []),
  )
}

/** Reads what `encodeConstraints` wrote. Throws CertificateError for a form it does not write. */
export function decodeConstraints(value: Element): Constraints {
  const permitted = value.children.find(child => child.tagByte === 0xa0)?.children ?? []
  const dns: string[] = []
  const ips: string[] = []
  for (const { children } of permitted) {
    const name = children[0]
    if (name?.tagByte === (0x80 | nameType.dns)) dns.push(name.contents.toString('latin1'))
    else if (name?.tagByte === (0x80 | nameType.ip) && isSingleAddress(name.contents))
      ips.push(ipaddr.fromByteArray([...name.contents.subarray(0, name.contents.length / 2)]).toString())
    else throw new CertificateError('the intermediate certificate has name constraints that Sluice does not write')
  }
  return { dns: dns.sort(), ips: ips.sort() }
}

export function sameConstraints(a: Constraints, b: Constraints): boolean {
  return a.dns.join() === b.dns.join() && a.ips.join() === b.ips.join()
}

/** GeneralName choices (RFC 5280 section 4.2.1.6). */
const nameType = { dns: 2, ip: 7 } as const

/** The subjectAltName extension's value for one host. */
export function encodeAltName(host: Host): Buffer {
  return sequence(
    host.kind === 'ip'
      ? context(nameType.ip, false, host.bytes)
      : context(nameType.dns, false, Buffer.from(host.name, 'latin1')),
  )
}

function subtree(choice: number, base: Buffer): Buffer {
  return sequence(context(choice, false, base))
}

function isSingleAddress(contents: Buffer): boolean {
  const half = contents.length / 2
  return (half === 4 || half === 16) && contents.subarray(half).every(byte => byte === 0xff)
}

function ancestors(name: string): string[] {
  const labels = name.split('.')
  return labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'))
}
