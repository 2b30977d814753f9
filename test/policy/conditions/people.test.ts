import { expect, test } from 'vitest'
import { matches, policyOf, request, rule } from '../policies.ts'

const groups = 'people: { eng: { users: "*@eng.example.com" }, leads: { users: lead@eng.example.com } }\n'

test.each([
  ['eng', 'ann@eng.example.com', true],
  ['eng', 'ann@example.com', false],
  ['{ not: eng }', 'ann@example.com', true],
  ['{ any_of: eng, not: leads }', 'ann@eng.example.com', true],
  ['{ any_of: eng, not: leads }', 'lead@eng.example.com', false],
  ['ann@example.com', 'ANN@example.com', true],
  ['"anonymous@*"', 'anonymous@10.0.0.7', true],
])('people: %s on %s: %s', (people, user, expected) => {
  expect(matches(`{ people: ${people} }`, { user }, groups)).toBe(expected)
})

test.each([
  ['eng', 'ann@eng.example.com', 'ann@eng.example.com is in eng'],
  ['{ any_of: eng, not: leads }', 'lead@eng.example.com', 'lead@eng.example.com is in leads, which is excepted'],
  ['[eng, leads]', 'bo', 'bo is not in eng or leads'],
  ['{ not: eng }', 'bo', 'bo is not in eng'],
])('people: %s on %s says "%s"', (people, user, says) => {
  const verdict = policyOf(groups + rule(`{ people: ${people} }`)).explain(request({ user }))[0]!
  expect(verdict.because).toEqual([says])
})
