/** Words are the same however a text is set; places and counts are those of the page. */
import { describe, expect, test } from 'vitest'
import { wordsOf } from './prose.ts'

const hashes = (text: string, style: 'prose' | 'code' = 'prose'): number[] => {
  const { hashes: all, count } = wordsOf(text, style)
  return [...all.subarray(0, count)]
}
const spelled = (text: string, style: 'prose' | 'code' = 'prose'): string[] => {
  const { starts, ends, count } = wordsOf(text, style)
  return Array.from({ length: count }, (_, i) => text.slice(starts[i], ends[i]))
}

describe('prose', () => {
  const plain = 'The naïve client doesn’t re-sign the offices’ agreement of 2024'
  test.each([
    ['case and accents', 'THE NAIVE CLIENT DOESN’T RE-SIGN THE OFFICES’ AGREEMENT OF 2024'],
    ['line breaks and hyphenation', 'The naïve client\ndoesn’t re-\nsign the offices’ agree-\n  ment of 2024'],
    ['bullets and Markdown', '- The **naïve** client\n- doesn’t `re-sign`\n\n> the _offices’_ | agreement | of 2024'],
    ['numbering', '1. The naïve client\n(a) doesn’t re-sign\n2.1.3 the offices’ agreement of 2024'],
    ['plain quotes', 'The naïve client doesn\'t re-sign the "offices\' agreement" of 2024'],
    ['ligatures', 'The naïve client doesn’t re-sign the oﬃces’ agreement of 2024'],
    [
      'HTML',
      '<p>The na&iuml;ve <a href="x y">client</a> doesn&#8217;t&nbsp;re-sign the offices’ agreement of 2024</p>',
    ],
    ['JSON', 'The na\\u00efve client\\ndoesn\\u2019t re-sign\\n\\nthe offices’ \\"agreement\\" of 2024'],
    ['JSON in JSON', 'The na\\\\u00efve client\\\\ndoesn\\\\u2019t re-sign the offices’ agreement of 2024'],
    ['quoted-printable', 'The naïve client doesn’t re-sign the offi=\r\nces’ agreement of 2024'],
    ['bytes of quoted-printable', 'The na=C3=AFve client doesn=E2=80=99t re-sign the offices’ agree=\nment of 2024'],
    ['a form', 'The+na%C3%AFve+client+doesn%E2%80%99t%20re-sign%0Athe%20offices%E2%80%99+agreement%2C+of+2024'],
    ['invisible characters', 'The naïve cli\u00adent doesn’t re-sign the offices’ agree\u200bment of 2024'],
    ['width', 'Ｔｈｅ naïve client doesn’t re-sign the offices’ agreement of ２０２４'],
  ])('%s', (_, text) => {
    expect(hashes(text)).toEqual(hashes(plain))
  })

  test('another word, another key, another hash', () => {
    expect(hashes('clause')).not.toEqual(hashes('clauses'))
  })
  test('scripts without spaces are read letter by letter and counted by the half and the quarter', () => {
    expect(spelled('合同双方 ok ไทย')).toEqual(['合', '同', '双', '方', 'ok', 'ไ', 'ท', 'ย'])
    const { read, count } = wordsOf('合同双方 ok ไทย')
    expect(read[count - 1]).toBe(4 * 2 + 4 + 3)
  })
  test('words that are left out are counted', () => {
    const { read, count } = wordsOf('1. a client of 30 days')
    expect([count, read[0]! / 4, read[count - 1]! / 4]).toEqual([3, 3, 6])
  })
  test('places are those of the page', () => {
    expect(spelled('An “agree-\nment” of\u00a0caf&eacute;s, (non-binding)')).toEqual([
      'An',
      'agree-\nment',
      'of',
      'caf&eacute;s',
      'non-binding',
    ])
  })
  test('texts are parted by a word that equals no other', () => {
    expect(spelled('one\0two')).toEqual(['one', '\0', 'two'])
    const [, first, , second] = hashes('one\0two\0')
    expect(first).not.toBe(second)
  })
})

describe('code', () => {
  test('identifiers, keywords and numbers, also of strings; no comments', () => {
    const text = 'const my_name = "a \\"b c"; // of the user\nreturn $x + 12345 /* no */ - 12 # why\n'
    expect(spelled(text, 'code')).toEqual(['const', 'my_name', 'a', 'b', 'c', 'return', '$x', '12345'])
  })
  test('indentation, line numbers and diff signs do not matter', () => {
    const plain = 'if (a.b) {\n  return done(a)\n}'
    expect(hashes('  12  +\tif (a.b)\n 13 + {\n 14 + return  done(a) }', 'code')).toEqual(hashes(plain, 'code'))
  })
})

test('long texts grow the buffers, and the next short one is read right', () => {
  expect(wordsOf('lorem '.repeat(5000)).count).toBe(5000)
  expect(spelled('lorem ipsum')).toEqual(['lorem', 'ipsum'])
})
