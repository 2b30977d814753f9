import { expect, test } from 'vitest'
import { buildRecord, type RecordInput, withoutRules } from '../../proxy/record.ts'
import { makeSecret } from '../secrets.ts'
import { compilePolicy, headOf, makeGate, tunnelTo } from './gate.ts'

const gate = () => makeGate()
const value = makeSecret('AKIA[A-Z2-7]{16}')
const text = `use ${value} please`

function input(part: Partial<RecordInput> = {}): RecordInput {
  const own = gate()
  return {
    id: 'ev_1',
    at: 1000,
    tunnel: tunnelTo(own),
    head: headOf({ query: 'key=private' }),
    provider: 'openai',
    kind: 'chat',
    stream: false,
    account: null,
    coverage: { verdict: 'full' },
    segments: [{ text, role: 'user', kind: 'prompt', place: 'messages[0].content', editable: true }],
    findings: [
      {
        text: 0,
        detector: 'aws-access-key-id',
        category: 'secrets',
        severity: 'high',
        start: 4,
        end: 4 + value.length,
        confidence: 'high',
        why: ['prefix'],
      },
    ],
    decision: withoutRules(own.policy(), 'allow'),
    requestBytes: 12,
    ...part,
  }
}

test('says who, where and what, without the query', () => {
  expect(buildRecord(gate(), input({ model: 'gpt-4o', parentId: 'ev_0' }))).toMatchObject({
    id: 'ev_1',
    parentId: 'ev_0',
    at: 1000,
    user: 'ann@acme.example',
    identifiedBy: 'basic',
    groups: ['eng'],
    clientAddress: '10.1.2.3',
    app: 'openai-api',
    host: 'api.openai.com',
    method: 'POST',
    path: '/v1/chat/completions',
    model: 'gpt-4o',
    requestBytes: 12,
  })
  expect(JSON.stringify(buildRecord(gate(), input()))).not.toContain('private')
})

test('a finding is kept as place, mask and keyed hash, never as its value', () => {
  const record = buildRecord(gate(), input())
  expect(record.findings[0]).toMatchObject({
    detector: 'aws-access-key-id',
    place: 'messages[0].content',
    role: 'user',
    start: 4,
    length: 20,
    hash: 'hash-of-20',
    redacted: false,
  })
  const whole = JSON.stringify(record)
  for (let at = 0; at + 8 <= value.length; at++) expect(whole).not.toContain(value.slice(at, at + 8))
})

test('redacted is what was really redacted', () => {
  const decision = { ...withoutRules(gate().policy(), 'allow'), redact: [0] }
  const redacted = (enforced: 'redact' | 'block' | 'allow') =>
    buildRecord(gate(), input({ decision: { ...decision, enforced } })).findings[0]!.redacted
  expect([redacted('redact'), redacted('block'), redacted('allow')]).toEqual([true, false, false])
})

test('an API key is recorded as a hash, other accounts as they name themselves', () => {
  const account = (hint: RecordInput['account']) => buildRecord(gate(), input({ account: hint })).account
  expect(account({ kind: 'api-key', value: 'sk-private' })).toBe('api-key:hash-of-10')
  expect(account({ kind: 'email', value: 'ann@acme.example' })).toBe('email:ann@acme.example')
  expect(account(null)).toBeUndefined()
})

test('what a caller can grow has a bound', () => {
  const record = buildRecord(
    gate(),
    input({
      head: headOf({ path: `/${'x'.repeat(9000)}` }),
      model: 'm'.repeat(9000),
      account: { kind: 'user', value: 'u'.repeat(9000) },
    }),
  )
  expect([record.path.length, record.model!.length, record.account!.length]).toEqual([500, 200, 205])
})

test('a decision without rules names the policy it stands under', () => {
  const policy = compilePolicy('mode: monitor')
  expect(withoutRules(policy, 'block')).toMatchObject({
    action: 'block',
    enforced: 'block',
    mode: 'monitor',
    severity: 'medium',
    policyVersion: policy.version,
  })
  expect(withoutRules(policy, 'allow')).toMatchObject({ action: 'allow', severity: 'info', rules: [] })
})

test('a finding that did not count names the exemption', () => {
  const decision = { ...input().decision, exempt: [{ finding: 0, exemption: 'taught-1' }] }
  expect(buildRecord(gate(), input({ decision })).findings).toMatchObject([{ exemption: 'taught-1', redacted: false }])
  expect(buildRecord(gate(), input()).findings[0]).not.toHaveProperty('exemption')
})
