/** Sentences in many languages tell where the value stands. */
import { expect, test } from 'vitest'
import { loginPair, type Told, toldBefore, toldBehind } from '../../policy/scan-sentence.ts'
import { pageOf } from './pages.ts'

const cut = (text: string, told: Told | undefined): string | undefined => told && text.slice(told.start, told.end)
const behind = (text: string, name: string): string | undefined =>
  cut(
    text,
    toldBehind(pageOf(text), text.indexOf(name) + name.length, ({ start, end }) => /\d/.test(text.slice(start, end))),
  )

test.each([
  ['the password is V4lue.', 'password'],
  ['password for the VPN: V4lue', 'password'],
  ['the password was changed to V4lue yesterday', 'password'],
  ['user bob and password V4lue', 'password'],
  ['la contraseña es «V4lue».', 'contraseña'],
  ['Пароль от базы — V4lue.', 'Пароль'],
  ['用户名admin，密码V4lue', '密码'],
  ['パスワードは「V4lue」です', 'パスワード'],
  ['пароль V4lue, не работает', 'пароль'],
  ['username admin secret 5 V4lue', 'secret'],
  ['the password (V4lue) is old', 'password'],
])('%s', (text, name) => {
  expect(behind(text, name)).toBe('V4lue')
})

test.each([
  ['password length is V4lue', 'password'],
  ['the password. Then V4lue', 'password'],
  ['password one two three four five six: V4lue', 'password'],
  ['the password\nis V4lue', 'password'],
])('nothing in: %s', (text, name) => {
  expect(behind(text, name)).toBe(undefined)
})

test.each([
  ['use "V4lue" as the password', 'V4lue'],
  ['V4lue is my new password', 'V4lue'],
  ['V4lue and the password', undefined],
])('before: %s', (text, value) => {
  expect(cut(text, toldBefore(pageOf(text), text.indexOf('password')))).toBe(value)
})

test.each([
  ['admin / V4lue', 'V4lue'],
  ['ann@acme.example:V4lue,', 'V4lue'],
  ['admin V4lue', undefined],
])('pair: %s', (text, value) => {
  expect(cut(text, loginPair(pageOf(text), 0))).toBe(value)
})

test('quotes of France have a space inside', () => {
  expect(behind('Mon mot de passe est « Praha350! » depuis hier', 'mot de passe')).toBe('Praha350!')
})
