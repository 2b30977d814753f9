/** Made numbers pass or fail their check as asked. */
import { expect, test } from 'vitest'
import {
  checkedExamples,
  compactForm,
  labelOnlyExamples,
  makeChecked,
} from '../../../policy/detectors/labelled-examples.ts'

const even = (compact: string): boolean => Number(compact) % 2 === 0

test('as asked', () => {
  for (let i = 0; i < 20; i++) {
    expect(even(compactForm(makeChecked('\\d{3}-\\d{3}', even, Math.random)))).toBe(true)
    expect(even(compactForm(makeChecked('\\d{3}-\\d{3}', even, Math.random, false)))).toBe(false)
  }
  expect(() => makeChecked('1', even, Math.random)).toThrow('passes the check')
})

test('both sides have a label, or lack it', () => {
  const { match, ignore } = checkedExamples('No', '\\d{4}', even)
  expect((match[0] as (random: () => number) => string)(Math.random)).toMatch(/^No: «\d{4}»$/)
  expect((ignore[0][0] as (random: () => number) => string)(Math.random)).toMatch(/^No: \d{4}$/)
  expect(labelOnlyExamples('No', '\\d{4}').match).toEqual(['No: «\\d{4}»'])
})

test('the compact form', () => {
  expect(compactForm('ab-12 .C')).toBe('AB12C')
})
