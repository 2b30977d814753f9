/** Tells the targets of `notify:` about decisions once they are recorded: at most one message a minute per rule, person and target. */
import type { RuleHit } from '../policy/decision.ts'
import type { NotifyTarget, Policy } from '../policy/policy.ts'
import type { AuditStore, DecisionRecord } from './audit/types.ts'
import type { Log } from './log.ts'
import type { Delivery, DeliveryHealth, Webhook } from './notify-delivery.ts'
import { composeMessage } from './notify-message.ts'
import { NoticeWindows } from './notify-windows.ts'

export interface NotifierOptions {
  readonly policy: () => Policy
  /** Value of an environment variable: what `env:NAME` in the policy stands for. */
  readonly environment: (name: string) => string | undefined
  readonly delivery: Delivery
  /** Where people reach the console; empty when settings do not say. */
  readonly consoleUrl: string
  readonly log: Log
  /** How long further hits are only counted. */
  readonly windowMs?: number
  /** Rule, person and target at once; beyond it the oldest window ends early. */
  readonly maxWindows?: number
}

export interface NotifyHealth extends DeliveryHealth {
  /** Targets of the policy in force that lack a variable. */
  readonly unset: number
}

export interface Notifier {
  /** About a decision that is recorded. Returns at once and never throws. */
  tell(record: DecisionRecord): void
  /** Reads the targets of a policy and logs those that nothing can be sent to. */
  check(policy: Policy): void
  health(): NotifyHealth
  /** Sends what is still counted, waits up to `graceMs`, then gives up the rest. */
  close(graceMs: number): Promise<void>
}

export function createNotifier(options: NotifierOptions): Notifier {
  const { policy, environment, delivery, consoleUrl, log } = options
  const windows = new NoticeWindows({
    send: (target, notice) => {
      const entry = policy().notify.find(one => one.id === target)
      // A reload may have taken the target out since the decision was made.
      const webhook = entry && resolve(entry, environment)
      if (webhook && 'url' in webhook) delivery.post(webhook, JSON.stringify(composeMessage(notice, consoleUrl)))
    },
    windowMs: options.windowMs ?? 60_000,
    maxWindows: options.maxWindows ?? 10_000,
  })
  return {
    tell(record) {
      try {
        for (const [target, hits] of targetsOf(record)) windows.add(target, record, hits)
      } catch (error) {
        log.error('a notification could not be made', { event: record.id, error })
      }
    },
    check(current) {
      for (const problem of targetProblems(current, environment)) log.warn(problem)
    },
    health: () => ({ ...delivery.health(), unset: targetProblems(policy(), environment).length }),
    async close(graceMs) {
      windows.close()
      await delivery.close(graceMs)
    },
  }
}

/** One line for each target that nothing can be sent to. */
export function targetProblems(policy: Policy, environment: NotifierOptions['environment']): string[] {
  return policy.notify.flatMap(target => {
    const resolved = resolve(target, environment)
    return 'problem' in resolved ? [`notify target '${target.id}': ${resolved.problem}; nothing is sent to it`] : []
  })
}

/** Each decision is told once it is durable; a decision that could not be recorded is not told, its refusal is logged. */
export function notifying(audit: AuditStore, notifier: Pick<Notifier, 'tell'>): AuditStore {
  return {
    decide: record =>
      record.rules.some(names) ? audit.decide(record).then(() => notifier.tell(record)) : audit.decide(record),
    finish: outcome => audit.finish(outcome),
    tunnel: (host, up, down, at) => audit.tunnel(host, up, down, at),
    recover: now => audit.recover(now),
    close: () => audit.close(),
    health: () => audit.health(),
  }
}

/** A hit that an exemption took out counts for nothing. */
function names(hit: RuleHit): boolean {
  return hit.notify.length > 0 && hit.exemption === undefined
}

function targetsOf(record: DecisionRecord): Map<string, RuleHit[]> {
  const targets = new Map<string, RuleHit[]>()
  for (const hit of record.rules.filter(names))
    for (const target of new Set(hit.notify)) targets.set(target, [...(targets.get(target) ?? []), hit])
  return targets
}

function resolve(
  { id, url, secret }: NotifyTarget,
  environment: NotifierOptions['environment'],
): Webhook | { readonly problem: string } {
  const address = valueOf(url, environment)
  if (address === undefined) return { problem: `the variable ${url.slice(4)} is not set` }
  if (!URL.canParse(address) || !/^https?:\/\//i.test(address))
    return { problem: `the variable ${url.slice(4)} holds no address of http or https` }
  const key = secret === undefined ? undefined : valueOf(secret, environment)
  if (secret !== undefined && key === undefined) return { problem: `the variable ${secret.slice(4)} is not set` }
  return { id, url: new URL(address), ...(key === undefined ? {} : { secret: key }) }
}

function valueOf(text: string, environment: NotifierOptions['environment']): string | undefined {
  return text.startsWith('env:') ? environment(text.slice(4)) || undefined : text
}
