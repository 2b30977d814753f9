import { describe, expect, test } from 'vitest'
import { clearFilter, countFilters, filterOf, putFilter, queryOf } from '../../../../console/web/events/filter.ts'

const of = (query: string) => filterOf(new URLSearchParams(query))

describe('what the API is asked', () => {
  test.each([
    ['', { modelCallsOnly: true }],
    ['user=ann', { user: 'ann', modelCallsOnly: true }],
    ['action=allow', { action: 'allow', modelCallsOnly: true }],
    ['user=ann&action=block', { user: 'ann', action: 'block' }],
    ['rule=x', { rule: 'x' }],
    ['detector=x', { detector: 'x' }],
    ['kind=everything', {}],
    ['kind=upload', { kind: 'upload' }],
    ['flagged=true', { flagged: true }],
    ['user=&unknown=1', { modelCallsOnly: true }],
  ])('%j', (query, asked) => expect(queryOf(of(query))).toEqual(asked))
})

test('setting and unsetting leaves the rest of the address alone', () => {
  const set = putFilter(new URLSearchParams('live=true&app=x'), 'user', 'ann')
  expect(set.toString()).toBe('live=true&app=x&user=ann')
  expect(putFilter(set, 'app', undefined).toString()).toBe('live=true&user=ann')
})

test('clearing keeps live', () => {
  expect(clearFilter(new URLSearchParams('live=true&app=x&flagged=true&range=7d')).toString()).toBe('live=true')
})

test('the count is of what narrows the list', () => {
  expect(countFilters(of('user=a&app=b&flagged=true&live=true'))).toBe(3)
})
