/** Exemptions over the API: taught from an event by admins, listed for all, revoked and kept. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ExchangeRecord } from '../../../../proxy/audit/types.ts'
import { ours, signIn } from '../../client.ts'
import { makeSample, type Sample } from '../../sample/server.ts'

let sample: Sample
let now: number
const day = 86_400_000

beforeEach(async () => {
  now = Date.UTC(2026, 4, 20, 15)
  sample = await makeSample({ exchanges: 3, now: () => now })
})
afterEach(() => sample.close())

const finding = {
  ...({ detector: 'github-token', category: 'secrets', severity: 'critical', confidence: 'high' } as const),
  ...({ why: ['prefix'], place: 'messages[0].content', role: 'user', kind: 'prompt', start: 4, length: 40 } as const),
  ...{ mask: 'ghp_…(40)', hash: 'ab'.repeat(16), redacted: true },
}

async function setUp(change: Partial<ExchangeRecord> = {}) {
  const { record } = await sample.add({
    ...{ user: 'ann@acme.example', app: 'openai-api', findings: [finding], action: 'redact', enforced: 'redact' },
    ...change,
  })
  const admin = await signIn(sample)
  const body = { event: record.id, finding: 0, scope: 'everyone', reason: ' a sample, SEC-7 ', until: now + 90 * day }
  return { record, admin, teach: (part: object = {}) => admin.call('POST', '/api/exemptions', { ...body, ...part }) }
}

test('what is exempt is taken from the event, who taught it from the session', async () => {
  const { record, teach } = await setUp()
  const answer = await teach()
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.json()).toEqual({
    ...{ id: 'taught-1', detector: 'github-token', hash: finding.hash, mask: finding.mask },
    ...{ scope: { kind: 'everyone' }, reason: 'a sample, SEC-7', until: now + 90 * day },
    ...{ createdBy: 'admin', createdAt: now, fromEvent: record.id },
  })
})

test.each([
  ['user', { kind: 'user', user: 'ann@acme.example' }],
  ['app', { kind: 'app', app: 'openai-api' }],
])('for the %s of the event', async (scope, expected) => {
  const { teach } = await setUp()
  expect((await teach({ scope })).json().scope).toEqual(expected)
})

test.each([
  ['an event that is none', { event: 'ev_none' }, 404, 'no_such_finding'],
  ['a finding that is none', { finding: 1 }, 404, 'no_such_finding'],
  ['no reason', { reason: '   ' }, 400, 'bad_request'],
  ['an end that is past', { until: 1000 }, 400, 'bad_request'],
  ['an end too far ahead', { until: Date.UTC(2027, 5, 20) }, 400, 'bad_request'],
  ['a scope that is none', { scope: 'team' }, 400, 'bad_request'],
  ['a hash of the caller', { hash: 'cd'.repeat(16) }, 400, 'bad_request'],
])('%s is refused', async (_, part, status, code) => {
  const { teach } = await setUp()
  const answer = await teach(part)
  expect([answer.statusCode, answer.json().code]).toEqual([status, code])
  expect(sample.options.exemptions.list()).toEqual([])
})

test('the same value twice is a conflict that names the first', async () => {
  const { teach } = await setUp()
  await teach()
  const answer = await teach()
  expect(answer.statusCode).toBe(409)
  expect(answer.json().detail).toContain('taught-1')
})

test('revoking keeps the record, with who did it', async () => {
  const { admin, teach } = await setUp()
  await teach()
  now += 60_000
  expect((await admin.call('DELETE', '/api/exemptions/taught-1')).statusCode).toBe(204)
  expect((await admin.call('GET', '/api/exemptions')).json().taught).toMatchObject([
    { id: 'taught-1', revokedBy: 'admin', revokedAt: now },
  ])
  expect((await admin.call('DELETE', '/api/exemptions/taught-1')).statusCode).toBe(409)
  expect((await admin.call('DELETE', '/api/exemptions/taught-2')).statusCode).toBe(404)
})

test('the list holds those of the file and the taught ones, with their use of the last 30 days', async () => {
  const { admin, teach } = await setUp()
  await teach()
  const exempt = { ...finding, redacted: false, exemption: 'taught-1' }
  await sample.add({ findings: [exempt, exempt], action: 'allow', enforced: 'allow', rules: [] })
  await sample.add({ findings: [exempt], at: now - 31 * day, action: 'allow', enforced: 'allow', rules: [] })
  const list = (await admin.call('GET', '/api/exemptions')).json()
  expect(list.taught).toMatchObject([{ id: 'taught-1', used: { requests: 1, findings: 2 } }])
  expect(list.file).toMatchObject([
    { id: 'red-team-exercise', file: 'policies.yaml', line: 96, used: { requests: 0, findings: 0 } },
    { id: 'test-fixtures' },
  ])
  const found = (await admin.call('GET', '/api/events?exemption=taught-1')).json().events
  expect(found).toHaveLength(2)
})

describe('only admins, from the console’s own pages, change anything', () => {
  test('auditors read', async () => {
    const { record } = await setUp()
    const audra = await signIn(sample, 'audra')
    expect((await audra.call('GET', '/api/exemptions')).statusCode).toBe(200)
    const body = { event: record.id, finding: 0, scope: 'everyone', reason: 'x', until: now + day }
    expect((await audra.call('POST', '/api/exemptions', body)).json().code).toBe('admin_only')
    expect((await audra.call('DELETE', '/api/exemptions/taught-1')).json().code).toBe('admin_only')
  })

  test('without the header of the console it is refused as forged', async () => {
    const { admin, record } = await setUp()
    const payload = { event: record.id, finding: 0, scope: 'everyone', reason: 'x', until: now + day }
    const headers = { cookie: admin.cookie }
    const answer = await sample.app.inject({ method: 'POST', url: '/api/exemptions', headers, payload })
    expect(answer.json().code).toBe('forged')
    const anonymous = await sample.app.inject({ method: 'GET', url: '/api/exemptions', headers: ours })
    expect(anonymous.statusCode).toBe(401)
  })
})
