/** CRC32 and its written forms. */
import { expect, test } from 'vitest'
import { crc32, crc32Base62, crc32Tail, endsWithCrc32Base62 } from '../../../policy/detectors/crc32.ts'

test('the check value of the standard', () => {
  expect(crc32('123456789')).toBe(0xcbf43926)
})

test('six characters of base 62', () => {
  expect(crc32Base62('')).toBe('000000')
  expect(endsWithCrc32Base62(`ghp_body${crc32Base62('body')}`, 4)).toBe(true)
  expect(endsWithCrc32Base62('ghp_body000000', 4)).toBe(false)
})

test('a tail says yes or nothing', () => {
  expect(crc32Tail(`abc=${crc32('abc').toString(16)}`)).toBe(true)
  expect(crc32Tail('abc=00000000')).toBe(undefined)
})
