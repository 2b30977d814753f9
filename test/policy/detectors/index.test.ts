/** Every detector proves its own examples, on both sides. */
import { describe, expect, test } from 'vitest'
import type { Example } from '../../../policy/detectors/detector.ts'
import { detectors } from '../../../policy/detectors/index.ts'
import { makeValue, seededRandom } from '../../../policy/detectors/make-value.ts'
import { atLeast } from '../../../policy/finding.ts'
import { createScanner } from '../../../policy/scan.ts'

const scanner = createScanner({ asked: detectors.filter(one => one.onRequest).map(one => one.id) })
const makings = 12

/** The text without its marks and the places of the values between them. */
function made(example: Example, seed: number): { text: string; places: [number, number][] } {
  const random = seededRandom(seed)
  const marked = typeof example === 'string' ? makeValue(example, random) : example(random)
  const [before, ...rest] = marked.split(/[«»]/)
  let text = before!
  const places: [number, number][] = []
  for (const [index, part] of rest.entries()) {
    if (index % 2 === 0) places.push([text.length, text.length + part.length])
    text += part
  }
  return { text, places: places.length > 0 ? places : [[0, text.length]] }
}

const shapeOf = (text: string): string => text.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/[0-9]/g, '0')

describe.each(detectors.map(detector => [detector.id, detector] as const))('%s', (id, detector) => {
  test.each(detector.examples.match.map((example, i) => [i, example] as const))(
    'finds its example %i',
    (_, example) => {
      for (let seed = 1; seed <= makings; seed++) {
        const { text, places } = made(example, seed)
        const found = scanner.scan([{ text }]).filter(one => one.detector === id && atLeast(one.confidence, 'medium'))
        // Shapes, not values: a failure must not print a secret.
        expect({ shape: shapeOf(text), places: found.map(one => [one.start, one.end]) }).toEqual({
          shape: shapeOf(text),
          places,
        })
      }
    },
  )

  test.each(detector.examples.ignore.map(([example, why]) => [why, example] as const))(
    'leaves alone: %s',
    (_, example) => {
      for (let seed = 1; seed <= makings; seed++) {
        const { text } = made(example, seed)
        const found = scanner.scan([{ text }]).filter(one => one.detector === id && atLeast(one.confidence, 'medium'))
        expect(found.map(one => [one.start, one.end, one.why])).toEqual([])
      }
    },
  )
})

test('ids are unique, in lower case, and every detector says how it checks', () => {
  const ids = detectors.map(detector => detector.id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const detector of detectors) {
    expect(detector.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(detector.source).toMatch(/^https:\/\//)
    if (detector.kind === 'token') expect(detector.keywords.every(keyword => keyword.length >= 2)).toBe(true)
  }
})
