/** Chains are digits and short words with single separators between. */
import { expect, test } from 'vitest'
import { compactOf, eachChain } from '../../policy/scan-chains.ts'
import { pageOf } from './pages.ts'

function chains(text: string): string[] {
  const found: string[] = []
  const page = pageOf(text)
  eachChain(page, 3, chain => found.push(compactOf(page, chain, 0, chain.count - 1)))
  return found
}

test.each([
  ['call 555 123 4567 now', ['5551234567']],
  ['GB82 WEST 1234 5698 7654 32.', ['GB82WEST12345698765432']],
  ['QQ 12 34 56 C', ['QQ123456C']],
  ['1-2345-67890-12-3', ['1234567890123']],
  ['(212) 555-1234', ['2125551234']],
  ['123, 456', ['123', '456']],
  ['a 12 b', []],
  ['12345\n67890', ['12345', '67890']],
])('%s', (text, expected) => {
  expect(chains(text)).toEqual(expected)
})
