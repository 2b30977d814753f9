/** Which format and framing an answer has. A further format is one file and one line here. */
import { jsonArrayFraming } from '../framings/json-array.ts'
import { lineFraming } from '../framings/lines.ts'
import { sseFraming } from '../framings/sse.ts'
import { bodyFraming, messageFraming, textFraming } from '../framings/whole.ts'
import type { Framing, StreamFormat } from '../types.ts'
import { anthropic } from './anthropic.ts'
import { chatgptWeb } from './chatgpt-web.ts'
import { gemini } from './gemini.ts'
import { generic } from './generic.ts'
import { openaiChat } from './openai-chat.ts'
import { openaiResponses } from './openai-responses.ts'
import { wholeAnswer } from './whole-answer.ts'

export const streamFormats: readonly StreamFormat[] = [
  openaiChat,
  openaiResponses,
  anthropic,
  gemini,
  chatgptWeb,
  generic,
  wholeAnswer,
]

export interface AnswerShape {
  readonly format: StreamFormat
  readonly framing: Framing
  /** Nothing of it leaves before all of it is there: its status can still change. */
  readonly whole: boolean
}

export interface AnswerLimits {
  readonly maxEventBytes: number
  readonly maxBodyBytes: number
}

/** Null: an answer of this type is not read. `contentType` as sent; `failed`: the status is an error's. */
export function answerShape(
  provider: string,
  operation: string,
  contentType: string,
  failed: boolean,
  { maxEventBytes, maxBodyBytes }: AnswerLimits,
): AnswerShape | null {
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase()
  const stream = (framing: Framing, format = formatOf(provider, operation)): AnswerShape => ({
    format,
    framing,
    whole: false,
  })
  if (type === 'text/event-stream') return stream(sseFraming(maxEventBytes))
  if (/ndjson|jsonl|json-seq|stream\+json/.test(type)) return stream(lineFraming(maxEventBytes))
  if (/[/+]json$/.test(type))
    return !failed && provider === 'gemini' && operation.startsWith('stream')
      ? stream(jsonArrayFraming(maxEventBytes))
      : { format: wholeAnswer, framing: bodyFraming(maxBodyBytes), whole: true }
  return type === 'text/plain' ? stream(textFraming(), generic) : null
}

/** The messages of a WebSocket. */
export function socketShape(provider: string, operation: string): AnswerShape {
  return { format: formatOf(provider, operation), framing: messageFraming(), whole: false }
}

function formatOf(provider: string, operation: string): StreamFormat {
  switch (provider) {
    case 'openai':
      if (operation.startsWith('responses') || operation === 'realtime') return openaiResponses
      return operation === 'chat.completions' || operation === 'completions' ? openaiChat : generic
    case 'anthropic':
      return anthropic
    case 'gemini':
      return gemini
    case 'chatgpt-web':
      return operation.startsWith('codex.') ? openaiResponses : chatgptWeb
    default:
      return generic
  }
}
