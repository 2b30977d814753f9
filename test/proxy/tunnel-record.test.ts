import { expect, test } from 'vitest'
import { recordTunnelRefusal } from '../../proxy/tunnel-record.ts'
import { anonymous, authorityOf, makeGate } from './gate.ts'

const target = authorityOf('www.pastebin.example:443')
const policy =
  'rules:\n  - { id: no-pastebin, when: { host: "*.pastebin.example" }, action: block, message: Not there. }\n'

function decide(text: string) {
  const gate = makeGate(text)
  return { gate, decision: gate.policy().decideTunnel({ person: anonymous, host: target.host, now: gate.now() }) }
}

test('a tunnel that a rule blocks is recorded with the rule and its message', async () => {
  const { gate, decision } = decide(policy)
  await recordTunnelRefusal(gate, anonymous, target, decision)
  expect(gate.decisions[0]).toMatchObject({
    user: 'ann@acme.example',
    app: 'not-ai',
    host: 'www.pastebin.example',
    method: 'CONNECT',
    enforced: 'block',
    rules: [{ rule: 'no-pastebin' }],
    refusal: { code: 'policy_blocked', status: 403, message: 'Not there.' },
  })
})

test('an alert is recorded without a refusal', async () => {
  const { gate, decision } = decide(policy.replace('block', 'alert'))
  await recordTunnelRefusal(gate, anonymous, target, decision)
  expect(gate.decisions[0]).toMatchObject({ enforced: 'alert' })
  expect(gate.decisions[0]!.refusal).toBeUndefined()
})

test('a tunnel that asks for an AI host inside names that host, severely', async () => {
  const gate = makeGate()
  await recordTunnelRefusal(gate, anonymous, target, null, 'api.openai.com')
  expect(gate.decisions[0]).toMatchObject({
    host: 'api.openai.com',
    severity: 'high',
    enforced: 'block',
    refusal: { code: 'misdirected', message: 'the tunnel to www.pastebin.example asked for api.openai.com inside' },
  })
})

test('a record that cannot be written is logged', async () => {
  const plain = makeGate()
  const gate = makeGate('', { audit: { ...plain.audit, decide: () => Promise.reject(new Error('full')) } })
  await recordTunnelRefusal(gate, anonymous, target, null)
  expect(gate.lines[0]!.line).toBe('error a tunnel refusal could not be recorded')
})
