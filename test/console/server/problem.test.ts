import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { problemSchema } from '../../../console/contract/parts.ts'
import { ApiProblem, answerProblems } from '../../../console/server/problem.ts'

function appThat(fail: () => never) {
  const logged: string[] = []
  const app = Fastify()
  answerProblems(app, message => logged.push(message))
  app.get('/people/:id', fail)
  return { app, logged }
}

test('an expected refusal is told in full and not logged', async () => {
  const { app, logged } = appThat(() => {
    throw new ApiProblem(429, 'too_many_tries', 'Wait 4 s.', 4)
  })
  const answer = await app.inject('/people/ann')
  expect(answer.statusCode).toBe(429)
  expect(answer.headers['retry-after']).toBe('4')
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(problemSchema.parse(answer.json())).toEqual({
    type: 'about:blank',
    title: 'Too many requests',
    status: 429,
    detail: 'Wait 4 s.',
    code: 'too_many_tries',
    retryAfterSeconds: 4,
  })
  expect(logged).toEqual([])
})

test('an unexpected failure is logged by its route, and its words stay inside', async () => {
  const { app, logged } = appThat(() => {
    throw new Error('disk I/O error at /var/lib/secret')
  })
  const answer = await app.inject('/people/ann')
  expect(answer.statusCode).toBe(500)
  expect(answer.body).not.toContain('disk')
  expect(logged).toEqual(['console: GET /people/:id: disk I/O error at /var/lib/secret'])
})
