/** Values behind telling names are judged: generated ones count, words, references and masks do not. */
import { expect, test } from 'vitest'
import { judgePassword, judgeSecret, type Written } from '../../policy/scan-judgement.ts'

const bare: Written = { quoted: false, sign: '=', shouting: true }
const quoted: Written = { quoted: true, sign: ':', shouting: false }

test.each(['Tr0ub4dor&3', 'kestrel4821', 'P@ssw0rd!2024x', 'x7#kQ2!v'])('%s is a password', value => {
  expect(judgePassword(value, bare)).toBeDefined()
})

test.each([
  'string',
  'changeme',
  '********',
  'getpass()',
  'your-password',
  'required',
  'new_password',
  '/run/secrets/db',
  'with-default-link',
  'abc',
])('%s is none', value => {
  expect(judgePassword(value, bare)).toBe(undefined)
  expect(judgePassword(value, quoted)).toBe(undefined)
})

test.each(['9f86d081884c7d659a2feaa0c55ad015', 'Zx81kQp02LmN44vRt7Yw', '123e4567-e89b-42d3-a456-426614174000'])(
  '%s is a secret',
  value => {
    expect(judgeSecret(value, quoted, false)).toBe('high')
  },
)

test.each([
  'customer_identifier_number',
  'com.acme.billing.InvoiceService',
  'short1',
  'aaaaaaaaaaaaaaaaaaaaaaaa',
  '[0-9A-F]{1,4}[a-z]{2,9}',
  'process.env.SECRET_TOKEN',
])('%s is none of the kind', value => {
  expect(judgeSecret(value, quoted, false)).toBe(undefined)
})
