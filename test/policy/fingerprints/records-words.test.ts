import { expect, test } from 'vitest'
import { createWordReader, foldedText } from '../../../policy/fingerprints/records-words.ts'

const read = createWordReader()
function words(text: string) {
  const { at, count, end, folded, start } = read(
    Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)),
    text.length,
  )
  return Array.from({ length: count }, (_, i) => ({
    folded: String.fromCharCode(...folded.subarray(at[i], at[i + 1])),
    text: text.slice(start[i], end[i]),
  }))
}

test.each([
  ['Jane.Doe@acme', ['jane', 'doe', 'acme']],
  ['DE89 3704', ['de89', '3704']],
  ['+49 (0)30', ['49', '30']],
  ['f(0', ['f', '0']],
  ['Zoë ŁÓDŹ Ørsted', ['zoe', 'lodz', 'orsted']],
  ['ＤＥ８９', ['de89']],
  ['İstanbul ıs', ['istanbul', 'is']],
  ['王小明', ['王', '小', '明']],
  ['김철수', ['김', '철', '수']],
  ['Иванов', ['иванов']],
  ['', []],
  [' ,;\n', []],
])('%j', (text, expected) => expect(words(text).map(({ folded }) => folded)).toEqual(expected))

test.each([
  ['doe%40acme', ['doe', 'acme']],
  ['Zo\\u00eb\\u0040acme', ['zo', 'e', 'acme']],
  ['a\\nDE89 \\\\tb', ['a', 'n', 'de89', 't', 'b']],
  ['Jane&nbsp;M&uuml;ller&#64;x', ['jane', 'm', 'u', 'ller', 'x']],
  ['50% of AT&T', ['50', 'of', 'at', 't']],
])('escapes in %j part words or are one for themselves', (text, expected) => {
  expect(words(text).map(({ folded }) => folded)).toEqual(expected)
  expect(foldedText(text)).toBe(expected.join(''))
})

test('what is not seen does not part a word, and belongs to it', () => {
  expect(words('Zoe\u0308 M\u00adu\u200bller')).toEqual([
    { folded: 'zoe', text: 'Zoe\u0308' },
    { folded: 'muller', text: 'M\u00adu\u200bller' },
  ])
})

test('half of a surrogate pair and an emoji only part words', () => {
  expect(words('ann\ud83dbob 😀 eve').map(({ folded }) => folded)).toEqual(['ann', 'bob', 'eve'])
})

test('a long text after a short one, and a short one after a long one', () => {
  expect(words('ab '.repeat(100_000))).toHaveLength(100_000)
  expect(words('ab cd')).toHaveLength(2)
})

test('the whole normal form', () => expect(foldedText('Doe, Zoë-Ann')).toBe('doezoeann'))
