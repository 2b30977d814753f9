import { describe, expect, test } from 'vitest'
import { compilePeople, isUserGlob, type PeopleGroup, PersonFacts } from '../../policy/people.ts'

const person = (user: string, address = '192.0.2.1', directoryGroups: string[] = []) =>
  new PersonFacts({ user, address, directoryGroups })
const people = (groups: Record<string, PeopleGroup>) => compilePeople(new Map(Object.entries(groups)))

describe('a person is in a group when any line fits', () => {
  const test_ = people({
    eng: {
      users: ['*@eng.example.com', 'cto@example.com'],
      directory_groups: 'dev-*',
      networks: ['10.20.0.0/16', '2001:db8::/32'],
    },
  }).test('eng')
  test.each([
    [person('ANN@eng.example.com'), true],
    [person('cto@example.com'), true],
    [person('ann@example.com'), false],
    [person('ann@example.com', '192.0.2.1', ['sales', 'DEV-berlin']), true],
    [person('anonymous@10.20.3.4', '10.20.3.4'), true],
    [person('x', '::ffff:10.20.3.4'), true],
    [person('x', '2001:db8::9'), true],
    [person('x', 'not an address'), false],
  ])('%#', (who, expected) => {
    expect(test_(who)).toBe(expected)
  })
})

test('not takes out, also of groups that have no other line', () => {
  const all = people({
    eng: { users: '*@eng.example.com', not: ['leads', 'bot@*'] },
    leads: { users: 'lead@eng.example.com' },
    rest: { not: 'eng' },
  })
  const groups = (user: string) => all.groupsOf(person(user))
  expect(groups('ann@eng.example.com')).toEqual(['eng'])
  expect(groups('lead@eng.example.com')).toEqual(['leads', 'rest'])
  expect(groups('bot@eng.example.com')).toEqual(['rest'])
})

test('a group may hold other groups, defined before or after it', () => {
  const all = people({ tech: { people: ['eng', 'ops@example.com'] }, eng: { users: 'ann' } })
  expect(all.groupsOf(person('ann'))).toEqual(['tech', 'eng'])
  expect(all.test('tech')(person('ops@example.com'))).toBe(true)
})

test('what was worked out is kept for the request', () => {
  const who = person('ann')
  let asked = 0
  const member = () => who.remember('g', () => ++asked > 0)
  expect([member(), member(), asked]).toEqual([true, true, 1])
})

test('an entry with @, * or ? is a user', () => {
  expect(['eng', 'ann@x', '*', 'a?'].map(isUserGlob)).toEqual([false, true, true, true])
})
