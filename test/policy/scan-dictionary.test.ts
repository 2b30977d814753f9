/** Words and phrases of lists, in whatever form they are written. */
import { describe, expect, test } from 'vitest'
import { pick, seededRandom } from '../../policy/detectors/make-value.ts'
import { createDictionary } from '../../policy/scan-dictionary.ts'
import type { WordRule } from '../../policy/scan-vocabulary.ts'
import { cpuMs } from '../cpu-time.ts'
import { pageOf } from './pages.ts'

function found(words: string[], text: string, rule: WordRule = { ignoreCase: true }): string[] {
  const seen: string[] = []
  createDictionary([words], rule).search(pageOf(text), (_, start, end) => seen.push(text.slice(start, end)))
  return seen
}

describe('whole words', () => {
  test.each([
    [['cat'], 'cat, concat, cats, (cat) cat7 cat', ['cat', 'cat', 'cat']],
    [['big cat'], 'Big  cat, big\ncat, big\u00a0cat', ['Big  cat', 'big\ncat', 'big\u00a0cat']],
    [['ab', 'ab cd'], 'ab cd ab', ['ab cd', 'ab']],
    [['a a a b'], 'a a a a a b', ['a a a b']],
    [['new york', 'york city'], 'in New York City', ['New York City']],
    [['b'], 'b', ['b']],
    [['falcon'], 'project_falcon, Falcon’s, falcon-9', ['falcon', 'Falcon', 'falcon']],
  ])('%j in %j', (words, text, expected) => {
    expect(found(words, text)).toEqual(expected)
  })
  test('case counts unless told', () => {
    expect(found(['Falcon'], 'falcon Falcon FALCON', { ignoreCase: false })).toEqual(['Falcon'])
  })
})

describe('signs and gaps', () => {
  test.each([
    [['C++'], 'c++ C++, c+ +', ['c++', 'C++']],
    [['@handle', '#tag'], 'mail@handle, @handle #tag', ['@handle', '@handle', '#tag']],
    [['AT&T'], 'AT&T at&t AT & T', ['AT&T', 'at&t']],
    [['.net'], 'asp.net', ['.net']],
    // White space stands for a dash and an underscore too; those stand for themselves.
    [['Project Falcon'], 'project-falcon.pdf project_falcon Project – Falcon', ['project-falcon', 'project_falcon']],
    [['project-x'], 'project-x project‑x project x project_x', ['project-x', 'project‑x']],
    [['project_x', 'project x'], 'project-x project_x', ['project-x', 'project_x']],
    [["O'Brien"], 'O’Brien, O‘Brien, O Brien', ['O’Brien', 'O‘Brien']],
    [['l’accord secret'], "l'accord secret", ["l'accord secret"]],
  ])('%j in %j', (words, text, expected) => {
    expect(found(words, text)).toEqual(expected)
  })
})

describe('white space that is written out', () => {
  test.each([
    [
      ['Project Falcon'],
      'x\\nProject\\n  Falcon\\r\\nProject%20Falcon.pdf',
      ['Project\\n  Falcon', 'Project%20Falcon'],
    ],
    [['falcon'], '\\\\nFalcon, \\tfalcon \\n', ['Falcon', 'falcon']],
    [['new', 'CORP\\name'], 'C:\\new\\ew, corp\\name', ['new', 'corp\\name']],
    [['project-x'], 'project\\nx', []],
    [['50%', '20x'], '50% of %20x, 100%', ['50%', '20x']],
  ])('%j in %j', (words, text, expected) => {
    expect(found(words, text)).toEqual(expected)
  })
  test('in any number takes time that grows with the text alone', () => {
    const dictionary = createDictionary([['a b']], { ignoreCase: true })
    const msOf = (text: string): number => cpuMs(() => dictionary.search(pageOf(text), () => {}))
    for (const piece of ['\\', '\\n', '\\n\\', '%20', 'a\\n']) expect(msOf(piece.repeat(300_000))).toBeLessThan(500)
  })
})

