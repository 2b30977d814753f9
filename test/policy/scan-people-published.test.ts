/** Lists that are public anyway are told by the words around them. */
import { expect, test } from 'vitest'
import { isPublished, isStatistics } from '../../policy/scan-people-published.ts'
import { pageOf } from './pages.ts'

const published = (before: string, list = 'Anna Schmidt\nPeter Lang'): boolean =>
  isPublished(pageOf(before + list), before.length, before.length + list.length)

test('authors, change logs and references', () => {
  expect(published('Authors:\n')).toBe(true)
  expect(published('', 'a (1901)\nb (1902)\nc (1903)\nd (1904)')).toBe(true)
  expect(published(`Contributors\n${'x\n'.repeat(300)}`)).toBe(true)
  expect(published('Here is a list of people, who helped in its development.\n')).toBe(true)
  expect(published('These leave in May:\n')).toBe(false)
})

test('heads of standings', () => {
  expect(isStatistics(pageOf('Player,Goals\nAnna'), 13)).toBe(true)
  expect(isStatistics(pageOf('Name,Salary\nAnna'), 12)).toBe(false)
})
