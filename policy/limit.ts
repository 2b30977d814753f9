/** A limit of the policy, compiled: whom it counts, what it counts, over which window. Counting itself is proxy/limits. */
import type { Person } from './decision.ts'

export type Metric = 'requests' | 'tokens' | 'cost'
export type Window =
  | { readonly kind: 'sliding'; readonly seconds: number }
  | {
      readonly kind: 'calendar'
      readonly unit: 'day' | 'month'
      readonly timeZone: string
    }

export interface LimitPart {
  readonly metric: Metric
  /** Requests, tokens or US dollars. */
  readonly amount: number
  readonly window: Window
}

export interface LimitSubject {
  readonly person: Person
  readonly app: string
  readonly model?: string
}

export interface Limit {
  readonly id: string
  readonly per: 'user' | 'group' | 'app' | 'everyone'
  readonly parts: readonly LimitPart[]
  readonly action: 'block' | 'alert'
  readonly message?: string
  /** The counters this request falls into (user name, group names, app id, or `*`); empty when the limit does not apply. */
  keys(subject: LimitSubject): readonly string[]
}
