/** Exemptions: listed for all, taught from an event and revoked by admins. */
import type { FastifyInstance } from 'fastify'
import { ExemptionError, type TaughtRecord } from '../../../proxy/exemptions/types.ts'
import { type Exemptions, type NewExemption, routes } from '../../contract.ts'
import type { ConsoleOptions } from '../options.ts'
import { ApiProblem } from '../problem.ts'
import { register } from '../register.ts'

/** How far back uses are counted. */
const usedMs = 30 * 86_400_000

export function registerExemptions(app: FastifyInstance, options: ConsoleOptions): void {
  const { exemptions, reader } = options
  register(app, options, routes.exemptions, (): Exemptions => {
    const to = options.now() + 1
    const use = new Map(reader.exemptionUse({ from: to - usedMs, to }).map(({ name, ...used }) => [name, used]))
    const withUse = <T extends { readonly id: string }>(one: T) => ({
      ...one,
      used: use.get(one.id) ?? { requests: 0, findings: 0 },
    })
    return {
      file: options.status().policy.exemptions.map(withUse),
      taught: exemptions.list().map(withUse),
    }
  })
  register(app, options, routes.teachExemption, ({ body, caller }) => teach(body, caller.user, options))
  register(app, options, routes.revokeExemption, ({ params, caller }) => {
    refused(() => exemptions.revoke(params.id, caller.user))
    return undefined
  })
}

/** What is exempt is read from the event, not taken from the caller: nobody can teach what was not found. */
function teach(body: NewExemption, by: string, { reader, exemptions }: ConsoleOptions): TaughtRecord {
  const event = reader.event(body.event)
  const finding = event?.findings[body.finding]
  if (!event || !finding)
    throw new ApiProblem(404, 'no_such_finding', 'This event or finding does not exist; it may have expired.')
  const { detector, hash, mask } = finding
  return refused(() =>
    exemptions.add({
      detector,
      hash,
      mask,
      scope: scopeOf(body.scope, event),
      reason: body.reason,
      until: body.until,
      createdBy: by,
      fromEvent: event.id,
    }),
  )
}

function scopeOf(kind: NewExemption['scope'], { user, app }: { user: string; app: string }): TaughtRecord['scope'] {
  switch (kind) {
    case 'everyone':
      return { kind }
    case 'user':
      return { kind, user }
    case 'app':
      return { kind, app }
    default:
      return kind satisfies never
  }
}

const statuses = { wrong: 400, exists: 409, unknown: 404, revoked: 409 } as const
const codes = {
  wrong: 'bad_request',
  exists: 'already_exempt',
  unknown: 'no_such_exemption',
  revoked: 'already_revoked',
} as const

function refused<T>(run: () => T): T {
  try {
    return run()
  } catch (cause) {
    if (!(cause instanceof ExemptionError)) throw cause
    throw new ApiProblem(statuses[cause.reason], codes[cause.reason], sentence(cause.message))
  }
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
