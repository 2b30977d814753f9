/** Entropy, placeholders and references. */
import { expect, test } from 'vitest'
import { isReference, looksMadeUp, shannonEntropy } from '../../policy/scan-value.ts'

test('entropy in bits per character', () => {
  expect(shannonEntropy('aaaa')).toBe(0)
  expect(shannonEntropy('abcd')).toBe(2)
})

test.each(['xxxxxxxxxxxx', 'your-api-key', 'EXAMPLEKEY', '0123456789', 'abcdefgh', '************', '...........'])(
  '%s is made up',
  value => {
    expect(looksMadeUp(value)).toBe(true)
  },
)

test.each(['8f3kq0z7w1m5', 'Zx81kQp02LmN'])('%s is not', value => {
  expect(looksMadeUp(value)).toBe(false)
})

test.each(['$VAR', '{{ x }}', '<token>', '%s', '%(x)s', 'process.env.X', '/run/secrets/x', 'os.environ["X"]'])(
  '%s is a reference',
  value => {
    expect(isReference(value)).toBe(true)
  },
)

test.each(['$2b$12$abcdefghijklmnopqrstuv', 'plain', 'a<b'])('%s is none', value => {
  expect(isReference(value)).toBe(false)
})
