/** Pages hold a text as units, and know its classes. */
import { expect, test } from 'vitest'
import { classes, createPageMaker, DIGIT, FOREIGN, LETTER, SPACE, UPPER } from '../../policy/scan-page.ts'

test('units are the text’s, with zeros behind', () => {
  const make = createPageMaker()
  make('x'.repeat(1000))
  const page = make('aé😀')
  expect([...page.units.subarray(0, 6)]).toEqual([97, 0xe9, 0xd83d, 0xde00, 0, 0])
  expect(page).toMatchObject({ length: 4, ascii: false })
  expect(make('abc').ascii).toBe(true)
})

test('classes', () => {
  const of = (sign: string): number => classes[sign.charCodeAt(0)]!
  expect(['7', 'a', 'A', ' ', '\u00a0', '漢'].map(of)).toEqual([DIGIT, LETTER, LETTER | UPPER, SPACE, SPACE, FOREIGN])
})
