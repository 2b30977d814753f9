/** Slows down who guesses passwords: counts failures per address, IPv6 by its /64, which one subscriber owns. */
import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'

export interface Throttle {
  /** True when the address has spent its failures and must wait. */
  blocked(address: string): boolean
  failed(address: string): void
}

export interface ThrottleOptions {
  /** Failures allowed at once, and given back over a minute. */
  readonly perMinute: number
  /** Epoch ms. */
  readonly now: () => number
  readonly maxAddresses?: number
}

/** A leaky bucket per address. When more addresses fail than are kept, the least recent is forgotten. */
export function createThrottle({ perMinute, now, maxAddresses = 10_000 }: ThrottleOptions): Throttle {
  const buckets = new LRUCache<string, { readonly level: number; readonly at: number }>({ max: maxAddresses })

  function level(key: string): number {
    const bucket = buckets.get(key)
    if (!bucket) return 0
    const minutes = Math.max(0, now() - bucket.at) / 60_000
    return Math.max(0, bucket.level - minutes * perMinute)
  }

  return {
    blocked: address => level(networkOf(address)) > perMinute - 1,
    failed(address) {
      const key = networkOf(address)
      buckets.set(key, { level: Math.min(perMinute, level(key) + 1), at: now() })
    },
  }
}

function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  return parsed.kind() === 'ipv6' ? parsed.toByteArray().slice(0, 8).join('.') : parsed.toString()
}
