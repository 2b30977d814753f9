/** Lists of 64 bytes: a key and what belongs to it, and lists that are none. */
import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { createScanner } from '../../policy/scan.ts'

const scanner = createScanner()
const keyFile = (): string => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  const open = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  return `[${[...seed, ...open].join(', ')}]`
}
const found = (text: string): [number, number, string][] =>
  scanner
    .scan([{ text }])
    .flatMap(one => (one.detector === 'solana-key-file' ? [[one.start, one.end, one.confidence]] : []))

test('a key whose halves belong together is found wherever it stands', () => {
  const list = keyFile()
  expect(found(`x = ${list};`)).toEqual([[4, 4 + list.length, 'high']])
})

test.each([
  ['64 small numbers', `[${Array.from({ length: 64 }, (_, i) => i % 16).join(',')}]`],
  [
    'a number too large',
    keyFile()
      .replace('[', '[256, ')
      .replace(/, \d+\]/, ']'),
  ],
  ['63 numbers', keyFile().replace(/, \d+\]/, ']')],
])('%s are no key', (_, text) => expect(found(`const list = ${text}`)).toEqual([]))

test('many brackets take no more than their length', () => {
  const start = performance.now()
  scanner.scan([{ text: '[1,2,'.repeat(60_000) }])
  expect(performance.now() - start).toBeLessThan(3000)
})
