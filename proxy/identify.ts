/** Who calls: asks the methods in order; a caller that none knows is `anonymous@<address>`, or refused when settings require a name. */
import { createAddressMap } from './identity/address-map.ts'
import { createBasic } from './identity/basic.ts'
import type { Caller, IdentityMethod, IdentityResult } from './identity/types.ts'
import type { Settings } from './settings.ts'
import type { UserStore } from './users/types.ts'

/** Never `unknown`: identified, or rejected with 407. */
export type Identified = Exclude<IdentityResult, { readonly kind: 'unknown' }>
export type Identify = (caller: Caller) => Identified | Promise<Identified>

export interface IdentifyOptions {
  readonly methods: readonly IdentityMethod[]
  /** Refuse callers that no method knows. */
  readonly require: boolean
}

/** Synchronous as long as the methods are: no promise is made for a remembered password or a mapped address. */
export function createIdentify({ methods, require }: IdentifyOptions): Identify {
  function ask(caller: Caller, from: number): Identified | Promise<Identified> {
    for (let i = from; i < methods.length; i++) {
      const result = methods[i]!.identify(caller)
      if (result instanceof Promise) return result.then(r => (r.kind === 'unknown' ? ask(caller, i + 1) : r))
      if (result.kind !== 'unknown') return result
    }
    return require
      ? { kind: 'rejected', reason: 'sign in to the proxy with your user name and password' }
      : anonymous(caller)
  }
  return caller => ask(caller, 0)
}

/** The methods of this installation, in the order they are asked: a password says more than an address. */
export function identityMethods(options: {
  readonly settings: Settings['identity']
  readonly users: Pick<UserStore, 'find' | 'verify'>
  /** Epoch ms. */
  readonly now: () => number
}): readonly IdentityMethod[] {
  const { settings, users, now } = options
  return [createBasic({ users, cacheSeconds: settings.cache_seconds, now }), createAddressMap(settings.addresses)]
}

function anonymous(caller: Caller): Identified {
  return {
    kind: 'identified',
    identity: {
      user: `anonymous@${caller.address}`,
      directoryGroups: [],
      address: caller.address,
      identifiedBy: 'anonymous',
    },
  }
}