describe('scripts', () => {
  test.each([
    [['Größe'], 'GRÖSSE Größe Grösse größen gro\u0308ße', ['GRÖSSE', 'Größe', 'Grösse', 'gro\u0308ße']],
    [['İstanbul', 'ığdır'], 'istanbul ISTANBUL Iğdır', ['istanbul', 'ISTANBUL', 'Iğdır']],
    [['密码', 'コード'], '我的密码是 秘密コードです', ['密码', 'コード']],
    [['팔콘'], '팔콘을 보냈다', ['팔콘']],
    [['โครงการ'], 'นี่คือโครงการลับ', ['โครงการ']],
    [['Falcon計画'], 'その falcon計画は', ['falcon計画']],
    [['falcon'], 'ＦＡＬＣＯＮ', ['ＦＡＬＣＯＮ']],
    [['проект сокол'], 'Проект  «Сокол», проект сокол', ['проект сокол']],
    [['😀 party'], 'the 😀 party', ['😀 party']],
  ])('%j in %j', (words, text, expected) => {
    expect(found(words, text)).toEqual(expected)
  })
  test('accents count', () => {
    expect(found(['café'], 'cafe café')).toEqual(['café'])
  })
})

test('phrases by their stems', () => {
  const rule = { ignoreCase: false, stem: 'english' } as const
  expect(
    found(['merger agreement', 'C++ developer'], 'Merger Agreements, mergers’ agreement, C++ developers', rule),
  ).toEqual(['Merger Agreements', 'C++ developers'])
})

test('each list is told of its own, also where they overlap', () => {
  const seen: string[] = []
  const dictionary = createDictionary([['falcon', 'owl'], ['project falcon'], ['falcon nest']], { ignoreCase: true })
  const text = 'Project Falcon nest, owl'
  dictionary.search(pageOf(text), (list, start, end, entry) => seen.push(`${list}.${entry} ${text.slice(start, end)}`))
  expect(seen.sort()).toEqual(['0.0 Falcon', '0.1 owl', '1.0 Project Falcon', '2.0 Falcon nest'])
})

test('twenty thousand entries, those that share a beginning too', () => {
  const words = Array.from({ length: 20_000 }, (_, i) => (i % 2 ? `entry${i}x` : `Project alpha beta ${i}`))
  const text = 'entry1x Project Alpha beta 98, Project alpha beta 99, entry9999x entry10000x'
  expect(found(words, text)).toEqual(['entry1x', 'Project Alpha beta 98', 'entry9999x'])
})

describe('time grows with the text alone', () => {
  const nested = Array.from({ length: 200 }, (_, i) => 'a '.repeat(i + 1))
  test.each([
    ['a a a b', nested.map(one => `${one}b`), 'a '],
    ['a a a', nested, 'a '],
    ['one beginning', Array.from({ length: 20_000 }, (_, i) => `project a${i}`), 'project ax '],
  ] as const)('%s', (_, words, piece) => {
    const dictionary = createDictionary([words], { ignoreCase: true })
    const msOf = (length: number): number => {
      const page = pageOf(piece.repeat(length))
      return cpuMs(() => dictionary.search(page, () => {}), 3)
    }
    const quick = msOf(20_000)
    expect(msOf(80_000)).toBeLessThan(8 * quick + 20)
  })
})

test('whatever the text, nothing is thrown and places lie inside it, in order and apart', () => {
  const random = seededRandom(3)
  const pieces = [
    'a',
    'B ',
    'ß',
    '\u0301',
    'ﬁ',
    '😀',
    '\ud83d',
    '-',
    '_',
    '\\n',
    '%20',
    '密',
    '’',
    '\0',
    ' \n',
    'İ',
    'Ａ',
    '7',
  ]
  const some = (most: number) =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(pieces, random)).join('')
  for (let round = 0; round < 300; round++) {
    const stem = round % 3 === 0 ? ({ stem: 'english' } as const) : {}
    const dictionary = createDictionary([Array.from({ length: 8 }, () => some(4))], {
      ignoreCase: round % 2 === 0,
      ...stem,
    })
    const text = some(200)
    let last = 0
    dictionary.search(pageOf(text), (_, start, end) => {
      expect(start).toBeGreaterThanOrEqual(last)
      expect(end).toBeGreaterThan(start)
      last = end
    })
    expect(last).toBeLessThanOrEqual(text.length)
  }
})
