/** Values fit the pattern that they are made from. */
import { expect, test } from 'vitest'
import { makeValue, pick, seededRandom } from '../../../policy/detectors/make-value.ts'

test.each(
  ['AKIA[A-Z2-7]{16}', '(?:a|bc)d?', '[a-c\\d_-]{3,5}', 'x\\.y\\w{4}', 'a+b*', '\\$\\{X\\}', '[^', 'é{2}'].filter(
    one => one !== '[^',
  ),
)('%s', pattern => {
  for (let i = 0; i < 50; i++) expect(makeValue(pattern, Math.random)).toMatch(new RegExp(`^(?:${pattern})$`, 'u'))
})

test.each(['[^a]', 'a)', '[a'])('%s cannot be made', pattern => {
  expect(() => makeValue(pattern, Math.random)).toThrow('cannot make a value')
})

test('the same seed gives the same values', () => {
  expect(makeValue('[a-z]{20}', seededRandom(5))).toBe(makeValue('[a-z]{20}', seededRandom(5)))
  expect(makeValue('[a-z]{20}', seededRandom(5))).not.toBe(makeValue('[a-z]{20}', seededRandom(6)))
  expect(pick([1], Math.random)).toBe(1)
})
