import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ours, signIn } from '../../client.ts'
import { makeSample, type Sample } from '../../sample/server.ts'

let sample: Sample
let now: number
const hour = 3_600_000
const minute = 60_000

beforeEach(async () => {
  now = Date.UTC(2026, 4, 20, 15)
  sample = await makeSample({ exchanges: 3, now: () => now })
})
afterEach(() => sample.close())

const tryPassword = (
  name: string,
  password: string,
  headers: Record<string, string> = ours,
  remoteAddress = '127.0.0.1',
) => sample.app.inject({ method: 'POST', url: '/api/session', headers, payload: { name, password }, remoteAddress })

describe('signing in', () => {
  test.each(['admin', 'audra'] as const)('%s gets a session, and the cookie cannot be read by scripts', async name => {
    const answer = await tryPassword(name, sample.passwords[name])
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ user: name, passwordIsInitial: true })
    expect(answer.headers['set-cookie']).toMatch(/^sluice_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  })

  test('over https the cookie is bound to the host', async () => {
    const behind = await makeSample({ exchanges: 1, options: { trustedProxies: ['127.0.0.1/32'] } })
    const answer = await behind.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { ...ours, 'x-forwarded-proto': 'https' },
      payload: { name: 'admin', password: behind.passwords.admin },
    })
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-sluice=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
    expect(answer.headers['strict-transport-security']).toBeDefined()
    await behind.close()
  })

  test('X-Forwarded-Proto of anybody else is not believed', async () => {
    const answer = await tryPassword('admin', sample.passwords.admin, { ...ours, 'x-forwarded-proto': 'https' })
    expect(answer.headers['set-cookie']).toMatch(/^sluice_session=/)
  })

  test('an employee is told that the console is not for them, and gets no session', async () => {
    const answer = await tryPassword('emma', sample.passwords.emma)
    expect(answer.statusCode).toBe(403)
    expect(answer.json().code).toBe('not_console_user')
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  test('a wrong name and a wrong password get the same answer', async () => {
    const wrongName = await tryPassword('nobody', 'x')
    const wrongPassword = await tryPassword('admin', 'x')
    expect(wrongName.statusCode).toBe(401)
    expect(wrongName.body).toBe(wrongPassword.body)
  })

  test('guessing one name is slowed down with an honest Retry-After, and the wait ends when it says', async () => {
    for (let i = 0; i < 5; i++) expect((await tryPassword('admin', 'x')).statusCode).toBe(401)
    const refused = await tryPassword('admin', sample.passwords.admin)
    expect(refused.statusCode).toBe(429)
    const seconds = Number(refused.headers['retry-after'])
    now += seconds * 1000 - 1
    expect((await tryPassword('admin', sample.passwords.admin)).statusCode).toBe(429)
    now += 1
    expect((await tryPassword('admin', sample.passwords.admin)).statusCode).toBe(200)
  })

  test('tries in parallel do not slip through', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => tryPassword('admin', 'x')))
    expect(answers.filter(a => a.statusCode === 401)).toHaveLength(5)
    expect(answers.filter(a => a.statusCode === 429)).toHaveLength(35)
  })

  test('guessing many names from one address is slowed down, other addresses are not', async () => {
    for (let i = 0; i < 20; i++) await tryPassword(`user-${i}`, 'x')
    expect((await tryPassword('admin', sample.passwords.admin)).statusCode).toBe(429)
    expect((await tryPassword('admin', sample.passwords.admin, ours, '10.0.0.9')).statusCode).toBe(200)
  })
})

describe('forged requests', () => {
  test.each([
    ['without our header', {}],
    ['from another origin', { ...ours, origin: 'https://evil.example' }],
    ['from a sandboxed page', { ...ours, origin: 'null' }],
    ['from another port', { ...ours, origin: 'http://localhost:9999' }],
  ])('a sign-in %s is refused', async (_case, headers) => {
    const answer = await tryPassword('admin', sample.passwords.admin, headers)
    expect(answer.statusCode).toBe(403)
    expect(answer.json().code).toBe('forged')
  })

  test('a sign-in from our own page is not', async () => {
    const answer = await tryPassword('admin', sample.passwords.admin, {
      ...ours,
      host: 'localhost:80',
      origin: 'http://localhost:80',
    })
    expect(answer.statusCode).toBe(200)
  })

  test('every route that changes something asks for the header', async () => {
    const { cookie } = await signIn(sample)
    for (const [method, url] of [
      ['DELETE', '/api/session'],
      ['POST', '/api/password'],
      ['POST', '/api/tokens'],
      ['DELETE', '/api/tokens/x'],
      ['DELETE', '/api/sessions/x'],
    ] as const) {
      const answer = await sample.app.inject({
        method,
        url,
        headers: { cookie },
        ...(method === 'POST' ? { payload: {} } : {}),
      })
      expect(answer.json().code, url).toBe('forged')
    }
  })

  test('a form post is not even read', async () => {
    const answer = await sample.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { ...ours, 'content-type': 'text/plain' },
      payload: '{}',
    })
    expect(answer.statusCode).toBe(415)
  })
})

