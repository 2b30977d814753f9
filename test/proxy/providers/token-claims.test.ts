import { expect, test } from 'vitest'
import { bearer, emailClaim, tokenClaims } from '../../../proxy/providers/token-claims.ts'
import { makeToken } from './token.ts'

test('claims are read without checking a signature', () => {
  expect(tokenClaims(makeToken({ email: 'ann@acme.example', n: 1 }))).toEqual({ email: 'ann@acme.example', n: 1 })
})

test.each([
  '',
  'opaque',
  'eyJ',
  'eyJ.',
  'eyJx.!!!.x',
  `eyJ${'x'.repeat(20_000)}.e30.x`,
  makeToken({}).replace(/\..*\./, '.W10.'),
])('%.20s is no token', token => {
  expect(tokenClaims(token)).toBeNull()
})

test.each<[Record<string, unknown>, string | undefined]>([
  [{ 'https://api.openai.com/profile': { email: 'a@x.example' }, email: 'b@x.example' }, 'a@x.example'],
  [{ email: 'b@x.example' }, 'b@x.example'],
  [{ upn: 'c@x.example' }, 'c@x.example'],
  [{ unique_name: 'd@x.example' }, 'd@x.example'],
  [{ email: 'no address', upn: 7 }, undefined],
  [{ email: `${'x'.repeat(400)}@x.example` }, undefined],
])('e-mail of %j', (claims, expected) => {
  expect(emailClaim(claims)).toBe(expected)
})

test.each([
  ['Bearer abc', 'abc'],
  ['bearer  abc ', 'abc'],
  ['Basic abc', undefined],
  [undefined, undefined],
])('bearer of %j', (header, expected) => {
  expect(bearer(header)).toBe(expected)
})
