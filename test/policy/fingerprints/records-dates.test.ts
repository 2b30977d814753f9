import { describe, expect, test } from 'vitest'
import { dateAt, datesOfCell } from '../../../policy/fingerprints/records-dates.ts'
import { createWordReader } from '../../../policy/fingerprints/records-words.ts'

const wordsOf = (text: string) =>
  createWordReader()(
    Uint16Array.from(text, (_, i) => text.charCodeAt(i)),
    text.length,
  )

describe('a cell', () => {
  test.each([
    ['2001-03-04', ['20010304']],
    ['2001/3/4', ['20010304']],
    ['2001-03-04T00:00:00Z', ['20010304']],
    ['2001-03-04 00:00:00.000', ['20010304']],
    ['14.3.2001', ['20010314']],
    ['3/14/2001', ['20010314']],
    ['3/4/2001', ['20010403', '20010304']],
    ['14.03.69', ['19690314']],
    ['14.03.01', ['19010314', '20010314']],
    ['20010304', ['20010304']],
    ['14032001', ['20010314']],
    ['4 March 2001', ['20010304']],
    ['March 4th, 2001', ['20010304']],
    ['4. März 2001', ['20010304']],
    ['4 de marzo de 2001', ['20010304']],
    ['1er août 2001', ['20010801']],
    ['4-Mar-2001', ['20010304']],
    ['31.31.2001', []],
    ['2001', []],
    ['DE20010304', []],
    ['see 2001-03-04', []],
    ['1 2 3 4 2001', []],
    ['', []],
  ])('%j', (text, forms) => expect(datesOfCell(wordsOf(text))).toEqual(forms))
})

test('in a text, the words of the date are told', () => {
  const words = wordsOf('born on 4 March 2001 in Ulm')
  expect(dateAt(words, 4)).toEqual({ first: 2, last: 4, forms: ['20010304'] })
  for (const other of [0, 1, 2, 3, 5, 6]) expect(dateAt(words, other)).toBeUndefined()
})

test('numbers that stand far apart are no date', () => {
  expect(dateAt(wordsOf('4   March   2001'), 2)).toBeUndefined()
})
