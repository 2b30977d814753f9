import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from '../../../proxy/users/password.ts'

test('a password verifies against its own hash alone, and every hash has its salt', async () => {
  const password = randomBytes(9).toString('hex')
  const [a, b] = [await hashPassword(password), await hashPassword(password)]
  expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(a).not.toBe(b)
  expect(await verifyPassword(a, password)).toBe(true)
  expect(await verifyPassword(a, `${password}x`)).toBe(false)
})

test.each(['', 'x', '$argon2id$broken'])('nothing matches %j, which is no hash', async phc => {
  expect(await verifyPassword(phc, '')).toBe(false)
})
