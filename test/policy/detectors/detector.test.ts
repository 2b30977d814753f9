/** Definitions fill in what most detectors share. */
import { expect, test } from 'vitest'
import { detector, engineDetector, numberDetector } from '../../../policy/detectors/detector.ts'

const examples = { match: ['x'], ignore: [['y', 'other']] } as const

test('a token is a secret of high severity unless said', () => {
  const made = detector({
    id: 'a',
    name: 'A',
    source: 'https://a',
    keywords: ['a_'],
    pattern: 'a_',
    examples: { match: ['x'], ignore: [['y', 'z']] },
  })
  expect(made).toMatchObject({ kind: 'token', category: 'secrets', severity: 'high' })
})

test('kinds', () => {
  const common = {
    id: 'b',
    name: 'B',
    category: 'personal',
    severity: 'low',
    source: 'https://b',
    check: 'none',
    examples: { match: [...examples.match] as ['x'], ignore: [['y', 'z']] as [['y', 'z']] },
  } as const
  expect(engineDetector(common).kind).toBe('engine')
  expect(numberDetector({ ...common, shape: '\\d', lengths: [1, 1], labels: [] }).kind).toBe('number')
})
