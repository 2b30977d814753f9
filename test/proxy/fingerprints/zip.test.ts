/** Files come out of a zip as they went in; a bomb, an encrypted or a broken one does not. */
import { expect, test } from 'vitest'
import { zipEntries } from '../../../proxy/fingerprints/zip.ts'
import { zipOf } from './make-documents.ts'

const limit = 1 << 20

test.each([false, true])('every file of a zip (stored: %s)', stored => {
  const entries = zipEntries(zipOf({ 'a/ü.txt': 'first', b: 'x'.repeat(5000) }, { stored }), limit)
  expect(entries.map(entry => [entry.name, entry.bytes])).toEqual([
    ['a/ü.txt', 5],
    ['b', 5000],
  ])
  expect(entries.map(entry => entry.read().toString())).toEqual(['first', 'x'.repeat(5000)])
})

test('a remark at the end', () => {
  const zip = zipOf({ a: 'text' })
  expect(zipEntries(Buffer.concat([zip, Buffer.from('a remark')]), limit)).toHaveLength(1)
})

test('what would unpack to too much is refused, also when the zip lies', () => {
  expect(() => zipEntries(zipOf({ a: 'x'.repeat(limit), b: 'x' }), limit)).toThrow(/more than 1 MB/)
  const [lying] = zipEntries(zipOf({ a: 'x'.repeat(limit) }, { claims: 10 }), limit)
  expect(() => lying!.read()).toThrow(/damaged/)
})

test('encrypted, damaged, none at all', () => {
  expect(() => zipEntries(zipOf({ a: 'x' }, { flags: 1 }), limit)[0]!.read()).toThrow(/encrypted/)
  expect(() => zipEntries(Buffer.from('no zip, but long enough to be one'), limit)).toThrow(/damaged/)
  expect(() => zipEntries(Buffer.alloc(3), limit)).toThrow(/damaged/)
  const zip = zipOf({ a: 'text' })
  zip.fill(0xff, zip.indexOf('PK\x01\x02'), zip.indexOf('PK\x01\x02') + 4)
  expect(() => zipEntries(zip, limit)).toThrow(/damaged/)
})
