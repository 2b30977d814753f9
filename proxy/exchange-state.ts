/** What one exchange knows so far. Stages fill it in; the record and the outcome are read off it. */
import { type Action, type RuleHit, stricter } from '../policy/decision.ts'
import type { Policy } from '../policy/policy.ts'
import type { SluiceError } from './errors.ts'
import type { Gate, Tunnel } from './gate.ts'
import type { Inspection, Recognised } from './inspect.ts'
import type { Reservation, Spend } from './limits/types.ts'
import type { AccountHint, RequestHead, UsageReading } from './providers/types.ts'
import type { ClientRequest } from './receive.ts'
import type { RecordInput } from './record.ts'
import { breakOff, type ClientResponse } from './relay.ts'
import { createRestoring, type Restoring } from './restoring.ts'

/** How the exchange ended, for limits and the outcome. */
export interface Ending {
  /** Status the client got. */
  readonly status?: number
  readonly responseBytes?: number
  readonly firstByteAt?: number
  readonly abortedBy?: 'client' | 'upstream' | 'proxy'
  readonly error?: SluiceError
  readonly reading?: UsageReading
}

export interface Exchange {
  readonly id: string
  readonly gate: Gate
  readonly tunnel: Tunnel
  readonly request: ClientRequest
  readonly response: ClientResponse
  /** The policy when the exchange began; a reload does not change it half-way. */
  readonly policy: Policy
  readonly startedAt: number
  readonly startedDate: Date
  readonly bodyLimits: { readonly maxBytes: number; readonly maxRatio: number }
  /** Set by stage 1; before it, the tunnel is all that is known. */
  head: RequestHead
  recognised: Recognised
  inspection: Inspection
  /** Placeholders of this exchange and their values. */
  readonly restoring: Restoring
  requestBytes: number
  /** performance.now() when the body was complete, and when the upstream was asked: their difference is our share. */
  bodyAt: number
  sentAt: number
  /** The decision is in the audit store. */
  recorded: boolean
  reservation?: Reservation
  worst?: Spend
  /** Cut by the proxy itself at the end of the grace period. */
  cutOff: boolean
  /** Adds what a limit says to the decision of the rules. */
  addRule(hit: RuleHit, enforced: Action): void
  /** `account`: when asking the provider for it has failed before. */
  recordInput(account?: AccountHint | null): RecordInput
  close(): void
}

/** True once a stage has filled the field: the getters below throw before that. */
export const known = (x: Exchange, field: 'head' | 'recognised' | 'inspection'): boolean =>
  // openExchange makes every Exchange, and it makes a State.
  (x as unknown as State).has(field)

export function openExchange(gate: Gate, tunnel: Tunnel, request: ClientRequest, response: ClientResponse): Exchange {
  const x = new State(gate, tunnel, request, response)
  gate.running.exchanges.add(x)
  return x
}

class State implements Exchange {
  readonly id: string
  readonly policy: Policy
  readonly startedAt = performance.now()
  readonly startedDate: Date
  readonly restoring: Restoring
  requestBytes = 0
  bodyAt = 0
  sentAt = 0
  recorded = false
  reservation?: Reservation
  worst?: Spend
  cutOff = false
  #head?: RequestHead
  #recognised?: Recognised
  #inspection?: Inspection

  constructor(
    readonly gate: Gate,
    readonly tunnel: Tunnel,
    readonly request: ClientRequest,
    readonly response: ClientResponse,
  ) {
    this.id = gate.newEventId()
    this.policy = gate.policy()
    this.startedDate = gate.now()
    this.restoring = createRestoring({ vault: gate.vault, person: tunnel.identity.user, hash: gate.keyedHash })
  }

  get bodyLimits() {
    const { max_body_bytes, max_body_ratio } = this.gate.settings.proxy
    return { maxBytes: max_body_bytes, maxRatio: max_body_ratio }
  }

  has(field: 'head' | 'recognised' | 'inspection'): boolean {
    return (field === 'head' ? this.#head : field === 'recognised' ? this.#recognised : this.#inspection) !== undefined
  }

  get head() {
    return filled(this.#head, 'head')
  }
  set head(value: RequestHead) {
    this.#head = value
  }
  get recognised() {
    return filled(this.#recognised, 'recognised')
  }
  set recognised(value: Recognised) {
    this.#recognised = value
  }
  get inspection() {
    return filled(this.#inspection, 'inspection')
  }
  set inspection(value: Inspection) {
    this.#inspection = value
  }

  addRule(hit: RuleHit, enforced: Action): void {
    const { decision } = this.inspection
    this.#inspection = {
      ...this.inspection,
      decision: {
        ...decision,
        rules: [...decision.rules, hit],
        action: stricter(decision.action, hit.action),
        enforced: stricter(decision.enforced, enforced),
      },
    }
  }

  recordInput(account?: AccountHint | null): RecordInput {
    const { provider, endpoint, extraction, findings, decision } = this.inspection
    const model = extraction.model ?? endpoint.model
    return {
      id: this.id,
      at: this.startedDate.getTime(),
      tunnel: this.tunnel,
      head: this.head,
      provider: provider.id,
      kind: endpoint.kind,
      ...(model === undefined ? {} : { model }),
      stream: extraction.stream,
      account: account === undefined ? provider.account(this.head) : account,
      coverage: extraction.coverage,
      segments: extraction.segments,
      findings,
      decision,
      requestBytes: this.requestBytes,
    }
  }

  cut(): void {
    this.cutOff = true
    breakOff(this.response)
  }

  close(): void {
    this.restoring.close()
    this.gate.running.exchanges.delete(this)
  }
}

function filled<T>(value: T | undefined, field: string): T {
  if (value === undefined) throw new TypeError(`${field} is asked for before its stage`)
  return value
}
