/** Identifies callers by client address, from `identity.addresses`: an address or a network to a user. The longest prefix wins. */
import ipaddr from 'ipaddr.js'
import { SettingsError } from '../errors.ts'
import type { Identity, IdentityMethod } from './types.ts'

type Mapped = string | { readonly user: string; readonly groups: readonly string[] }

interface Network {
  readonly address: ipaddr.IPv4 | ipaddr.IPv6
  readonly prefix: number
  readonly user: string
  readonly groups: readonly string[]
}

/** Throws SettingsError that names the entry which is no address and no network. */
export function createAddressMap(addresses: Readonly<Record<string, Mapped>>): IdentityMethod {
  const networks = Object.entries(addresses)
    .map(([text, mapped]) => parseEntry(text, mapped))
    .sort((a, b) => b.prefix - a.prefix)
  return {
    id: 'address-map',
    identify(caller) {
      if (networks.length === 0 || !ipaddr.isValid(caller.address)) return { kind: 'unknown' }
      const address = ipaddr.process(caller.address)
      const network = networks.find(n => n.address.kind() === address.kind() && contains(n, address))
      if (!network) return { kind: 'unknown' }
      const identity: Identity = {
        user: network.user,
        directoryGroups: network.groups,
        address: caller.address,
        identifiedBy: 'address-map',
      }
      return { kind: 'identified', identity }
    },
  }
}

function parseEntry(text: string, mapped: Mapped): Network {
  const who = typeof mapped === 'string' ? { user: mapped, groups: [] } : mapped
  // Strict forms only: ipaddr.js alone also takes `10.1` and octal parts, which mean something else to a reader.
  if (ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)) {
    const address = ipaddr.process(text)
    return { address, prefix: address.kind() === 'ipv4' ? 32 : 128, ...who }
  }
  const network = ipaddr.IPv4.isValidCIDRFourPartDecimal(text) || ipaddr.IPv6.isValidCIDR(text)
  if (!network) {
    throw new SettingsError(`identity.addresses: ${JSON.stringify(text)} is neither an IP address nor a network (CIDR)`)
  }
  const [address, prefix] = ipaddr.parseCIDR(text)
  return { address, prefix, ...who }
}

function contains(network: Network, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  // The kinds are equal; the two overloads of match cannot be told so at once.
  return (address as ipaddr.IPv6).match(network.address as ipaddr.IPv6, network.prefix)
}
