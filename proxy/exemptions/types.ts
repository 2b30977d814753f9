/** Exemptions that people teach in the console or with `sluice exemptions`: one value of one detector is no finding. */
import type { TaughtExemption, TaughtScope } from '../../policy/taught.ts'
import { SettingsError } from '../errors.ts'

/** A record of who taught what and who took it back; none is ever removed. */
export interface TaughtRecord {
  /** `taught-12` */
  readonly id: string
  readonly detector: string
  /** Keyed hash of the value. */
  readonly hash: string
  /** What events show of the value; the value itself is kept nowhere. */
  readonly mask: string
  readonly scope: TaughtScope
  readonly reason: string
  /** First instant at which it no longer holds, epoch ms. */
  readonly until: number
  /** A user of the console, or `command line`. */
  readonly createdBy: string
  readonly createdAt: number
  /** The event it was made from. */
  readonly fromEvent?: string
  readonly revokedBy?: string
  readonly revokedAt?: number
}

export type NewExemption = Omit<TaughtRecord, 'id' | 'createdAt' | 'revokedBy' | 'revokedAt'>

/** How far ahead an exemption may end: who needs it longer looks at it again, or writes it into the policy. */
export const longestDays = 366

/** An exemption that cannot be made or taken back; the message says why. */
export class ExemptionError extends SettingsError {
  readonly reason: 'wrong' | 'exists' | 'unknown' | 'revoked'
  constructor(reason: ExemptionError['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

/** Changes of another process are seen by all within a second. */
export interface ExemptionStore {
  /** All that were ever made, newest first. */
  list(): readonly TaughtRecord[]
  /** Those that were not taken back, whether their time is over or not: the same array until a change. Throws when the store cannot be read. */
  standing(): readonly TaughtExemption[]
  /** Throws ExemptionError: something is wrong with it, or the same value is exempt there already. */
  add(exemption: NewExemption): TaughtRecord
  /** Throws ExemptionError: there is none of this id, or it was taken back before. */
  revoke(id: string, by: string): TaughtRecord
  close(): void
}
