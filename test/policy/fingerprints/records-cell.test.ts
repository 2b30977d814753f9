import { expect, test } from 'vitest'
import { readCell, weightOf } from '../../../policy/fingerprints/records-cell.ts'
import { createWordReader } from '../../../policy/fingerprints/records-words.ts'

const read = (value: string) =>
  readCell(
    value,
    createWordReader()(
      Uint16Array.from(value, (_, i) => value.charCodeAt(i)),
      value.length,
    ),
  )

test.each([
  ['Jane.Doe@acme.example', 'mail', [['janedoeacmeexample']]],
  ['DE89 3704 0044 0532 0130 00', 'iban', [['de89370400440532013000']]],
  ['4111-1111-1111-1111', 'card', [['4111111111111111']]],
  ['+49 30 1234567', 'number', [['49301234567', '0049301234567', '0301234567']]],
  ['0049 30 1234567', 'number', [['0049301234567', '49301234567', '0301234567']]],
  ['K-4711', 'number', [['k4711']]],
  ['2001-03-04', 'date', [['\u000120010304']]],
  ['3/4/2001', 'date', [['\u000120010403'], ['\u000120010304']]],
  ['20010304', 'date', [['\u000120010304'], ['20010304']]],
  ['Jane Doe', 'text', [['janedoe', 'doejane']]],
  ['Doe, Jane Mary', 'text', [['doejanemary', 'janemarydoe']]],
  ['Jane Mary Doe', 'text', [['janemarydoe', 'doejanemary']]],
  ['Müller', 'text', [['muller', 'mueller']]],
  ['', 'text', []],
  ['--', 'text', []],
])('%j is %s', (value, kind, forms) => {
  const cell = read(value)
  expect(cell.kind).toBe(kind)
  expect(cell.readings.map(reading => reading.forms)).toEqual(forms)
})

test('numbers may be written in groups, names in their words', () => {
  expect(read('DE89370400440532013000').words).toBe(10)
  expect(read('123456').words).toBe(3)
  expect(read('Jane Doe').words).toBe(2)
})

test('an ideograph says as much as two letters', () => {
  expect(weightOf('王明')).toBe(4)
  expect(weightOf('abc')).toBe(3)
})
