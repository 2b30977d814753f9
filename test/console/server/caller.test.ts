import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { roleOf } from '../../../console/server/caller.ts'
import { ours, signIn } from '../client.ts'
import { makeSample, type Sample } from '../sample/server.ts'
import { memoryUsers } from '../sample/users.ts'

describe('roleOf', () => {
  const users = memoryUsers([
    { name: 'admin', role: 'admin', password: 'x' },
    { name: 'audra', role: 'auditor', password: 'x' },
    { name: 'emma', role: 'employee', password: 'x' },
    { name: 'gone', role: 'admin', password: 'x' },
  ])
  users.setDisabled('gone', true)
  test.each([
    ['admin', 'admin'],
    ['audra', 'auditor'],
    ['emma', undefined],
    ['gone', undefined],
    ['nobody', undefined],
  ])('%s is let in as %s', (name, role) => expect(roleOf(name, { users })).toBe(role))
})

describe('admission', () => {
  let sample: Sample
  beforeEach(async () => {
    sample = await makeSample({ exchanges: 1 })
  })
  afterEach(() => sample.close())

  test('a token beats a cookie: a wrong one is not saved by a session', async () => {
    const { cookie } = await signIn(sample)
    const answer = await sample.app.inject({
      url: '/api/status',
      headers: { cookie, authorization: 'Bearer slc_wrong' },
    })
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="sluice"')
  })

  test('a session of plain http is not one under the https name', async () => {
    const { cookie } = await signIn(sample)
    const answer = await sample.app.inject({
      url: '/api/status',
      headers: { cookie: cookie.replace('sluice_session', '__Host-sluice') },
    })
    expect(answer.statusCode).toBe(401)
  })

  test('a token is worth no more than the role its maker still has', async () => {
    const admin = await signIn(sample)
    const { secret } = (await admin.call('POST', '/api/tokens', { name: 'x', role: 'admin' })).json()
    const users = memoryUsers([{ name: 'admin', role: 'employee', password: 'x' }])
    Object.assign(sample.options.users, { find: users.find })
    const answer = await sample.app.inject({
      url: '/api/status',
      headers: { ...ours, authorization: `Bearer ${secret}` },
    })
    expect(answer.statusCode).toBe(401)
  })

  test('HEAD and GET need no header of ours', async () => {
    const { cookie } = await signIn(sample)
    expect((await sample.app.inject({ url: '/api/status', headers: { cookie } })).statusCode).toBe(200)
    expect((await sample.app.inject({ method: 'HEAD', url: '/api/status', headers: { cookie } })).statusCode).toBe(200)
  })
})
