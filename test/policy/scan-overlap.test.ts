/** Of overlapping hits the surest and most specific stays. */
import { expect, test } from 'vitest'
import { seededRandom } from '../../policy/detectors/make-value.ts'
import { createSpans, resolveOverlaps } from '../../policy/scan-overlap.ts'
import type { Hit } from '../../policy/scan-page.ts'

const hit = (
  id: string,
  start: number,
  end: number,
  confidence: Hit['confidence'] = 'high',
  category: Hit['detector']['category'] = 'secrets',
): Hit => ({
  detector: { id, category, severity: 'high' },
  start,
  end,
  confidence,
  why: [],
})
const kept = (...hits: Hit[]): string[] => resolveOverlaps(hits).map(one => one.detector.id)

test.each([
  ['the surer one', [hit('a', 0, 9, 'low'), hit('b', 0, 9)], ['b']],
  ['the named one', [hit('generic-secret', 0, 9), hit('github-token', 0, 9)], ['github-token']],
  [
    'the secret',
    [hit('email-address', 0, 9, 'high', 'personal'), hit('connection-string', 0, 20)],
    ['connection-string'],
  ],
  [
    'both when one reaches further',
    [hit('github-token', 0, 9), hit('generic-secret', 0, 12)],
    ['generic-secret', 'github-token'],
  ],
  [
    'all of the policy’s own, which hide nothing',
    [
      hit('falcon', 8, 14, 'high', 'custom'),
      hit('falcon', 8, 14, 'medium', 'custom'),
      hit('project-falcon', 0, 14, 'high', 'custom'),
      hit('jwt', 0, 14, 'medium'),
    ],
    ['falcon', 'project-falcon', 'jwt'],
  ],
  ['both when they are apart', [hit('b', 10, 12), hit('a', 0, 9)], ['a', 'b']],
])('%s', (_, hits, ids) => {
  expect(kept(...hits).sort()).toEqual([...ids].sort())
})

test('spans answer as a look at every place would', () => {
  const random = seededRandom(3)
  const number = (most: number): number => Math.floor(random() * most)
  for (let round = 0; round < 50; round++) {
    const places = Array.from({ length: number(8) }, () => number(40)).map(start => ({
      start,
      end: start + 1 + number(9),
    }))
    const spans = createSpans(places)
    for (let i = 0; i < 40; i++) {
      const start = number(45)
      const end = start + 1 + number(9)
      expect(spans.holds(start, end)).toBe(places.some(one => one.start <= start && one.end >= end))
      expect(spans.touches(start, end)).toBe(places.some(one => one.start < end && one.end > start))
    }
  }
})
