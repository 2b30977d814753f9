/** A value that lacks one or two characters is told, low; one that lacks more is none. */
import { expect, test } from 'vitest'
import { createScanner } from '../../policy/scan.ts'
import { makeSecret } from '../secrets.ts'

const key = makeSecret('AKIA[A-Z2-7]{7}7[A-Z2-7]{8}')
const scanner = createScanner()
const low = (text: string) =>
  scanner
    .scan([{ text }])
    .filter(one => one.detector === 'aws-access-key-id')
    .map(({ start, end, confidence, why }) => ({ start, end, confidence, why: why.at(-1) }))

test.each([1, 2])('%i missing', missing => {
  const value = key.slice(0, -missing)
  const why = 'one or two characters shorter than the documented length'
  expect(low(`id ${value}.`)).toEqual([{ start: 3, end: 3 + value.length, confidence: 'low', why }])
})

test.each([
  ['three missing', key.slice(0, -3)],
  ['words', 'AKIA_ACCESS_KEY_ID_'],
])('%s: none', (_, text) => expect(low(text)).toEqual([]))
