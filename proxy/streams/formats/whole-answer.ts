/** Answers that come as one JSON body: every string is a text of its own. */
import type { ClosingLine, EventDocument, Leaf, StreamFormat, TextPlace } from '../types.ts'
import { isOpaque } from './names.ts'
import { ownEvent, textAt } from './value.ts'

export const wholeAnswer: StreamFormat = {
  id: 'whole-answer',
  known: true,
  open: closingLine => ({
    read(event) {
      const texts: TextPlace[] = []
      for (const [leaf, { path }] of event.leaves.entries()) {
        if (isOpaque(path)) continue
        const last = path.at(-1)
        texts.push({
          leaf,
          channel: null,
          kind: path.some(step => step === 'tool_calls' || step === 'input' || step === 'functionCall')
            ? 'tool-call'
            : 'answer',
          ...(last === 'arguments' ? { json: true } : {}),
          // Signed by the provider: it must come back as it was.
          ...(last === 'thinking' ? { editable: false as const } : {}),
        })
      }
      const conversation = textAt(event.value, 'conversation_id') ?? responseId(event.value)
      return {
        texts: closing(event, texts, closingLine),
        ends: 'all',
        ...(conversation === undefined ? {} : { conversation }),
      }
    },
    cut: ({ message, code }) => [ownEvent({ error: { message, type: 'policy_violation', param: null, code } })],
  }),
}

/** A later request can name a stored response of OpenAI as `previous_response_id`. */
function responseId(value: unknown): string | undefined {
  return textAt(value, 'object') === 'response' ? textAt(value, 'id') : undefined
}

/** Where the answer's text stands: OpenAI chat and responses, Anthropic, Gemini. */
const answers = [
  /^choices\/0\/message\/content$/,
  /^output\/\d+\/content\/\d+\/text$/,
  /^content\/\d+\/text$/,
  /^candidates\/0\/content\/parts\/\d+\/text$/,
]
const calls = /(^|\/)(tool_calls|function_call|functionCall)(\/|$)|^content\/\d+\/input(\/|$)/

function closing(event: EventDocument, texts: TextPlace[], closingLine: ClosingLine | undefined): TextPlace[] {
  if (!closingLine) return texts
  const where = (leaf: Leaf): string => leaf.path.join('/')
  if (event.leaves.some(leaf => calls.test(where(leaf)) || leaf.text === 'tool_use' || leaf.text === 'function_call'))
    return texts
  const last = texts.findLastIndex(({ leaf }) => answers.some(answer => answer.test(where(event.leaves[leaf]!))))
  const line = last < 0 ? null : closingLine()
  return line ? texts.map((place, i) => (i === last ? { ...place, append: line } : place)) : texts
}
