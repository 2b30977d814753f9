/** How one answer goes back: read for usage on the side, and, where there is something to restore or a rule to follow, through the engine. */
import type { Transform } from 'node:stream'
import { openAnswer, recordAnswer } from './answer-engine.ts'
import type { Exchange } from './exchange-state.ts'
import { fieldOf } from './headers.ts'
import { asClosingLine } from './notice.ts'
import type { UsageReader, UsageReading } from './providers/types.ts'
import type { ResponseInspection } from './response-inspection.ts'
import type { AnswerFilter, AnswerSink } from './streams/answer-filter.ts'
import { type AnswerShape, answerShape } from './streams/formats/index.ts'
import type { ClosingLine } from './streams/types.ts'
import { guardReader } from './usage-reader.ts'
import { createResponseTap, decoderFor, type ResponseTap } from './usage-tap.ts'

/** What relay.ts needs to know when an answer begins. */
export interface AnswerWay {
  /** Fields for the client, flat. */
  readonly headers: readonly string[]
  /** Where the answer's bytes are copied as they came. */
  readonly copy: { write(chunk: Buffer): void } | null
  /** Null: the bytes pass as they came. */
  readonly open: ((sink: AnswerSink) => AnswerFilter) | null
  /** The head waits for the whole body: its length and even its status are not known before. */
  readonly whole: boolean
}

export interface Answer {
  /** The upstream should send an answer that needs no decoding. */
  readonly plain: boolean
  begin(status: number, headers: readonly string[]): AnswerWay
  /** What was used; also records what rules said about the answer. The answer is over. */
  end(): Promise<UsageReading | undefined>
}

export function createAnswer(x: Exchange): Answer {
  const own = x.recognised.provider.usage(x.recognised.endpoint, x.head)
  const failed = (error: unknown): void => x.gate.log.warn('usage could not be read', { event: x.id, error })
  return new ExchangeAnswer(x, own && guardReader(own, failed))
}

class ExchangeAnswer implements Answer {
  readonly #x: Exchange
  readonly #reader: UsageReader | null
  #tap: ResponseTap | null = null
  #inspection: ResponseInspection | null = null

  constructor(x: Exchange, reader: UsageReader | null) {
    this.#x = x
    this.#reader = reader
  }

  get plain(): boolean {
    return this.#reader !== null || this.#wanted
  }

  begin(status: number, headers: readonly string[]): AnswerWay {
    if (this.#reader && status < 400) this.#tap = createResponseTap(this.#reader, headers)
    const passing: AnswerWay = { headers, copy: this.#tap, open: null, whole: false }
    if (!this.#wanted || hasNoBody(this.#x.head.method, status)) return passing
    const settings = this.#x.gate.settings.answers
    const { provider, endpoint } = this.#x.recognised
    const shape = answerShape(provider.id, endpoint.operation, fieldOf(headers, 'content-type') ?? '', status >= 400, {
      maxEventBytes: settings.max_event_bytes,
      maxBodyBytes: settings.max_body_bytes,
    })
    const decoder = decoderOf(fieldOf(headers, 'content-encoding'))
    if (!shape || decoder === undefined) return passing
    return { ...passing, headers: unbound(headers), whole: shape.whole, open: sink => this.#open(shape, decoder, sink) }
  }

  async end(): Promise<UsageReading | undefined> {
    await recordAnswer(this.#x.gate, this.#inspection, () => this.#x.recordInput())
    return this.#tap === null ? undefined : await this.#tap.end()
  }

  /** Something may have to be put back, added or looked for. */
  get #wanted(): boolean {
    return this.#x.restoring.active || this.#x.policy.responses !== null || this.#closingLine !== undefined
  }

  get #closingLine(): ClosingLine | undefined {
    const { inspection, restoring, policy } = this.#x
    const words = inspection.rewritten?.replaced
    if (policy.notice !== 'in_chat' || !words || inspection.rewritten?.jsonAnswer) return undefined
    return () => (restoring.firstNotice() ? asClosingLine(words) : null)
  }

  #open(shape: AnswerShape, decoder: Transform | null, sink: AnswerSink): AnswerFilter {
    const { gate, policy, restoring, id, tunnel, head, recognised, inspection } = this.#x
    const opened = openAnswer({
      gate,
      policy,
      tunnel,
      recognised,
      model: inspection.extraction.model,
      path: head.path,
      eventId: id,
      restoring,
      shape,
      decoder,
      closingLine: this.#closingLine,
      sink,
    })
    this.#inspection = opened.inspection
    return opened.filter
  }
}

/** RFC 9110 section 6.4.1; a part of a file (206) is not read either. */
function hasNoBody(method: string, status: number): boolean {
  return method === 'HEAD' || status === 204 || status === 205 || status === 206 || status === 304
}

/** Null where there is nothing to undo, undefined where it cannot be undone. */
function decoderOf(coding: string | undefined): Transform | null | undefined {
  const name = coding?.trim().toLowerCase() ?? ''
  return name === '' || name === 'identity' ? null : (decoderFor(name) ?? undefined)
}

const bound = new Set(['content-length', 'content-encoding', 'content-md5', 'digest', 'content-digest', 'repr-digest'])

/** Without the fields that describe bytes which may change. */
function unbound(headers: readonly string[]): string[] {
  const out: string[] = []
  for (let i = 0; i < headers.length; i += 2)
    if (!bound.has(headers[i]!.toLowerCase())) out.push(headers[i]!, headers[i + 1]!)
  return out
}
