/**
 * Identifies callers by `Proxy-Authorization: Basic` (RFC 7617) against users with a password of ours.
 * Verified passwords are remembered under a keyed hash, so argon2 runs once per person and not once per connection.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { User, UserStore } from '../users/types.ts'
import { createThrottle } from './throttle.ts'
import type { Caller, IdentityMethod, IdentityResult } from './types.ts'

export interface BasicOptions {
  readonly users: Pick<UserStore, 'find' | 'verify'>
  readonly cacheSeconds: number
  /** Epoch ms. */
  readonly now: () => number
  /** Verified passwords kept. */
  readonly maxCached?: number
  /** Wrong passwords an address may send in a minute before it must wait. */
  readonly failuresPerMinute?: number
  /** Hashes computed at once and waiting, over all addresses. */
  readonly maxPending?: number
}

const maxHeaderLength = 1024

export function createBasic(options: BasicOptions): IdentityMethod {
  const { users, now } = options
  const hashKey = randomBytes(32)
  const verified = new LRUCache<string, { readonly user: User; readonly until: number }>({
    max: options.maxCached ?? 20_000,
  })
  const pending = new Map<string, Promise<User | undefined>>()
  const maxPending = options.maxPending ?? 256
  const throttle = createThrottle({ perMinute: options.failuresPerMinute ?? 10, now })

  function identify(caller: Caller): IdentityResult | Promise<IdentityResult> {
    const header = caller.proxyAuthorization
    if (header === undefined) return { kind: 'unknown' }
    if (header.length > maxHeaderLength) return rejected('Proxy-Authorization is too long')
    const key = createHmac('sha256', hashKey).update(header).digest('base64')
    const known = verified.get(key)
    // find() returns another object once the user was changed: a new password or `disable` counts within seconds.
    if (known && known.until > now() && users.find(known.user.name) === known.user)
      return identified(known.user, caller)
    const credentials = parseBasic(header)
    if (!credentials) return rejected('Proxy-Authorization must be Basic with user:password')
    // Only here, past the cache: colleagues behind the same address who are known keep working.
    if (throttle.blocked(caller.address)) return rejected('too many wrong passwords from this address; wait a minute')
    if (!pending.has(key) && pending.size >= maxPending) return rejected('too many sign-ins at once; try again')
    return verify(key, credentials, caller)
  }

  async function verify(key: string, credentials: Credentials, caller: Caller): Promise<IdentityResult> {
    const user = await once(key, credentials, caller.address)
    return user ? identified(user, caller) : rejected('user name or password is wrong')
  }

  /** A browser opens six connections at once: they share one hash, and one entry in the throttle. */
  function once(key: string, { name, password }: Credentials, address: string): Promise<User | undefined> {
    const running = pending.get(key)
    if (running) return running
    const run = users
      .verify(name, password)
      .then(user => {
        if (user) verified.set(key, { user, until: now() + options.cacheSeconds * 1000 })
        else throttle.failed(address)
        return user
      })
      .finally(() => pending.delete(key))
    pending.set(key, run)
    return run
  }

  return { id: 'basic', identify }
}

interface Credentials {
  readonly name: string
  readonly password: string
}

/** User name and password of the header's value; undefined when it is not Basic or not UTF-8. */
export function parseBasic(header: string): Credentials | undefined {
  const match = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header)
  if (!match) return undefined
  const text = Buffer.from(match[1]!, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 1 || text.includes('\ufffd')) return undefined
  return { name: text.slice(0, colon), password: text.slice(colon + 1) }
}

function identified(user: User, caller: Caller): IdentityResult {
  return {
    kind: 'identified',
    identity: { user: user.name, directoryGroups: user.groups, address: caller.address, identifiedBy: 'basic' },
  }
}

function rejected(reason: string): IdentityResult {
  return { kind: 'rejected', reason }
}
