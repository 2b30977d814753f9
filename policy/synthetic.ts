/** Values that look right and belong to nobody: numbers and names that their registries keep for examples and tests. */

/** `hash` (hex) picks among the reserved values, so that a value always gets the same. Undefined: no value of this kind is reserved. */
export function synthesize(detector: string, value: string, hash: string): string | undefined {
  const kind = kinds[detector]
  if (!kind) return undefined
  // A value that is reserved already stands for itself, or each turn would change it again.
  return kind.isReserved(value) ? value : kind.make(hash)
}

interface Kind {
  make(hash: string): string
  isReserved(value: string): boolean
}

/** Test numbers of the card networks' gateways: Luhn holds, no bank issued them. */
const cards = [
  '4242424242424242',
  '4111111111111111',
  '4012888888881881',
  '5555555555554444',
  '5105105105105100',
  '2223003122003222',
  '378282246310005',
  '6011111111111117',
  '3530111333300000',
]
/** Examples of the IBAN registry (SWIFT, ISO 13616). */
const ibans = [
  'DE89370400440532013000',
  'GB29NWBK60161331926819',
  'FR1420041010050500013M02606',
  'NL91ABNA0417164300',
  'ES9121000418450200051332',
]
const people = ['Alex Example', 'Robin Example', 'Kim Example', 'Sam Example', 'Jo Example', 'Chris Example']

const pick = (list: readonly string[], hash: string): string => list[number(hash, 0) % list.length]!
const number = (hash: string, at: number): number => Number.parseInt(hash.slice(at, at + 6), 16)
const oneOf = (list: readonly string[]): Kind => ({
  make: hash => pick(list, hash),
  isReserved: value => list.includes(value.replaceAll(/[ -]/g, '')) || list.includes(value),
})

const kinds: Readonly<Record<string, Kind>> = {
  // RFC 2606 section 3.
  'email-address': {
    make: hash => `person-${hash.slice(0, 8)}@example.com`,
    isReserved: value => /@example\.(com|net|org)$/i.test(value),
  },
  'credit-card': oneOf(cards),
  iban: oneOf(ibans),
  // Never issued: the Social Security Administration kept them for advertisements.
  'us-ssn': {
    make: hash => `987-65-43${20 + (number(hash, 0) % 10)}`,
    isReserved: value => /^987-?65-?432\d$/.test(value),
  },
  // 555-0100 to 555-0199 are for fiction (North American Numbering Plan Administrator).
  'phone-number': {
    make: hash => `+1 202-555-01${String(number(hash, 0) % 100).padStart(2, '0')}`,
    isReserved: value => /555[ .-]?01\d\d$/.test(value),
  },
  // RFC 5737.
  'ip-address': {
    make: hash => `${['192.0.2', '198.51.100', '203.0.113'][number(hash, 0) % 3]}.${1 + (number(hash, 6) % 254)}`,
    isReserved: value => /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/.test(value),
  },
  'person-name': oneOf(people),
  'aws-access-key-id': oneOf(['AKIAIOSFODNN7EXAMPLE']),
}
