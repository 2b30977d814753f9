import { expect, test } from 'vitest'
import { luhn } from '../../policy/detectors/check-digits.ts'
import { synthesize } from '../../policy/synthetic.ts'

const hashes = Array.from({ length: 40 }, (_, i) => (i * 2654435761).toString(16).padStart(32, '7'))

test.each([
  ['email-address', /^person-[0-9a-f]{8}@example\.com$/],
  ['us-ssn', /^987-65-43(2\d)$/],
  ['phone-number', /^\+1 202-555-01\d\d$/],
  ['ip-address', /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}$/],
  ['iban', /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/],
  ['person-name', /^\w+ Example$/],
])('%s: reserved values only, the same for the same value, and never changed again', (detector, shape) => {
  for (const hash of hashes) {
    const made = synthesize(detector, 'some value', hash)!
    expect(made).toMatch(shape)
    expect(synthesize(detector, 'some value', hash)).toBe(made)
    expect(synthesize(detector, made, 'ffffffffffffffffffffffffffffffff')).toBe(made)
  }
})

test('cards are test numbers whose check digit holds', () => {
  for (const hash of hashes) expect(luhn(synthesize('credit-card', '4929123456789012', hash)!)).toBe(true)
})

test('a kind without reserved values has none', () => {
  expect(synthesize('jwt', 'x', hashes[0]!)).toBeUndefined()
})
