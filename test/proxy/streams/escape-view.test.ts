import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EscapeView, escapeStart } from '../../../proxy/streams/escape-view.ts'
import { cuts, pieces } from './harness.ts'

const escaped = fc.string({ unit: 'grapheme' }).map(text => JSON.stringify(text).slice(1, -1))

test('the view is as long as the text and does not depend on how it was cut', () => {
  fc.assert(
    fc.property(escaped, cuts, (text, at) => {
      const view = new EscapeView()
      const got = pieces(text, at, false)
        .map(piece => view.push(piece))
        .join('')
      expect(got).toHaveLength(text.length)
      expect(got).toBe(new EscapeView().push(text))
    }),
  )
})

test.each([
  ['a\\nAKIA', 'a \nAKIA'],
  ['a\\\\nAKIA', 'a  \nAKIA'],
  ['\\u0041B', '     AB'],
  ['say \\"hi\\"', 'say  "hi "'],
  ['\\uZZ', '  ZZ'],
])('%j reads as %j', (text, expected) => expect(new EscapeView().push(text)).toBe(expected))

test.each([
  ['x\\u00e9y', 6, 1],
  ['x\\u00e9y', 7, 7],
  ['x\\ny', 2, 1],
  ['x\\\\ny', 3, 3],
  ['xyz', 1, 1],
])('%j at %i begins at %i', (text, at, expected) => expect(escapeStart(text, at)).toBe(expected))
