import { expect, test } from 'vitest'
import { didYouMean, nearest } from '../../policy/nearest.ts'
import { cpuMs } from '../cpu-time.ts'

const keys = ['action', 'when', 'message', 'severity', 'notify', 'id']

test.each([
  ['acton', 'action'],
  ['ACTION', 'action'],
  ['actoin', 'action'],
  ['mesage', 'message'],
  ['serverity', 'severity'],
  ['wehn', 'when'],
  ['di', 'id'],
  ['budget', undefined],
  ['x', undefined],
  ['', undefined],
])('%s was meant as %s', (typed, meant) => {
  expect(nearest(typed, keys)).toBe(meant)
})

test('a name that begins like another, however long, is offered; the shortest of several', () => {
  expect(didYouMean('github', ['github-fine-grained-token', 'github-token', 'gitlab-token'])).toBe(
    "; did you mean 'github-token'?",
  )
  expect(didYouMean('zzz', ['github-token'])).toBe('')
})

test('an enormous name is compared by its beginning only', () => {
  const name = 'a'.repeat(1_000_000)
  expect(nearest(name, keys)).toBeUndefined()
  expect(cpuMs(() => nearest(name, keys))).toBeLessThan(200)
})
