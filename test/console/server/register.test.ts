import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Route } from '../../../console/contract.ts'
import { answerProblems } from '../../../console/server/problem.ts'
import { type Handler, register } from '../../../console/server/register.ts'
import { makeSample, type Sample } from '../sample/server.ts'

const twice = {
  method: 'GET',
  path: '/twice/:id',
  access: 'public',
  summary: 'Doubles a number',
  params: z.object({ id: z.string().regex(/^\d+$/, 'must be a number') }),
  query: z.object({ plus: z.string().transform(Number).optional() }),
  response: z.object({ result: z.number() }),
} as const satisfies Route

let sample: Sample
beforeAll(async () => {
  sample = await makeSample({ exchanges: 1 })
})
afterAll(() => sample.close())

function appWith(handler: Handler<typeof twice>, checkAnswers = true) {
  const app = Fastify()
  answerProblems(app, () => undefined)
  register(app, { ...sample.options, checkAnswers }, twice, handler)
  return app
}

describe('a route', () => {
  const app = () => appWith(({ params, query }) => ({ result: Number(params.id) * 2 + (query.plus ?? 0) }))

  test('gets its input parsed and answers without being cached', async () => {
    const answer = await app().inject('/twice/4?plus=3')
    expect(answer.json()).toEqual({ result: 11 })
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test('says what is wrong with its input', async () => {
    const answer = await app().inject('/twice/four')
    expect(answer.statusCode).toBe(400)
    expect(answer.json().detail).toBe('id: must be a number')
  })
})

test('an answer that its schema does not know fails the test that asked for it', async () => {
  // A handler that breaks its type, as a wrong reader would.
  const wrong = (() => ({ result: 'eight' })) as unknown as Handler<typeof twice>
  expect((await appWith(wrong).inject('/twice/4')).statusCode).toBe(500)
  expect((await appWith(wrong, false).inject('/twice/4')).statusCode).toBe(200)
})
