/** Characters and groups with one sign between them are put together. */
import { expect, test } from 'vitest'
import { spelledViews } from '../../policy/scan-spelled.ts'
import { pageOf } from './pages.ts'

const value = 'ab1_cd2-ef3Gh4Ij5Kl6Mn7Op8'
const groups = (size: number, sign: string): string => value.replace(new RegExp(`(.{${size}})(?=.)`, 'g'), `$1${sign}`)

test.each([
  ['spaces', groups(1, ' ')],
  ['two spaces', groups(1, '  ')],
  ['hyphens', groups(1, '-')],
  ['commas', groups(1, ', ')],
  ['quotes', [...value].map(sign => `"${sign}"`).join(', ')],
  ['brackets', [...value].map(sign => `[${sign}]`).join('')],
  ['lines', groups(1, '\n')],
  ['groups of four', groups(4, ' ')],
  ['groups of five', groups(5, '-')],
  ['a word between', groups(4, '###')],
])('%s', (_, written) => {
  const [view] = spelledViews(pageOf(`token: ${written}`))
  const at = view!.text.indexOf(value)
  expect(at).toBeGreaterThanOrEqual(0)
  const { start, end } = view!.place(at, at + value.length)
  expect(start).toBeLessThanOrEqual(9)
  expect(end).toBeGreaterThanOrEqual(7 + written.length - 1)
})

test.each([
  'a list of 12 words and 13 others',
  '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18',
  '2010 2011 2012 2013 2014 2015 2016',
  '4242 4242 4242 4242',
])('nothing in: %s', text => expect(spelledViews(pageOf(text))).toEqual([]))
