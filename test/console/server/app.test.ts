import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../../console/contract.ts'
import { type Client, ours, signIn } from '../client.ts'
import { makeSample, type Sample } from '../sample/server.ts'

let sample: Sample
let admin: Client
beforeAll(async () => {
  sample = await makeSample({ exchanges: 20 })
  admin = await signIn(sample)
})
afterAll(() => sample.close())

const open = Object.values(routes).filter(route => route.access === 'public')

test('signing in and the API’s description are all that is open', () => {
  expect(open.map(route => route.path).sort()).toEqual(['/api/openapi.json', '/api/session'])
})

test.each(Object.entries(routes).filter(([, route]) => route.access !== 'public'))(
  '%s is closed to who is not signed in',
  async (_name, route) => {
    const url = route.path.replace(/:\w+/, 'x')
    const answer = await sample.app.inject({ method: route.method, url, headers: ours })
    expect(answer.statusCode).toBe(401)
  },
)

test('a body that is too large is refused unread', async () => {
  const answer = await admin.call('POST', '/api/tokens', { name: 'x'.repeat(100_000), role: 'auditor' })
  expect(answer.statusCode).toBe(413)
  expect(answer.headers['content-type']).toContain('application/problem+json')
})

test('a long user name in a path is found like any other', async () => {
  const user = `${'x'.repeat(250)}@acme.example`
  await sample.add({ user })
  const answer = await admin.call(
    'GET',
    `/api/people/${encodeURIComponent(user)}?from=0&to=9000000000000&bucketMs=${7 * 86_400_000 * 20}`,
  )
  expect(answer.statusCode).toBe(200)
  expect(answer.json().person.name).toBe(user)
})
