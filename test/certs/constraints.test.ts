import { describe, expect, test } from 'vitest'
import { read } from '../../certs/asn1.ts'
import {
  constraintsFor,
  decodeConstraints,
  encodeConstraints,
  permits,
  readHost,
  sameConstraints,
} from '../../certs/constraints.ts'

test('hosts become sorted constraints without what a wider one covers', () => {
  expect(constraintsFor(['b.test', '*.a.test', 'x.a.test', 'A.TEST', '10.0.0.1', '[2001:DB8:0::1]', 'b.test'])).toEqual(
    {
      dns: ['a.test', 'b.test'],
      ips: ['10.0.0.1', '2001:db8::1'],
    },
  )
})

test.each([
  '',
  '*',
  '*.',
  'a.test:443',
  '10.0.0.1:80',
  '*.10.0.0.1',
  '10.0.0.0/8',
  'a..test',
  '-',
  'http://a.test',
  '1.2.3',
  'ü.test',
])('%j is refused by name', pattern => {
  expect(() => constraintsFor(['fine.test', pattern])).toThrow(`${JSON.stringify(pattern)} is not a host`)
})

describe('permits', () => {
  const constraints = constraintsFor(['a.test', '*.b.test', '10.0.0.1', '2001:db8::1'])
  test.each([
    ['a.test', true],
    ['A.test', true],
    ['x.a.test', true],
    ['x.b.test', true],
    ['*.b.test', true],
    ['xa.test', false],
    ['test', false],
    ['a.test.evil.test', false],
    ['10.0.0.1', true],
    ['10.0.0.10', false],
    ['2001:db8:0:0:0:0:0:1', true],
    ['[2001:db8::1]', true],
    ['2001:db8::2', false],
    ['::ffff:10.0.0.1', false],
    ['', false],
    ['not a host', false],
  ])('%j: %j', (host, allowed) => {
    expect(permits(constraints, host)).toBe(allowed)
  })
})

test.each([[['a.test', 'b.test']], [['10.0.0.1']], [['2001:db8::1']], [['a.test', '10.0.0.1', '2001:db8::1']], [[]]])(
  '%j survives encoding',
  hosts => {
    const constraints = constraintsFor(hosts)
    expect(decodeConstraints(read(encodeConstraints(constraints)))).toEqual(constraints)
  },
)

test('a network in a foreign certificate is not taken for one address', () => {
  const der = encodeConstraints(constraintsFor(['10.0.0.1']))
  const wide = Buffer.from(der)
  wide[wide.indexOf(Buffer.from('ffffffff', 'hex'))] = 0
  expect(() => decodeConstraints(read(wide))).toThrow(/does not write/)
})

test('sets of constraints are compared by what they hold', () => {
  const of = constraintsFor
  expect(sameConstraints(of(['a.test', 'b.test']), of(['b.test', 'a.test', 'x.a.test']))).toBe(true)
  expect(sameConstraints(of(['a.test']), of(['a.test', '10.0.0.1']))).toBe(false)
})

test.each(['2130706433', '0x7f.1', '127.1', '1.2.3.4.5', 'a.test.'])(
  '%s is no host: resolvers disagree about it',
  text => {
    expect(readHost(text)).toBeNull()
  },
)
