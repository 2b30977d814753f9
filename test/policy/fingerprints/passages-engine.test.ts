/** A passage is found however it was set and lightly edited, with its source and share, and nothing else is. */
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../policy/detectors/make-value.ts'
import { createPassageEngine } from '../../../policy/fingerprints/passages-engine.ts'
import type { Hit } from '../../../policy/scan-page.ts'
import { indexOf, pageOf, prose } from './prose.ts'

const detector = { id: 'contracts', category: 'custom', severity: 'medium' } as const
const msa = prose(700, 1)
const nda = [...prose(300, 2), ...msa.slice(600, 640)]
const index = indexOf({ 'contracts/msa.docx': msa.join(' '), 'contracts/nda.pdf': nda.join(' ') })

function found(text: string, passage = 30, rated?: Hit['confidence']): Hit[] {
  const hits: Hit[] = []
  createPassageEngine(index, detector, { passage }, rated)(pageOf(text), hits)
  return hits
}
const summary = (text: string, passage?: number): string[] =>
  found(text, passage).map(hit => `${hit.confidence}: ${hit.why.join('; ')}`)

test('a pasted passage: its length, its source, its share, from the first word to the last', () => {
  const passage = msa.slice(100, 184).join(' ')
  const text = `Please make this shorter: ${passage}. Thank you!`
  expect(summary(text)).toEqual(['high: 84 words of contracts/msa.docx, 12 % of it'])
  const [hit] = found(text)
  expect(text.slice(hit!.start, hit!.end)).toBe(passage)
})

test('thirty words are enough, twenty are not, unless the policy says so', () => {
  expect(summary(msa.slice(10, 40).join(' '))).toEqual(['high: 30 words of contracts/msa.docx, 4 % of it'])
  expect(summary(msa.slice(10, 30).join(' '))).toEqual([])
  expect(summary(msa.slice(10, 30).join(' '), 15)).toEqual(['high: 20 words of contracts/msa.docx, 3 % of it'])
  expect(summary(msa.slice(10, 100).join(' '), 120)).toEqual([])
})

describe('lightly edited', () => {
  test.each([30, 50, 100])('one word in ten, of %i', count => {
    const missed = Array.from({ length: 40 }, (_, run) => {
      const words: string[] = msa.slice(run * 15, run * 15 + count)
      for (let at = run % 10; at < words.length; at += 10)
        if (run % 3 === 0) words[at] = 'other'
        else if (run % 3 === 1) words.splice(at, 1)
        else words.splice(at, 0, 'added')
      return found(words.join(' ')).length
    }).filter(hits => hits === 0).length
    expect(missed).toBeLessThanOrEqual(count === 30 ? 2 : 0)
  })
  test('is less sure while it is short', () => {
    const words = msa.slice(50, 85)
    for (let at = 5; at < 35; at += 8) words[at] = 'other'
    expect(found(words.join(' ')).map(hit => hit.confidence)).toEqual(['medium'])
  })
})

test('reformatted as list, table, JSON', () => {
  const words = msa.slice(200, 260)
  const lines = Array.from({ length: 12 }, (_, i) => words.slice(i * 5, i * 5 + 5).join(' '))
  expect(found(lines.map((line, i) => `${i + 1}. **${line.toUpperCase()}**`).join('\n'))).toHaveLength(1)
  expect(found(lines.map(line => `| ${line.replaceAll(' ', ' | ')} |`).join('\n'))).toHaveLength(1)
  expect(found(JSON.stringify({ messages: [{ content: lines.join('\n\t“x” ') }] }))).toHaveLength(1)
})

test('what stands in several documents is one finding that names them', () => {
  expect(summary(msa.slice(598, 640).join(' '))).toEqual([
    'high: 42 words of contracts/msa.docx, 6 % of it; also in contracts/nda.pdf',
  ])
})

test('two passages of different documents are two findings', () => {
  const text = `${msa.slice(0, 40).join(' ')}\n\n${nda.slice(0, 40).join(' ')}`
  expect(summary(text)).toEqual([
    'high: 40 words of contracts/msa.docx, 6 % of it',
    'high: 40 words of contracts/nda.pdf, 12 % of it',
  ])
})

test('a passage that the texts of a request share is found in each of them', () => {
  const text = `\0${msa.slice(0, 20).join(' ')}\0${msa.slice(20, 45).join(' ')}\0`
  expect(found(text).map(hit => text.slice(hit.start, hit.end).split(' ').length)).toEqual([20, 25])
})

test('what stands in many texts is of low confidence', () => {
  const clause = prose(40, 50).join(' ')
  const many = indexOf(
    Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`t${i}`, `${prose(60, i).join(' ')} ${clause}`])),
  )
  const hits: Hit[] = []
  createPassageEngine(many, detector, { passage: 30 }, undefined)(pageOf(clause), hits)
  expect(hits.map(hit => hit.confidence)).toEqual(['low'])
  expect(hits[0]!.why).toEqual([
    expect.stringMatching(/^40 words of t\d+, 40 % of it$/),
    expect.stringMatching(/^also in t\d+, t\d+, t\d+ and \d+ more$/),
    'stands in many of the texts',
  ])
})

