/** Labels near a value, nearest first. */
import { expect, test } from 'vitest'
import { createLabelFinder } from '../../policy/scan-labels.ts'
import { pageOf } from './pages.ts'

const finder = createLabelFinder(
  new Map([
    ['passport', ['passport']],
    ['ssn', ['ssn']],
    ['sin', ['sin']],
    ['卡号', ['card']],
  ]),
)
const near = (text: string, value = '123'): string[] => {
  const page = pageOf(text)
  finder.reset()
  const start = text.indexOf(value)
  return finder.around(page, start, start + value.length).map(one => one.label)
}

test.each([
  ['passport 123', ['passport']],
  ['SSN and passport: 123', ['passport', 'ssn']],
  ['123 (passport)', ['passport']],
  ['passports 123', []],
  ['it is a sin 123', []],
  ['SIN 123', ['sin']],
  ['sin: 123', ['sin']],
  ['卡号123', ['卡号']],
  ['passport\0 123', []],
])('%j', (text, labels) => {
  expect(near(text)).toEqual(labels)
})

test('labels further than 64 characters before are not near', () => {
  expect(near(`passport ${'. '.repeat(40)}123`)).toEqual([])
})

test.each([
  ['sv_nummer: 1', 'sv-nummer'],
  ['SV-Nummer 1', 'sv-nummer'],
  ['numéro d’assuré 1', "numéro d'assuré"],
])('%j is a spelling of a label', (text, label) => {
  const finder = createLabelFinder(new Map([[label, ['owner']]]))
  finder.reset()
  expect(finder.around(pageOf(text), text.length - 1, text.length).map(one => one.owners)).toEqual([['owner']])
})
