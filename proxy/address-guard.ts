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
      const named = ipaddr.parse(address)
      const ip = leadsTo(named)
      if (isIn(allowed, named) || isIn(allowed, ip)) return null
      if (metadata.has(ip.toString())) return `${address} is a cloud metadata address`
      const range = rangeOf(ip)
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

function isIn(networks: readonly [Ip, number][], ip: Ip): boolean {
  return networks.some(([network, bits]) => network.kind() === ip.kind() && ip.match(network, bits))
}

/** NAT64's well-known prefix (RFC 6052), where the IPv4 address is always the last four bytes. */
const nat64 = ipaddr.parseCIDR('64:ff9b::/96')
/** The only IPv6 addresses that are given out as public ones (RFC 4291 section 2.4, IANA's registry). */
const globalUnicast = ipaddr.parseCIDR('2000::/3')

/** The IPv4 address inside an IPv4-mapped or NAT64 address is the one that is reached, so it is the one that is judged. */
function leadsTo(ip: Ip): Ip {
  if (!(ip instanceof ipaddr.IPv6)) return ip
  if (ip.isIPv4MappedAddress()) return ip.toIPv4Address()
  return ip.match(nat64) ? new ipaddr.IPv4(ip.toByteArray().slice(12)) : ip
}

/** 6to4, Teredo and NAT64 with a prefix of the network's own are refused whatever they lead to: where their IPv4 address stands cannot be relied on. */
function rangeOf(ip: Ip): string {
  const range = ip.range()
  return range === 'unicast' && ip instanceof ipaddr.IPv6 && !ip.match(globalUnicast) ? 'not global unicast' : range
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