describe('sessions', () => {
  test('nothing is read without one', async () => {
    for (const url of [
      '/api/session',
      '/api/status',
      '/api/events',
      '/api/events.csv',
      '/api/events/live',
      '/api/tokens',
    ]) {
      const answer = await sample.app.inject({ url })
      expect(answer.statusCode, url).toBe(401)
      expect(answer.headers['content-type']).toContain('application/problem+json')
    }
  })

  test('end by signing out', async () => {
    const client = await signIn(sample)
    expect((await client.call('DELETE', '/api/session')).statusCode).toBe(204)
    expect((await client.call('GET', '/api/session')).statusCode).toBe(401)
  })

  test('end when idle, and last while used', async () => {
    const client = await signIn(sample)
    for (let i = 0; i < 5; i++) {
      now += 1.9 * hour
      expect((await client.call('GET', '/api/session')).statusCode).toBe(200)
    }
    now += 2 * hour + minute
    expect((await client.call('GET', '/api/session')).statusCode).toBe(401)
  })

  test('end at their age even when used', async () => {
    const client = await signIn(sample)
    for (let i = 0; i < 11; i++) {
      now += hour
      expect((await client.call('GET', '/api/session')).statusCode).toBe(200)
    }
    now += hour
    expect((await client.call('GET', '/api/session')).statusCode).toBe(401)
  })

  test('end at once when the user is disabled', async () => {
    const client = await signIn(sample)
    sample.options.users.setDisabled('admin', true)
    expect((await client.call('GET', '/api/status')).statusCode).toBe(401)
  })

  test('are listed, and one can be ended from another', async () => {
    const here = await signIn(sample)
    const there = await signIn(sample)
    const { sessions } = (await here.call('GET', '/api/sessions')).json()
    expect(sessions).toHaveLength(2)
    const other = sessions.find((s: { current: boolean }) => !s.current)
    expect((await here.call('DELETE', `/api/sessions/${other.id}`)).statusCode).toBe(204)
    expect((await there.call('GET', '/api/session')).statusCode).toBe(401)
    expect((await here.call('DELETE', `/api/sessions/${other.id}`)).statusCode).toBe(404)
  })

  test('of others are an admin’s to see and to end', async () => {
    const admin = await signIn(sample)
    const auditor = await signIn(sample, 'audra')
    expect((await auditor.call('GET', '/api/sessions?everyone=true')).statusCode).toBe(403)
    const { sessions } = (await admin.call('GET', '/api/sessions?everyone=true')).json()
    const own = sessions.find((s: { user: string }) => s.user === 'admin')
    const hers = sessions.find((s: { user: string }) => s.user === 'audra')
    expect((await auditor.call('DELETE', `/api/sessions/${own.id}`)).statusCode).toBe(404)
    expect((await admin.call('DELETE', `/api/sessions/${hers.id}`)).statusCode).toBe(204)
    expect((await auditor.call('GET', '/api/session')).statusCode).toBe(401)
  })
})

describe('changing the password', () => {
  const next = 'a long new pass phrase'

  test('ends the other sessions, keeps this one, and the banner goes away', async () => {
    const here = await signIn(sample)
    const there = await signIn(sample)
    const answer = await here.call('POST', '/api/password', { current: sample.passwords.admin, next })
    expect(answer.json()).toMatchObject({ user: 'admin', passwordIsInitial: false })
    expect((await here.call('GET', '/api/session')).statusCode).toBe(200)
    expect((await there.call('GET', '/api/session')).statusCode).toBe(401)
    expect((await tryPassword('admin', next)).statusCode).toBe(200)
  })

  test.each([
    ['the current one is wrong', () => ({ current: 'wrong', next }), 401],
    ['it is too short', () => ({ current: sample.passwords.admin, next: 'short' }), 400],
    ['it is the same', () => ({ current: sample.passwords.admin, next: sample.passwords.admin }), 400],
  ])('is refused when %s', async (_case, body, status) => {
    const client = await signIn(sample)
    expect((await client.call('POST', '/api/password', body())).statusCode).toBe(status)
    expect((await tryPassword('admin', sample.passwords.admin)).statusCode).toBe(200)
  })

  test('a wrong current password does not sign the person out', async () => {
    const client = await signIn(sample)
    await client.call('POST', '/api/password', { current: 'wrong', next })
    expect((await client.call('GET', '/api/session')).statusCode).toBe(200)
  })
})
