import { expect, test } from 'vitest'
import { bits, context, octets, oid, pem, read, sequence, time, tlv, unsigned, utf8, write } from '../../certs/asn1.ts'

test.each([
  [0, '020100'],
  [127, '02017f'],
  [128, '02020080'],
  [65537, '0203010001'],
])('unsigned %i', (value, hex) => {
  expect(unsigned(value).toString('hex')).toBe(hex)
})

test('unsigned bytes take their shortest positive form', () => {
  expect(unsigned(Buffer.from('0000ff', 'hex')).toString('hex')).toBe('020200ff')
})

test.each([
  [0, '0400'],
  [127, '047f'],
  [128, '048180'],
  [256, '04820100'],
  [65536, '0483010000'],
])('a length of %i', (size, header) => {
  const encoded = octets(Buffer.alloc(size))
  expect(encoded.toString('hex', 0, encoded.length - size)).toBe(header)
  expect(read(encoded).contents.length).toBe(size)
})

test('object identifiers, as X.690 gives them', () => {
  expect(oid('1.2.840.10045.4.3.2').toString('hex')).toBe('06082a8648ce3d040302')
})

test.each([
  ['2049-12-31T23:59:59Z', '170d3439313233313233353935395a'],
  ['2050-01-01T00:00:00Z', '180f32303530303130313030303030305a'],
])('%s takes the form that RFC 5280 wants', (date, hex) => {
  expect(time(new Date(date)).toString('hex')).toBe(hex)
})

test('what is written reads back the same', () => {
  const der = sequence(
    unsigned(5),
    utf8('é'),
    context(0, true, sequence(oid('2.5.4.3'))),
    context(7, false, Buffer.of(1, 2)),
  )
  expect(write(read(der))).toEqual(der)
  expect(read(der).children.map(child => child.tagByte)).toEqual([0x02, 0x0c, 0xa0, 0x87])
})

test('a bit string says how many bits are unused', () => {
  expect(bits(1, Buffer.of(6)).toString('hex')).toBe('03020106')
})

test('truncated DER is an error', () => {
  expect(() => read(tlv(0x30, Buffer.alloc(10)).subarray(0, 6))).toThrow()
})

test('PEM has lines of 64', () => {
  const lines = pem('CERTIFICATE', Buffer.alloc(100)).split('\n')
  expect(lines.map(line => line.length)).toEqual([27, 64, 64, 8, 25, 0])
})
