/** IP networks as policies write them: `10.20.0.0/16`, `2001:db8::/32`, or one address. */
import ipaddr from 'ipaddr.js'

export type Address = ipaddr.IPv4 | ipaddr.IPv6
export type Network = readonly [Address, number]

/** Null when the text is neither a network nor an address in full form (`10.1` is not). */
export function parseNetwork(text: string): Network | null {
  const [address, bits, ...rest] = text.split('/')
  const parsed = parseAddress(address ?? '')
  if (parsed === null || rest.length > 0) return null
  const most = parsed.kind() === 'ipv4' ? 32 : 128
  if (bits === undefined) return [parsed, most]
  return /^\d{1,3}$/.test(bits) && Number(bits) <= most ? [parsed, Number(bits)] : null
}

/** IPv4-mapped IPv6 addresses become IPv4; a zone id is dropped. Null when it is no address. */
export function parseAddress(text: string): Address | null {
  const plain = text.split('%')[0]!
  if (!ipaddr.IPv4.isValidFourPartDecimal(plain) && !ipaddr.IPv6.isValid(plain)) return null
  return ipaddr.process(plain)
}

export function within(address: Address, network: Network): boolean {
  return address.kind() === network[0].kind() && address.match(network[0], network[1])
}
