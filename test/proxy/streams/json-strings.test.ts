import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editStrings, findStrings } from '../../../proxy/streams/json-strings.ts'

const value = fc.jsonValue({ stringUnit: 'grapheme' })

test('every string is found at its path', () => {
  fc.assert(
    fc.property(value, fc.nat(2), (one, indent) => {
      const expected: [string, string][] = []
      const walk = (node: unknown, path: (string | number)[]): void => {
        if (typeof node === 'string' && node !== '') expected.push([JSON.stringify(path), node])
        else if (Array.isArray(node)) for (const [i, child] of node.entries()) walk(child, [...path, i])
        else if (typeof node === 'object' && node !== null)
          for (const [key, child] of Object.entries(node)) walk(child, [...path, key])
      }
      walk(one, [])
      expect(
        findStrings(JSON.stringify(one, null, indent)).map(leaf => [JSON.stringify(leaf.path), leaf.text]),
      ).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})

test('an edit changes its characters and no other, with escapes before and behind it', () => {
  const json = '{ "k\\"ey" : "a\\u00e9\\n\\ud83e\\udd85z" ,"b":[1,"x\\\\"]}'
  const [first, second] = findStrings(json)
  expect(first!.text).toBe('aé\n🦅z')
  const edited = editStrings(json, [
    { leaf: first!, start: 1, end: 3, text: '"' },
    { leaf: second!, start: 2, end: 2, text: '!' },
  ])
  expect(edited).toBe('{ "k\\"ey" : "a\\"\\ud83e\\udd85z" ,"b":[1,"x\\\\!"]}')
})
