/** Shapes match what the same regular expressions match. */
import RE2 from 're2'
import { describe, expect, test } from 'vitest'
import type { NumberFormat } from '../../policy/detectors/detector.ts'
import { detectors } from '../../policy/detectors/index.ts'
import { pick, seededRandom } from '../../policy/detectors/make-value.ts'
import { createShape } from '../../policy/scan-shape.ts'

const shapes = new Set(
  detectors.filter((one): one is NumberFormat => one.kind === 'number').map(format => format.shape),
)
const random = seededRandom(17)

/** A value of some length, near the shape: digits mostly, letters where others of the shape have them. */
function drawn(shape: string): string {
  const letters = shape.replaceAll(/[^A-ZÑ&]/g, '') || 'A'
  const size = 3 + Math.floor(random() * 20)
  return Array.from({ length: size }, () => pick([...'01234567890123456789', ...letters], random)).join('')
}

describe('every shape of a detector', () => {
  test.each([...shapes])('%s', shape => {
    const matches = createShape(shape)
    const same = new RE2(`^(?:${shape})$`)
    for (let i = 0; i < 400; i++) {
      const value = drawn(shape)
      expect(matches(value), value).toBe(same.test(value))
      expect(matches(value)).toBe(same.test(value))
    }
  })
})

test.each([
  ['(?:19|20)?\\d{2}', ['1999', '2001', '99'], ['199', '1799', '', '19999']],
  ['[A-C]{1,3}X?', ['A', 'ABC', 'ABCX', 'BX'], ['X', 'D', 'ABCA', 'AXX']],
  ['\\d{2}(?:A|BC){2}', ['12AA', '12ABC', '12BCBC'], ['12A', '12AB', '12AAA']],
  ['[Ñ&]', ['Ñ', '&'], ['N', 'é', '中']],
])('%s', (shape, inside, outside) => {
  const matches = createShape(shape)
  expect(inside.filter(value => !matches(value))).toEqual([])
  expect(outside.filter(matches)).toEqual([])
})

test.each(['a', '[a-z]', '(?:A', 'A)', '.', '\\w', 'A*', '[^A]', '^A'])('%s is refused', shape => {
  expect(() => createShape(shape)).toThrow(/cannot be read/)
})
