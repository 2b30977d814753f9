/** Dates of birth are dates behind a label. */
import { expect, test } from 'vitest'
import { scanned } from './pages.ts'

test.each([
  ['DOB: 12/03/1985', '12/03/1985'],
  ['born on March 12, 1985 in Leeds', 'March 12, 1985'],
  ['born 3 May 1971', '3 May 1971'],
  ['Geburtsdatum: 01.02.1990', '01.02.1990'],
  ['date de naissance : 14 juillet 1979', '14 juillet 1979'],
  ['出生日期：1985年3月12日', '1985年3月12日'],
  ['生日 19850312', '19850312'],
  ['birthday 1990-11-05', '1990-11-05'],
])('%s', (text, date) => {
  expect(scanned(text)).toContainEqual(['date-of-birth', date])
})

test.each(['due 12/03/2025', 'date of birth: see file 12', 'birthday party for 20 people'])('nothing in: %s', text => {
  expect(scanned(text)).toEqual([])
})
