/** Pages hold a text as units, and know its classes. */
import { expect, test } from 'vitest'
import { pick, seededRandom } from '../../policy/detectors/make-value.ts'
import { classes, createPageMaker, DIGIT, FOREIGN, LETTER, SPACE, UPPER } from '../../policy/scan-page.ts'

test('units are the text’s, with zeros behind', () => {
  const make = createPageMaker()
  make('x'.repeat(1000))
  const page = make('aé😀')
  expect([...page.units.subarray(0, 6)]).toEqual([97, 0xe9, 0xd83d, 0xde00, 0, 0])
  expect(page).toMatchObject({ length: 4, ascii: false })
  expect(make('abc').ascii).toBe(true)
})

test('places beyond ASCII, while they are few', () => {
  const random = seededRandom(4)
  const make = createPageMaker()
  for (let i = 0; i < 200; i++) {
    const text = Array.from({ length: Math.floor(random() * 900) }, () =>
      random() < 0.1 ? pick(['é', '—', '😀', '\x80'], random) : pick(['a', ' ', '\x7f', '\0'], random),
    ).join('')
    const places = [...Array(text.length).keys()].filter(at => text.charCodeAt(at) > 127)
    expect(make(text).foreign).toEqual(places)
  }
  expect(make('漢'.repeat(2000)).foreign).toBeUndefined()
})

test('classes', () => {
  const of = (sign: string): number => classes[sign.charCodeAt(0)]!
  expect(['7', 'a', 'A', ' ', '\u00a0', '漢'].map(of)).toEqual([DIGIT, LETTER, LETTER | UPPER, SPACE, SPACE, FOREIGN])
})
