/** Exemptions that people made in the console or on the command line, as the policy takes them beside its own. */
import type { Condition } from './condition.ts'
import type { FindingExemption } from './finding-exemption.ts'

/** For whom a value is no finding. */
export type TaughtScope =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'app'; readonly app: string }

/** One value of one detector. Plain data. */
export interface TaughtExemption {
  /** `taught-12` */
  readonly id: string
  readonly detector: string
  /** Keyed hash of the value. */
  readonly hash: string
  readonly scope: TaughtScope
  /** First instant at which it no longer holds. */
  readonly until: Date
}

export function compileTaught({ id, detector, hash, scope, until }: TaughtExemption): FindingExemption {
  return {
    id,
    until,
    detectors: new Set([detector]),
    values: new Set([hash]),
    conditions: scope.kind === 'everyone' ? [] : [scopeCondition(scope)],
  }
}

function scopeCondition(scope: Exclude<TaughtScope, { kind: 'everyone' }>): Condition {
  switch (scope.kind) {
    case 'user': {
      const wanted = scope.user.toLowerCase()
      return {
        kind: 'people',
        holds: ({ person }) => person.person.user.toLowerCase() === wanted,
        says: ({ person }) => `user is ${person.person.user}`,
      }
    }
    case 'app':
      return {
        kind: 'app',
        holds: ({ request }) => request.app === scope.app,
        says: ({ request }) => `app is ${request.app}`,
      }
    default:
      return scope satisfies never
  }
}
