/** Places in a view map back to the page, one by one where it was copied and as a whole where it was replaced. */
import { expect, test } from 'vitest'
import { ViewText } from '../../policy/scan-view-text.ts'

test('copied and replaced stretches', () => {
  const read = new ViewText('say &amp; 1')
  read.copy(0, 4)
  read.write('&', 4, 9)
  read.write('', 9, 9)
  read.copy(9, 11)
  const view = read.toView('entities')
  expect([view.text, view.dress, read.length]).toEqual(['say & 1', 'entities', 7])
  expect(view.place(0, 3)).toEqual({ start: 0, end: 3 })
  expect(view.place(4, 5)).toEqual({ start: 4, end: 9 })
  expect(view.place(2, 7)).toEqual({ start: 2, end: 11 })
})

test('an empty one', () => {
  expect(new ViewText('x').toView('none')).toMatchObject({ text: '' })
  expect(new ViewText('x').toView('none').place(0, 0)).toEqual({ start: 0, end: 0 })
})
