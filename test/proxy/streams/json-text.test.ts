import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beginsJson, JsonPosition } from '../../../proxy/streams/json-text.ts'
import { cuts, pieces } from './harness.ts'

const nest = (value: unknown, levels: number): string => {
  let text = JSON.stringify(value)
  for (let i = 1; i < levels; i++) text = JSON.stringify({ body: text })
  return text
}

describe('a place in JSON text', () => {
  test('a value written there reads back as itself, up to three levels deep, however the text was cut', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 3 }),
        cuts,
        (before, value, levels, at) => {
          const text = nest({ list: [before], note: `${before}@HERE@` }, levels)
          const place = text.indexOf('@HERE@')
          const position = new JsonPosition()
          for (const piece of pieces(text.slice(0, place), at)) position.push(piece)
          expect(position.depth).toBe(levels)
          let read: unknown = JSON.parse(text.slice(0, place) + position.encode(value) + text.slice(place + 6))
          for (let i = 1; i < levels; i++) read = JSON.parse((read as { body: string }).body)
          expect(read).toEqual({ list: [before], note: before + value })
        },
      ),
      { numRuns: 300 },
    )
  })

  test('outside of strings a value is written as it is', () => {
    const position = new JsonPosition()
    position.push('{"a": ')
    expect(position.encode('"')).toBe('"')
  })

  test('a string of prose is no JSON', () => {
    const position = new JsonPosition()
    position.push('{"a":"[see below] he said \\"')
    expect(position.depth).toBe(1)
  })
})

test.each([
  ['{"a"', true],
  ['{\n  "a"', true],
  ['[{', true],
  ['{}', true],
  ['[1] says', false],
  ['{', undefined],
  ['  ', undefined],
  ['[note]', false],
  ['{{x}}', false],
  ['Hello', false],
  [' '.repeat(80), false],
])('%j begins as JSON: %s', (text, expected) => expect(beginsJson(text)).toBe(expected))
