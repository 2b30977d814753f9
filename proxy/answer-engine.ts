/** Puts together what reads one answer or one socket's messages: restoring, rules about answers, bounds, and what is recorded. */
import type { Transform } from 'node:stream'
import type { Policy } from '../policy/policy.ts'
import type { TextWatcher } from '../policy/text-watcher.ts'
import type { Gate, Tunnel } from './gate.ts'
import type { Recognised } from './inspect.ts'
import { buildRecord, type RecordInput } from './record.ts'
import { inspectResponse, type ResponseInspection } from './response-inspection.ts'
import type { Restoring } from './restoring.ts'
import { type AnswerFilter, type AnswerSink, createAnswerFilter } from './streams/answer-filter.ts'
import { createEngine } from './streams/engine.ts'
import type { AnswerShape } from './streams/formats/index.ts'
import type { ClosingLine, CutNotice, TextPlace } from './streams/types.ts'

export interface AnswerEngineOptions {
  readonly gate: Gate
  readonly policy: Policy
  readonly tunnel: Tunnel
  readonly recognised: Recognised
  readonly model?: string | undefined
  /** Path of the request's URL. */
  readonly path: string
  /** The event that the answer belongs to. */
  readonly eventId: string
  readonly restoring: Restoring
  readonly shape: AnswerShape
  readonly decoder: Transform | null
  readonly closingLine?: ClosingLine | undefined
  readonly sink: AnswerSink
}

export interface OpenedAnswer {
  readonly filter: AnswerFilter
  readonly inspection: ResponseInspection
}

export function openAnswer(options: AnswerEngineOptions): OpenedAnswer {
  const { gate, policy, tunnel, restoring, shape, eventId } = options
  const inspection = inspectionOf(options)
  const watch = (place: TextPlace): TextWatcher[] => [
    ...inspection.watch(place),
    ...(restoring.active && place.editable !== false ? [restoring.watch()] : []),
  ]
  const notice = (message: string, code: CutNotice['code']): CutNotice => ({
    message: `${message} (Sluice event ${eventId})`,
    code,
    eventId,
  })
  const { hold_bytes, hold_time } = gate.settings.answers
  const filter = createAnswerFilter({
    engine: createEngine({
      framing: shape.framing,
      reader: shape.format.open(options.closingLine),
      watch,
      onConversation: name => restoring.named(name),
    }),
    sink: options.sink,
    decoder: options.decoder,
    holdBytes: hold_bytes,
    holdMs: hold_time * 1000,
    strict: policy.onError === 'block' && policy.responses?.edits === true,
    stopped: () => (inspection.cut ? notice(inspection.cut.message, 'policy_blocked') : null),
    failed: (why, error) => {
      gate.log.error('an answer could not be inspected', {
        event: eventId,
        host: tunnel.authority.host,
        stage: why,
        error,
      })
      return notice('This answer could not be inspected', 'inspection_failed')
    },
  })
  return { filter, inspection }
}

function inspectionOf({
  gate,
  policy,
  tunnel,
  recognised,
  model,
  path,
  shape,
}: AnswerEngineOptions): ResponseInspection {
  return inspectResponse({
    policy,
    person: tunnel.identity,
    app: tunnel.app.id,
    provider: recognised.provider.id,
    host: tunnel.authority.host,
    path,
    ...(model === undefined ? {} : { model }),
    editable: shape.format.known,
    hash: gate.keyedHash,
    now: gate.now,
  })
}

/** What rules said of an answer is an event of its own, under the one of the request (`requestRecord`). Never throws. */
export async function recordAnswer(
  gate: Gate,
  inspection: ResponseInspection | null,
  requestRecord: () => RecordInput,
): Promise<void> {
  const report = inspection?.report()
  if (!report) return
  const input = requestRecord()
  const id = gate.newEventId()
  const cut = inspection?.cut
  try {
    await gate.audit.decide(
      buildRecord(gate, {
        ...input,
        ...report,
        id,
        parentId: input.id,
        at: gate.now().getTime(),
        kind: 'message',
        requestBytes: 0,
        ...(cut ? { refusal: { code: 'policy_blocked', status: 200, message: cut.message } } : {}),
      }),
    )
    gate.audit.finish({ id, status: 200, durationMs: 0, ownMicros: 0, responseBytes: 0 })
  } catch (error) {
    gate.log.error('what rules said of an answer could not be recorded', { event: input.id, error })
  }
}
