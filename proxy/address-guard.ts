/** Decides which IP addresses the proxy may connect to: public ones, and what settings allow. */
import ipaddr from 'ipaddr.js'
import { SettingsError } from './errors.ts'

/** Cloud metadata endpoints that stand in otherwise public ranges (Azure WireServer). */
const metadata = new Set(['168.63.129.16'])

export interface AddressGuard {
  /** Null when `address` may be reached, else why not: "10.0.0.5 is a private address". */
  refuse(address: string): string | null
}

/** `allowNetworks`: CIDRs or single addresses. Throws SettingsError on one that does not parse. */
export function createAddressGuard(allowNetworks: readonly string[]): AddressGuard {
  const allowed = allowNetworks.map(parseNetwork)
  return {
    refuse(address) {
      if (!ipaddr.isValid(address)) return `${address} is not an IP address`
      const ip = unmapped(ipaddr.parse(address))
      if (allowed.some(([network, bits]) => network.kind() === ip.kind() && ip.match(network, bits))) return null
      if (metadata.has(ip.toString())) return `${address} is a cloud metadata address`
      const range = embeddedRange(ip)
      return range === 'unicast' ? null : `${address} is ${rangeNames[range] ?? `in a reserved range (${range})`}`
    },
  }
}

const rangeNames: Readonly<Record<string, string>> = {
  private: 'a private address',
  uniqueLocal: 'a private address',
  loopback: 'a loopback address',
  linkLocal: 'a link-local or metadata address',
  carrierGradeNat: 'a shared (carrier-grade NAT) address',
  multicast: 'a multicast address',
  unspecified: 'the unspecified address',
  broadcast: 'a broadcast address',
}

type Ip = ipaddr.IPv4 | ipaddr.IPv6

/** ::ffff:10.0.0.1 is 10.0.0.1. */
function unmapped(ip: Ip): Ip {
  return ip instanceof ipaddr.IPv6 && ip.isIPv4MappedAddress() ? ip.toIPv4Address() : ip
}

/** NAT64 (RFC 6052), 6to4 and Teredo addresses lead to the IPv4 address inside them, so its range counts; the tunnels themselves are refused. */
function embeddedRange(ip: Ip): string {
  const range = ip.range()
  if (!(ip instanceof ipaddr.IPv6) || range !== 'rfc6052') return range
  const bytes = ip.toByteArray().slice(12)
  return new ipaddr.IPv4(bytes).range()
}

function parseNetwork(text: string): [Ip, number] {
  try {
    if (text.includes('/')) return ipaddr.parseCIDR(text)
    const ip = ipaddr.parse(text)
    return [ip, ip.kind() === 'ipv4' ? 32 : 128]
  } catch (cause) {
    throw new SettingsError(`upstream.allow_networks: '${text}' is not an address or CIDR such as 10.1.0.0/16`, {
      cause,
    })
  }
}
