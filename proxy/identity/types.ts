/** Who is calling. One file per method beside this one; identify.ts asks them in order. */
import type { Person } from '../../policy/decision.ts'
import type { IdentifiedBy } from '../audit/types.ts'

export interface Identity extends Person {
  readonly identifiedBy: IdentifiedBy
}

export interface Caller {
  /** Client IP address (IPv4-mapped IPv6 already unmapped). */
  readonly address: string
  /** Value of Proxy-Authorization, if any. Only taken from CONNECT or an absolute-form request. */
  readonly proxyAuthorization?: string
}

export type IdentityResult =
  | { readonly kind: 'identified'; readonly identity: Identity }
  /** Credentials were given and are wrong: 407. */
  | { readonly kind: 'rejected'; readonly reason: string }
  /** This method has nothing to say: ask the next one. */
  | { readonly kind: 'unknown' }

export interface IdentityMethod {
  readonly id: IdentifiedBy
  /** Answers at once where it can: a verified password is asked for on every connection. */
  identify(caller: Caller): IdentityResult | Promise<IdentityResult>
}
