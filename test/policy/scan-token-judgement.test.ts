/** Checks, randomness and known examples decide how sure a match of a format is. */
import { expect, test } from 'vitest'
import { detector } from '../../policy/detectors/detector.ts'
import { judgeToken } from '../../policy/scan-token-judgement.ts'

const format = detector({
  id: 'x-token',
  name: 'X token',
  source: 'https://x.example',
  keywords: ['x_'],
  pattern: 'x_[a-z0-9]{20}',
  examples: { match: ['x_[a-z0-9]{20}'], ignore: [['x_', 'too short']] },
})
const value = 'x_8f3kq0z7w1m5v9t2c6b4'

test.each([
  ['a check that holds', { verify: (): boolean => true }, value, false, 'high'],
  ['a check that fails', { verify: (): boolean => false }, value, false, 'medium'],
  ['a strict check that fails', { verify: (): boolean => false, strict: true }, value, false, undefined],
  ['no check', {}, value, false, 'high'],
  ['its own confidence', { confidence: 'medium' }, value, false, 'medium'],
  ['a longer value', {}, value, true, 'high'],
  ['a longer value of an exact format', { exact: true }, value, true, undefined],
  ['a placeholder', {}, 'x_your-token-goes-here', false, 'low'],
  ['a known example', { known: [value] }, value, false, 'low'],
  ['words where randomness is asked', { entropy: 3 }, 'x_reads_like_some_words', false, undefined],
] as const)('%s', (_, changes, text, longer, confidence) => {
  expect(judgeToken({ ...format, ...changes }, 'x_', text, longer)?.confidence).toBe(confidence)
})
