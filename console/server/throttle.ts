/** Slows down guessing of passwords, per name and per address, and says honestly when the next try is let through. */
import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'

export interface Throttle {
  /**
   * Counts a try before it is made, so that tries in parallel cannot slip through.
   * Returns 0 when it may be made, else the whole seconds to wait; a refused try is not counted.
   */
  begin(name: string, address: string): number
  /** The try was right: it no longer counts against name and address. */
  succeed(name: string, address: string): void
}

interface Tries {
  count: number
  last: number
}

interface Lane {
  /** Tries that cost nothing. */
  readonly free: number
  /** The longest wait: a name's is short, so that a stranger cannot lock its owner out for long. */
  readonly maxWaitMs: number
}

const perName: Lane = { free: 5, maxWaitMs: 60_000 }
const perAddress: Lane = { free: 20, maxWaitMs: 15 * 60_000 }
/** Tries are forgotten after this long without another. */
const memoryMs = 60 * 60_000

export function createThrottle(options: { readonly now: () => number; readonly maxEntries?: number }): Throttle {
  const tries = new LRUCache<string, Tries>({ max: options.maxEntries ?? 20_000 })
  const wait = (key: string, lane: Lane): number => {
    const entry = tries.get(key)
    if (!entry || options.now() - entry.last > memoryMs) return 0
    const over = entry.count - lane.free
    if (over < 0) return 0
    return Math.max(0, entry.last + Math.min(lane.maxWaitMs, 1000 * 2 ** over) - options.now())
  }
  const add = (key: string): void => {
    const entry = tries.get(key)
    const fresh = entry && options.now() - entry.last <= memoryMs
    tries.set(key, { count: fresh ? entry.count + 1 : 1, last: options.now() })
  }
  return {
    begin(name, address) {
      const keys: [string, Lane][] = [
        [nameKey(name), perName],
        [addressKey(address), perAddress],
      ]
      const waitMs = Math.max(...keys.map(([key, lane]) => wait(key, lane)))
      if (waitMs > 0) return Math.ceil(waitMs / 1000)
      for (const [key] of keys) add(key)
      return 0
    },
    succeed(name, address) {
      tries.delete(nameKey(name))
      const entry = tries.get(addressKey(address))
      if (entry) entry.count = Math.max(0, entry.count - 1)
    },
  }
}

const nameKey = (name: string): string => `name ${name.toLowerCase()}`

/** One IPv6 customer has a whole /64 to try from; it counts as one address. */
function addressKey(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return `address ${address}`
  const parsed = ipaddr.IPv6.parse(address)
  if (parsed.isIPv4MappedAddress()) return `address ${parsed.toIPv4Address().toString()}`
  return `network ${parsed.parts.slice(0, 4).join(':')}`
}
