import { expect, test } from 'vitest'
import { known, openExchange } from '../../proxy/exchange-state.ts'
import { recognise } from '../../proxy/inspect.ts'
import { withoutRules } from '../../proxy/record.ts'
import { headOf, makeGate, tunnelTo } from './gate.ts'
import { arrive, chatBody, post } from './stage.ts'

async function open() {
  const gate = makeGate()
  const { request, response, client } = await arrive(post(chatBody('hello')))
  const tunnel = tunnelTo(gate)
  return {
    gate,
    client,
    response,
    x: openExchange(gate, tunnel, request, response),
    who: recognise(gate, tunnel, headOf()),
  }
}

test('what no stage has filled yet is known to be missing, and asking for it is a defect', async () => {
  const { x } = await open()
  for (const field of ['head', 'recognised', 'inspection'] as const) {
    expect(known(x, field)).toBe(false)
    expect(() => x[field]).toThrow(`${field} is asked for before its stage`)
  }
  x.head = headOf()
  expect(known(x, 'head')).toBe(true)
  expect(x.head.path).toBe('/v1/chat/completions')
})

test('what a limit says is added to the decision, the strictest counts', async () => {
  const { x, gate, who } = await open()
  x.inspection = {
    ...who,
    extraction: { segments: [], stream: false, coverage: { verdict: 'full' } },
    findings: [],
    decision: withoutRules(gate.policy(), 'allow'),
    rewritten: null,
  }
  const hit = { rule: 'fair-use', action: 'alert', reason: 'over', severity: 'medium', notify: [] } as const
  x.addRule(hit, 'alert')
  expect(x.inspection.decision).toMatchObject({ action: 'alert', enforced: 'alert', rules: [hit] })
  x.addRule({ ...hit, action: 'block' }, 'allow')
  expect(x.inspection.decision).toMatchObject({ action: 'block', enforced: 'alert' })
})

test('the record has the model of the body, or of the path', async () => {
  const { x, gate, who } = await open()
  x.head = headOf()
  const base = { findings: [], decision: withoutRules(gate.policy(), 'allow'), rewritten: null }
  const extraction = { segments: [], stream: true, coverage: { verdict: 'full' as const } }
  x.inspection = { ...who, ...base, endpoint: { ...who.endpoint, model: 'from-path' }, extraction }
  expect(x.recordInput()).toMatchObject({ model: 'from-path', stream: true, account: { kind: 'api-key' } })
  x.inspection = { ...x.inspection, extraction: { ...extraction, model: 'from-body' } }
  expect(x.recordInput(null)).toMatchObject({ model: 'from-body', account: null })
})

test('it counts as running until it is closed, and can be cut', async () => {
  const { x, gate, client } = await open()
  expect(gate.running.exchanges.size).toBe(1)
  for (const entry of gate.running.exchanges) entry.cut()
  expect(x.cutOff).toBe(true)
  await new Promise(resolve => client.once('close', resolve))
  x.close()
  expect(gate.running.exchanges.size).toBe(0)
})
