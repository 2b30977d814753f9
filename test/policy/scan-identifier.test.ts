/** Names promise passwords, secrets, or nothing. */
import { expect, test } from 'vitest'
import { promiseOf, vendorOf, wordsOf } from '../../policy/scan-identifier.ts'

test.each([
  ['dbPasswordProd', ['db', 'password', 'prod']],
  ['DB_PASSWORD-1', ['db', 'password']],
  ['HTTPToken', ['http', 'token']],
  ['Passwort', ['passwort']],
])('words of %s', (name, words) => {
  expect(wordsOf(name)).toEqual(words)
})

test.each([
  ['DB_PASSWORD', 'password'],
  ['mysqlPwd', 'password'],
  ['contraseña', 'password'],
  ['apiKey', 'secret'],
  ['DATADOG_APP_KEY', 'secret'],
  ['client_secret', 'secret'],
  ['ACCESS_TOKEN_PROD', 'secret'],
  ['primary_key', undefined],
  ['public_key', undefined],
  ['password_hash', undefined],
  ['token_count', undefined],
  ['secretName', undefined],
  ['max_tokens', undefined],
  ['csrf_token', undefined],
  ['keyboard', undefined],
])('%s promises %s', (name, promised) => {
  expect(promiseOf(wordsOf(name))).toBe(promised)
})

test('the vendor in a name', () => {
  expect(vendorOf(wordsOf('HEROKU_API_KEY'))).toBe('heroku')
  expect(vendorOf(wordsOf('API_KEY'))).toBe(undefined)
})
