/** Values of documentation are known whole, and only whole. */
import { expect, test } from 'vitest'
import { isDocumented } from '../../policy/scan-documented.ts'

const printed = ['sk_test_', '4eC39HqLyjWDarjtT1zdp7dc'].join('')

test('a printed value is known', () => expect(isDocumented(printed)).toBe(true))
test('a value that begins with it is not', () => expect(isDocumented(`${printed}A`)).toBe(false))
test('another value of the same form is not', () => expect(isDocumented(printed.replace('4', '5'))).toBe(false))
