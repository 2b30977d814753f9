/** A name beside a value gives secrets away, in files, code, tables and sentences. */
import { expect, test } from 'vitest'
import { makeSecret } from '../secrets.ts'
import { findings } from './pages.ts'

const key = makeSecret('[A-Za-z0-9]{34}q7')
const password = makeSecret('[A-Z][a-z]{5}[0-9]{3}[!#%][a-z]{2}')
const found = (text: string, value: string): boolean => {
  const at = text.indexOf(value)
  return findings(text).some(one => one.category === 'secrets' && one.start <= at && one.end >= at + value.length)
}

test.each([
  'API_KEY={v}',
  'export API_KEY="{v}"',
  'api_key: {v}',
  '"apiKey": "{v}",',
  "const clientSecret = '{v}'",
  'x-api-key: {v}',
  '--api-key {v}',
  '- name: API_KEY\n  value: "{v}"',
  '<add key="ApiKey" value="{v}" />',
  'ENV API_KEY {v}',
  'name,api_key\nprod,{v}',
  '| name | api_key |\n| --- | --- |\n| prod | {v} |',
  'my api key is {v}.',
])('key in: %s', text => {
  expect(found(text.replace('{v}', key), key)).toBe(true)
})

test.each([
  'DB_PASSWORD={v}',
  'password: "{v}"',
  'the password is {v}',
  'das Passwort lautet {v}.',
  'la contraseña es {v}',
  'mot de passe : {v}',
  'пароль: {v}',
  '密码是{v}',
  'パスワードは{v}です',
  'user,password\nann,{v}',
])('password in: %s', text => {
  expect(found(text.replace('{v}', password), password)).toBe(true)
})

test.each([
  'password: string',
  'password = getpass()',
  'password = self.password',
  'token = tokens[i]',
  'api_key = process.env.API_KEY',
  'secret_name = "prod/database"',
  'max_tokens: 4096',
  'Pass --enable-shared to configure',
  'the password is required',
  'primary_key = "customer_identifier_number"',
])('nothing in: %s', text => {
  expect(findings(text)).toEqual([])
})

test('an AWS secret is named for what it is', () => {
  const secret = makeSecret('[A-Za-z0-9/+]{39}x')
  expect(findings(`aws_secret_access_key = ${secret}`)[0]).toMatchObject({ detector: 'aws-secret-access-key' })
})
