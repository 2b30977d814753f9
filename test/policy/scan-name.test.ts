/** A name reaches as far as programs and people write it. */
import { expect, test } from 'vitest'
import { isConstantName, isShouting, mayAssign, nameAt, stems } from '../../policy/scan-name.ts'
import { pageOf } from './pages.ts'

const nameIn = (text: string, stem: string): string => {
  const { start, end } = nameAt(pageOf(text), text.toLowerCase().indexOf(stem), stem)
  return text.slice(start, end)
}

test.each([
  ['my dbPasswordProd = 1', 'password', 'dbPasswordProd'],
  ['le mot de passe est', 'mot de passe', 'mot de passe'],
  ['java -Dpassword=x', 'password', 'password'],
  ['the api key is', 'key', 'api key'],
  ['登录密码为', '密码', '密码'],
  ['كلمة المرور هي', 'كلمة المرور', 'كلمة المرور'],
])('%s', (text, stem, name) => {
  expect(nameIn(text, stem)).toBe(name)
})

test('a value may follow a constant or a directive without a sign', () => {
  const page = pageOf('ENV token x; api_key y; token z')
  expect(isConstantName(page, { start: 4, end: 9 })).toBe(true)
  expect(isConstantName(page, { start: 13, end: 20 })).toBe(true)
  expect(isConstantName(page, { start: 24, end: 29 })).toBe(false)
})

test('members and calls without a literal are passed over', () => {
  expect(mayAssign(pageOf('token.x'), { start: 0, end: 5 })).toBe(false)
  expect(mayAssign(pageOf('token(x)'), { start: 0, end: 5 })).toBe(false)
  expect(mayAssign(pageOf('token("x")'), { start: 0, end: 5 })).toBe(true)
})

test('capitals shout', () => {
  expect(isShouting(pageOf('DB_PWD='), { start: 0, end: 6 })).toBe(true)
  expect(isShouting(pageOf('db_pwd='), { start: 0, end: 6 })).toBe(false)
})

test('stems are lower case', () => {
  for (const stem of stems) expect(stem).toBe(stem.toLowerCase())
})
