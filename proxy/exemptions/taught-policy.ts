/** The policy in force with what it was taught; when that cannot be read, nothing of it counts. */
import type { Policy } from '../../policy/policy.ts'
import type { TaughtExemption } from '../../policy/taught.ts'
import type { Log } from '../log.ts'
import type { ExemptionStore } from './types.ts'

export interface TaughtPolicyOptions {
  readonly policy: () => Policy
  readonly store: Pick<ExemptionStore, 'standing'>
  readonly log: Log
}

/** The same object until the policy or an exemption changes. Never throws. */
export function taughtPolicy({ policy, store, log }: TaughtPolicyOptions): () => Policy {
  let failing = false
  let from: Policy | undefined
  let taught: readonly TaughtExemption[] | undefined
  let made: Policy | undefined
  const standing = (): readonly TaughtExemption[] => {
    try {
      const read = store.standing()
      failing = false
      return read
    } catch (error) {
      // Once, not with every request until it can be read again.
      if (!failing) log.error('taught exemptions cannot be read: none counts until they can', { error })
      failing = true
      return none
    }
  }
  return () => {
    const now = policy()
    const list = standing()
    if (made === undefined || now !== from || list !== taught) {
      made = list.length === 0 ? now : now.withTaught(list)
      from = now
      taught = list
    }
    return made
  }
}

const none: readonly TaughtExemption[] = []
