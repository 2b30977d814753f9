/** Every long run is found, whatever its place, and only long ones. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eachRun } from '../../policy/scan-runs.ts'
import { pageOf } from './pages.ts'

function runs(text: string): string[] {
  const found: string[] = []
  eachRun(pageOf(text), (start, end) => found.push(text.slice(start, end)))
  return found
}

test('the same as splitting at every other character', () => {
  const parts = fc.array(
    fc.tuple(fc.string({ unit: fc.constantFrom(...'aZ0_-=/+'), maxLength: 40 }), fc.constantFrom(' ', '\n', ', ', '"')),
  )
  fc.assert(
    fc.property(parts, list => {
      const text = list.flat().join('')
      expect(runs(text)).toEqual(text.split(/[ \n,"]+/).filter(part => part.length >= 16))
    }),
  )
})