test('the policy’s confidence comes first', () => {
  expect(found(msa.slice(0, 50).join(' '), 30, 'low')[0]!.confidence).toBe('low')
})

test('other prose of the same words in another order is nothing', () => {
  expect(found(prose(20_000, 77).join(' '))).toEqual([])
  expect(found([...msa].reverse().join(' '))).toEqual([])
  expect(found([...msa].sort().join(' '))).toEqual([])
})

describe('code', () => {
  const source = (names: string[]): string =>
    names
      .map(
        (name, i) =>
          `// ${name} is made here\nfunction ${name}_${i}(value) {\n  return value.${name} + call(${name}, ${i}1000)\n}\n`,
      )
      .join('\n')
  const names = prose(40, 60)
  const code = indexOf({ 'src/pay.ts': source(names) }, 'code')
  const codeFound = (text: string): Hit[] => {
    const hits: Hit[] = []
    createPassageEngine(code, detector, { passage: 40 }, undefined)(pageOf(text), hits)
    return hits
  }
  test.each([
    ['reindented', (text: string) => text.replaceAll('\n', '\n      ')],
    ['without its comments', (text: string) => text.replaceAll(/\/\/.*\n/g, '')],
    ['on one line', (text: string) => text.replaceAll(/\/\/.*\n/g, '').replaceAll(/\s+/g, ' ')],
    [
      'with line numbers',
      (text: string) =>
        text
          .split('\n')
          .map((line, i) => `${i + 1}: ${line}`)
          .join('\n'),
    ],
    ['in JSON', (text: string) => JSON.stringify({ text })],
  ])('%s', (_, change) => {
    expect(codeFound(change(source(names).split('\n\n').slice(10, 20).join('\n\n')))).toHaveLength(1)
  })
  test('other code is nothing', () => {
    expect(codeFound(source(prose(40, 61)))).toEqual([])
  })
})

test('broken text breaks nothing: findings lie inside the page, and what is left without them holds none', () => {
  const random = seededRandom(7)
  const pieces = [
    '\ud800',
    '\0',
    '<',
    '<b',
    '</',
    '&',
    '&#',
    '&amp',
    '%',
    '%C3',
    '%E2%80',
    '\\',
    '\\u00',
    '=',
    '=\n',
    '-\n',
    '/*',
    '//',
    '中',
    'ก',
    'ﬁ',
    '\u00ad',
    '\r\n> ',
  ]
  for (let run = 0; run < 300; run++) {
    const words = msa.slice(run, run + 45)
    const count = Math.floor(random() * 12)
    const text = words
      .map((word, i) => (random() < count / 45 ? `${word}${pieces[(run + i) % pieces.length]}` : word))
      .join(' ')
    let rest = text
    for (const { start, end } of found(text).reverse()) {
      expect(start).toBeLessThan(end)
      expect(end).toBeLessThanOrEqual(text.length)
      rest = `${rest.slice(0, start)}[REDACTED]${rest.slice(end)}`
    }
    expect(found(rest)).toEqual([])
  }
})

describe('no text is slow, whatever the fingerprints are of', () => {
  const clause = prose(40, 90).join(' ')
  const rows = [5, 6, 7, 9, 13].map(length => `${prose(length, 91).join(' ')} `)
  const indexes = {
    'a clause in 300 texts': Array.from({ length: 300 }, (_, i) => `${prose(60, i + 100).join(' ')} ${clause}`),
    'one text sixty times': Array.from({ length: 60 }, () => msa.join(' ')),
    'a clause over and over': [`${clause} `.repeat(3000)],
    'short rows over and over': rows.map(row => row.repeat(2000)),
  }
  const pages = {
    'the text over and over': `${msa.join(' ')}\n`,
    'the clause over and over': `${clause} `,
    'half of the clause': `${clause.slice(0, 150)} `,
    'a row of nine words': rows[3]!,
    'a row of five words': rows[0]!,
    'one word': 'lorem ',
    'one line of one letter': 'a',
    'tags that never end': '<a ',
    'tags in words': 'x<b>',
    entities: '&amp;',
    backslashes: '\\',
    'line breaks in words': `a-\n${' '.repeat(32)}`,
    'comments that never end': '/* ',
    NULs: '\0',
  }
  test.each(Object.entries(indexes))('%s', (_, texts) => {
    for (const style of ['prose', 'code'] as const) {
      const many = indexOf(Object.fromEntries(texts.map((text, i) => [`t${i}`, text])), style)
      const engine = createPassageEngine(many, detector, { passage: 30 }, undefined)
      for (const [name, piece] of Object.entries(pages)) {
        const page = pageOf(piece.repeat(Math.ceil(300_000 / piece.length)))
        const hits: Hit[] = []
        const began = performance.now()
        engine(page, hits)
        // Some 30 ms; on a busy machine more. What is quadratic takes minutes.
        expect(performance.now() - began, `${style}: ${name}`).toBeLessThan(2000)
        expect(hits.length).toBeLessThan(page.length / 100)
      }
    }
  })
})
