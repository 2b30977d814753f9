import { expect, test } from 'vitest'
import { createSipHash } from '../../../policy/fingerprints/siphash.ts'

const key = Uint8Array.from({ length: 16 }, (_, i) => i)

/** Test vectors of the reference implementation (vectors.h): bytes 00 01 02 …, so many of them, under key 00 … 0f. */
test.each([
  [0, '310e0edd47db6f72'],
  [2, '5a4fa9d909806c0d'],
  [4, 'b7877127e09427cf'],
  [6, 'cee3fe586e46c9cb'],
  [8, '6224939a79f5f593'],
  [10, 'f3b9dd94c5bb5d7a'],
  [12, 'fbe50e86bc8f1e75'],
  [14, 'eef27a8e90ca23f7'],
  [62, '575ff28e60381be5'],
])('%i bytes', (length, expected) => {
  const units = Uint16Array.from({ length: length / 2 }, (_, i) => (2 * i) | ((2 * i + 1) << 8))
  const sip = createSipHash(key)
  sip.hash(units, 0, units.length)
  const bytes = Buffer.alloc(8)
  bytes.writeUInt32LE(sip.low, 0)
  bytes.writeUInt32LE(sip.high, 4)
  expect(bytes.toString('hex')).toBe(expected)
})

test('only the units asked for count', () => {
  const sip = createSipHash(key)
  const text = Uint16Array.from('xxjane.doe@acme.exampleyy', letter => letter.charCodeAt(0))
  sip.hash(text.subarray(2, 23), 0, 21)
  const { high, low } = sip
  sip.hash(text, 2, 23)
  expect(sip).toMatchObject({ high, low })
  sip.hash(text, 1, 23)
  expect(sip).not.toMatchObject({ high, low })
})

test('a key of another length is refused', () => {
  expect(() => createSipHash(new Uint8Array(15))).toThrow(RangeError)
})
