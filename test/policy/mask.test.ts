/** A mask tells the kind and the length, never the value. */
import { expect, test } from 'vitest'
import { maskValue } from '../../policy/mask.ts'
import { makeSecret } from '../secrets.ts'

test.each([
  ['aws-access-key-id', () => makeSecret('AKIA[A-Z2-7]{16}'), 'AKIA…(20)'],
  ['github-token', () => makeSecret('ghp_[A-Za-z0-9]{36}'), 'ghp_…(40)'],
  ['anthropic-api-key', () => makeSecret('sk-ant-api03-[A-Za-z0-9]{93}AA'), 'sk-a…(108)'],
  ['credit-card', () => '4929 1234 5678 9012', '…9012(19)'],
  ['iban', () => 'DE00 1234 5678', 'DE…(14)'],
  ['email-address', () => 'ann@corp.example', 'a…@…(16)'],
  ['generic-password', () => makeSecret('[a-z]{9}'), '…(9)'],
  ['project-names', () => 'Falcon', '…(6)'],
])('%s', (detector, make, mask) => {
  expect(maskValue(make(), detector)).toBe(mask)
})
