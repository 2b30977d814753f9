import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ours, signIn } from '../../client.ts'
import { makeSample, type Sample } from '../../sample/server.ts'

let sample: Sample
let now: number
const hour = 3_600_000

beforeEach(async () => {
  now = Date.UTC(2026, 4, 20, 15)
  sample = await makeSample({ exchanges: 3, now: () => now })
})
afterEach(() => sample.close())

describe('API tokens', () => {
  const asScript = (secret: string, url: string, method: 'GET' | 'POST' = 'GET') =>
    sample.app.inject({
      method,
      url,
      headers: { ...ours, authorization: `Bearer ${secret}` },
      ...(method === 'POST' ? { payload: {} } : {}),
    })

  async function create(body: object = { name: 'nightly export', role: 'auditor' }) {
    const admin = await signIn(sample)
    const answer = await admin.call('POST', '/api/tokens', body)
    expect(answer.statusCode, answer.body).toBe(200)
    return { admin, token: answer.json() }
  }

  test('read, and cannot change anything', async () => {
    const { token } = await create()
    expect(token.secret).toMatch(/^slc_[\w-]{43}$/)
    expect((await asScript(token.secret, '/api/status')).statusCode).toBe(200)
    expect((await asScript(token.secret, '/api/tokens', 'POST')).json().code).toBe('token_not_allowed')
    expect((await asScript(token.secret, '/api/sessions')).statusCode).toBe(403)
  })

  test('are listed without their secret and end when revoked', async () => {
    const { admin, token } = await create()
    await asScript(token.secret, '/api/status')
    const list = await admin.call('GET', '/api/tokens')
    expect(list.body).not.toContain(token.secret)
    expect(list.json().tokens[0]).toMatchObject({
      name: 'nightly export',
      prefix: token.secret.slice(0, 8),
      lastUsedAt: now,
    })
    expect((await admin.call('DELETE', `/api/tokens/${token.id}`)).statusCode).toBe(204)
    expect((await asScript(token.secret, '/api/status')).statusCode).toBe(401)
  })

  test('end when they expire', async () => {
    const { token } = await create({ name: 'short', role: 'auditor', expiresInDays: 1 })
    now += 24 * hour - 1
    expect((await asScript(token.secret, '/api/status')).statusCode).toBe(200)
    now += 1
    expect((await asScript(token.secret, '/api/status')).statusCode).toBe(401)
  })

  test('end with the person who made them', async () => {
    const { token } = await create()
    sample.options.users.setDisabled('admin', true)
    expect((await asScript(token.secret, '/api/status')).statusCode).toBe(401)
  })

  test('are an admin’s to make', async () => {
    const auditor = await signIn(sample, 'audra')
    expect((await auditor.call('POST', '/api/tokens', { name: 'x', role: 'auditor' })).statusCode).toBe(403)
    expect((await auditor.call('GET', '/api/tokens')).statusCode).toBe(403)
  })

  test.each(['Bearer', 'Bearer slc_wrong', 'Basic YTpi', 'slc_x'])('%j lets nobody in', async authorization => {
    const answer = await sample.app.inject({ url: '/api/status', headers: { authorization } })
    expect(answer.statusCode).toBe(401)
  })
})
