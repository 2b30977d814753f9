/** Every long run is found, whatever its place, and only long ones. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DIGIT, JOINER, LETTER, TOKEN_SIGN, UPPER } from '../../policy/scan-page.ts'
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

test('the classes of a run are those of its characters', () => {
  const kinds: number[] = []
  eachRun(pageOf('some_function_name  some-Function-name  /etc/debian/12.5  ________________'), (_start, _end, one) =>
    kinds.push(one),
  )
  expect(kinds).toEqual([LETTER | JOINER, LETTER | UPPER | JOINER, LETTER | DIGIT | TOKEN_SIGN, JOINER])
})
