import { expect, test } from 'vitest'
import { checkContradiction, checkNames, oneOf, orList, selecting } from '../../policy/condition.ts'
import { entriesOf } from '../../policy/fields.ts'
import { PersonFacts } from '../../policy/people.ts'
import { request } from './policies.ts'

const facts = (app: string) => ({ request: request({ app }), person: new PersonFacts(request().person) })

test.each([
  ['chatgpt', 'chatgpt', true, 'app is chatgpt'],
  ['chatgpt', 'claude', false, 'app claude is not chatgpt'],
  [{ not: ['chatgpt'] }, 'claude', true, 'app claude is not chatgpt'],
  [{ not: ['chatgpt'] }, 'chatgpt', false, 'app chatgpt is excepted'],
  [{ any_of: ['chatgpt', 'claude'], not: 'claude' }, 'claude', false, 'app claude is excepted'],
  [{ any_of: ['chatgpt', 'claude'], not: 'claude' }, 'chatgpt', true, 'app is chatgpt'],
])('%j on %s: %s, "%s"', (value, app, holds, says) => {
  const condition = selecting('app', 'app', value, one => one.app, oneOf)
  expect(condition.holds(facts(app))).toBe(holds)
  expect(condition.says(facts(app))).toBe(says)
})

test('what the request does not tell is not wanted, and not refused', () => {
  const model = (value: string | { not: string }) => selecting('model', 'model', value, one => one.model, oneOf)
  expect(model('x').holds(facts('a'))).toBe(false)
  expect(model({ not: 'x' }).holds(facts('a'))).toBe(true)
  expect(model('x').says(facts('a'))).toBe('model is not known')
})

test('lists read as people say them', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(orList)).toEqual(['', 'a', 'a or b', 'a, b or c'])
  expect(orList([...'abcdefgh'])).toBe('a, b, c, d, e or 3 more')
})

test('unknown names and contradictions are reported where they stand', () => {
  const said: unknown[] = []
  checkNames({ any_of: ['a', 'bb'], not: 'a' }, 'app', new Set(['a', 'bbb']), (...report) => said.push(report))
  checkContradiction(entriesOf({ any_of: ['a'], not: ['a', 'b'] }), (...report) => said.push(report))
  expect(said).toEqual([
    [['any_of', 1], "unknown app 'bb'; did you mean 'bbb'?"],
    [[], 'can never match: not takes out everything that any_of names'],
  ])
})
