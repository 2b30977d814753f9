import { describe, expect, test } from 'vitest'
import { createRestoring } from '../../proxy/restoring.ts'
import { createSocketAnswers } from '../../proxy/websocket-answer.ts'
import type { SocketMessage } from '../../proxy/websocket-pump.ts'
import { anonymous, headOf, makeGate, tunnelTo } from './gate.ts'

function setting(policy = '') {
  const gate = makeGate(policy)
  const tunnel = tunnelTo(gate)
  const stops: string[] = []
  const late: SocketMessage[] = []
  const restoring = createRestoring({ vault: gate.vault, person: anonymous.user, hash: gate.keyedHash })
  const answers = createSocketAnswers({
    exchange: {
      id: 'ev_1',
      gate,
      tunnel,
      head: headOf(),
      recognised: { provider: gate.provider('openai'), endpoint: { kind: 'websocket', operation: 'responses' } },
      startedAt: 0,
    },
    restoring,
    late: message => void late.push(message),
    stopped: reason => void stops.push(reason),
  })
  const session = gate.vault.open(anonymous.user, 'c')
  return { answers, stops, late, gate, placeholder: (value: string) => session.placeholder('EMAIL', value) }
}
const delta = (text: string) =>
  Buffer.from(
    JSON.stringify({
      type: 'response.output_text.delta',
      item_id: 'm',
      output_index: 0,
      content_index: 0,
      delta: text,
    }),
  )
const texts = (messages: readonly SocketMessage[]) => messages.map(message => JSON.parse(message.data.toString()).delta)

describe('what the upstream of a socket says', () => {
  test('passes as the very message that came while there is nothing to do', () => {
    const { answers } = setting()
    const data = delta('hello')
    expect(answers.message(data, true)).toEqual([{ data, isBinary: true }])
    expect(answers.message(data, false)[0]!.data).toBe(data)
  })

  test('is restored over messages, each with its kind', () => {
    const { answers, placeholder } = setting()
    const made = placeholder('a@b.de')
    expect(answers.message(delta(`to ${made.slice(0, 6)}`), false)).toEqual([])
    const bytes = Buffer.from([0xff, 0])
    expect(answers.message(bytes, true)).toEqual([])
    const out = answers.message(delta(`${made.slice(6)}.`), false)
    expect(out.map(message => message.isBinary)).toEqual([false, true, false])
    expect(out[1]!.data).toBe(bytes)
    expect(texts([out[0]!, out[2]!]).join('')).toBe('to a@b.de.')
  })

  test('what waits when the socket closes is let go', () => {
    const { answers, placeholder } = setting()
    answers.message(delta(placeholder('a@b.de').slice(0, 6)), false)
    expect(answers.end()).toHaveLength(1)
  })

  test('a rule stops it after an error of the API', async () => {
    const { answers, stops } = setting(
      'detectors: { p: { words: [Bluebird] } }\nrules:\n  - { id: r, when: { direction: response, content: p }, action: block, message: Not that. }\n',
    )
    const out = answers.message(delta('Bluebird!'), false)
    expect(stops).toEqual(['Not that. (Sluice event ev_1)'])
    expect(out.map(message => JSON.parse(message.data.toString()).type)).toEqual(['error'])
  })
})
