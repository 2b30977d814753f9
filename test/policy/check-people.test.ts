import { expect, test } from 'vitest'
import { errorsOf } from './policies.ts'

test.each([
  ['a: { networks: [10.0.0/8] }', "'10.0.0/8' is not a network"],
  ['a: {}', "group 'a' has nobody"],
  ['a: { people: [b] }', "unknown people group 'b'; did you mean 'a'?"],
  ['a: { people: [a] }', "group 'a' would be inside itself"],
  ['a: { users: x, not: [a] }', "group 'a' would be inside itself"],
])('%s', (group, message) => {
  expect(errorsOf(`people:\n  ${group}\n`).join('\n')).toContain(message)
})

test('a circle through others is found at each of its links', () => {
  expect(
    errorsOf('people:\n  a: { people: b }\n  b: { people: c }\n  c: { users: x, not: a }\n  d: { people: a }\n'),
  ).toHaveLength(3)
})

test('groups, users and globs may stand side by side', () => {
  expect(errorsOf('people:\n  a: { users: x }\n  b: { people: [a, "*@x.example"], not: ann@x.example }\n')).toEqual([])
})
