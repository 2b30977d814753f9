import { expect, test } from 'vitest'
import { peopleOrder, sortPeople } from '../../../../console/web/people/order.ts'
import { person } from '../data.ts'

const people = [
  { ...person, name: 'b', costUsd: 1, lastSeen: 3 },
  { ...person, name: 'a', costUsd: 1, lastSeen: 1 },
  { ...person, name: 'c', costUsd: 9, lastSeen: 2 },
]
const sorted = (order: string | null) =>
  sortPeople(people, peopleOrder(order))
    .map(p => p.name)
    .join('')

test.each([
  [null, 'cab'],
  ['costUsd', 'cab'],
  ['-costUsd', 'bac'],
  ['name', 'abc'],
  ['-name', 'cba'],
  ['lastSeen', 'bca'],
  ['nonsense', 'cab'],
])('%s gives %s', (order, names) => expect(sorted(order)).toBe(names))
