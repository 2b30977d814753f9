/** Pieces are joined one by one, as far as they are no words. */
import { expect, test } from 'vitest'
import { Budget } from '../../policy/scan-budget.ts'
import { rejoin } from '../../policy/scan-rejoin.ts'
import { pageOf } from './pages.ts'

function joins(text: string): string[] {
  const seen: string[] = []
  rejoin(pageOf(text), 0, new Budget(10_000, 0), ({ text: joined }) => {
    seen.push(joined)
    return false
  })
  return seen
}

test.each([
  ['ab12 cd34 ef56', ['ab12cd34', 'ab12cd34ef56']],
  ['"ab12" + "cd34"', []],
  ['ab12"\n  + "cd34', ['ab12cd34']],
  ['ab12 | cd34 |', ['ab12cd34']],
  ['ab12 is a word', []],
  ['ab12 （cd34', []],
])('%j', (text, seen) => {
  expect(joins(text)).toEqual(seen)
})
