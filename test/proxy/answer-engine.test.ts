import { describe, expect, test } from 'vitest'
import { openAnswer, recordAnswer } from '../../proxy/answer-engine.ts'
import { withoutRules } from '../../proxy/record.ts'
import { createRestoring } from '../../proxy/restoring.ts'
import type { AnswerSink } from '../../proxy/streams/answer-filter.ts'
import { answerShape } from '../../proxy/streams/formats/index.ts'
import { anonymous, headOf, makeGate, tunnelTo } from './gate.ts'

const rules = (action: string) =>
  `detectors: { projects: { words: [Bluebird] } }\nrules:\n  - { id: back, when: { direction: response, content: projects }, action: ${action}, message: Not that. }\n`

function open(policy: string, type = 'text/event-stream') {
  const gate = makeGate(policy)
  const tunnel = tunnelTo(gate)
  const provider = gate.provider('openai')
  let out = ''
  const events: string[] = []
  const sink: AnswerSink = {
    write: bytes => {
      out += bytes
      return true
    },
    end: () => void events.push('end'),
    cut: (last, notice) => {
      out += Buffer.concat(last.slice())
      events.push(notice.message)
    },
    broken: () => undefined,
    resume: () => undefined,
  }
  const opened = openAnswer({
    gate,
    policy: gate.policy(),
    tunnel,
    recognised: { provider, endpoint: { kind: 'chat', operation: 'chat.completions' } },
    eventId: 'ev_1',
    path: '/v1/chat/completions',
    restoring: createRestoring({ vault: gate.vault, person: anonymous.user, hash: gate.keyedHash }),
    shape: answerShape('openai', 'chat.completions', type, false, { maxEventBytes: 1000, maxBodyBytes: 1000 })!,
    decoder: null,
    sink,
  })
  const record = {
    id: 'ev_1',
    at: 0,
    tunnel,
    head: headOf(),
    provider: 'openai',
    kind: 'chat',
    stream: true,
    account: null,
    coverage: { verdict: 'full' },
    segments: [],
    findings: [],
    decision: withoutRules(gate.policy(), 'allow'),
    requestBytes: 5,
  } as const
  const input = () => record
  return { ...opened, gate, input, events, out: () => out }
}

const event = (content: string) =>
  Buffer.from(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`)

describe('one answer', () => {
  test('a rule redacts, and what it said is an event under the request', async () => {
    const { filter, inspection, gate, input, out } = open(rules('redact'))
    filter.write(event('about Blue'))
    filter.write(event('bird.'))
    filter.end()
    expect(out()).not.toContain('bird')
    expect(out()).toContain('[REDACTED:projects:1]')
    await recordAnswer(gate, inspection, input)
    expect(gate.decisions).toMatchObject([
      {
        parentId: 'ev_1',
        kind: 'message',
        enforced: 'redact',
        requestBytes: 0,
        findings: [{ detector: 'projects', kind: 'answer', redacted: true }],
      },
    ])
    expect(gate.outcomes).toMatchObject([{ id: gate.decisions[0]!.id, status: 200 }])
  })

  test('a rule cuts, with its words and the event', () => {
    const { filter, events, out } = open(rules('block'))
    filter.write(event('about Bluebird.'))
    expect(events).toEqual(['Not that. (Sluice event ev_1)'])
    expect(out()).toContain('Not that.')
    expect(out()).not.toContain('Blue')
  })

  test('text of a format that is not known is cut instead of edited', () => {
    const { filter, events } = open(rules('redact'), 'application/x-ndjson')
    filter.write(Buffer.from('{"x":"about Bluebird."}\n'))
    expect(events).toEqual([])
    const plain = open(rules('redact'), 'text/plain')
    plain.filter.write(Buffer.from('about Bluebird. '))
    expect(plain.events).toHaveLength(1)
  })

  test('nothing said, nothing recorded', async () => {
    const { filter, inspection, gate, input } = open(rules('redact'))
    filter.write(event('nothing.'))
    filter.end()
    await recordAnswer(gate, inspection, input)
    await recordAnswer(gate, null, input)
    expect(gate.decisions).toEqual([])
  })

  test('a record that cannot be written is logged, and the answer is over all the same', async () => {
    const { filter, inspection, gate, input } = open(rules('alert'))
    filter.write(event('Bluebird. '))
    filter.end()
    gate.audit.decide = () => Promise.reject(new Error('disk full'))
    await recordAnswer(gate, inspection, input)
    expect(gate.lines.map(line => line.line)).toEqual(['error what rules said of an answer could not be recorded'])
  })
})
