/** Names promise passwords, secrets, or nothing. */
import { expect, test } from 'vitest'
import { pick, seededRandom } from '../../policy/detectors/make-value.ts'
import { mayPromise, promiseOf, vendorOf, wordsOf } from '../../policy/scan-identifier.ts'

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

test('no name that promises something is passed over', () => {
  const random = seededRandom(3)
  const parts =
    'key Keys KEY token Token password Pass passe mot de db API - _ . 2 prod Prod é пароль ключ 密码 aws X id'.split(
      ' ',
    )
  for (let i = 0; i < 20_000; i++) {
    const name = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick([...parts, ' '], random)).join('')
    if (promiseOf(wordsOf(name))) expect(mayPromise(name), name).toBe(true)
  }
})

test.each(['key', ' key', 'pkey', 'keyword', 'key_size', 'credentialsPath'])('%j is settled by its last word', name => {
  expect(mayPromise(name)).toBe(false)
})
