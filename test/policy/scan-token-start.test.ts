/** What may stand behind a keyword is what the pattern has there. */
import RE2 from 're2'
import { describe, expect, test } from 'vitest'
import type { TokenFormat } from '../../policy/detectors/detector.ts'
import { detectors } from '../../policy/detectors/index.ts'
import { makeValue, seededRandom } from '../../policy/detectors/make-value.ts'
import { charactersBehind } from '../../policy/scan-token-start.ts'

const said = (pattern: string, keyword: string): string | undefined => {
  const table = charactersBehind(pattern, keyword)
  return (
    table &&
    [...table.keys()]
      .filter(code => table[code] === 1)
      .map(code => String.fromCharCode(code))
      .join('')
  )
}

test.each([
  ['ab[0-3]{2}', 'ab', '0123'],
  ['(?:sdk|api)-[a-c]', 'api-', 'abc'],
  ['[ab]c(?:d|e\\.)f', 'bc', 'de'],
  ['ab?(?:c{2})*d', 'a', 'bcd'],
  ['a{2,3}\\d', 'aa', '0123456789a'],
  ['x(?:[0-9]{2}-)?[a-c]+', 'x', '0123456789abc'],
  [
    'a[^ -~]b',
    'a',
    [...Array(128).keys()]
      .filter(code => code < 32 || code === 127)
      .map(code => String.fromCharCode(code))
      .join(''),
  ],
  ['ab', 'ax', ''],
  ['ab?', 'a', undefined],
  ['(?i)ab', 'a', undefined],
  ['a\\bb', 'a', undefined],
])('%s behind %s', (pattern, keyword, expected) => {
  expect(said(pattern, keyword)).toBe(expected)
})

const formats = detectors.filter((one): one is TokenFormat => one.kind === 'token' && !one.lead)

describe('every format', () => {
  test.each(formats.map(format => [format.id, format] as const))('%s', (_id, { pattern, keywords, examples }) => {
    const random = seededRandom(5)
    const compiled = new RE2(`^(?:${pattern})`)
    for (const example of examples.match)
      for (let i = 0; i < 20; i++) {
        const text = (typeof example === 'string' ? makeValue(example, random) : example(random)).replace(/[«»]/g, '')
        for (const keyword of keywords)
          for (let at = text.indexOf(keyword); at >= 0; at = text.indexOf(keyword, at + 1)) {
            const next = text.charCodeAt(at + keyword.length)
            if (!(next < 128) || !compiled.test(text.slice(at))) continue
            expect(charactersBehind(pattern, keyword)?.[next] ?? 1, `${keyword} in ${text}`).toBe(1)
          }
      }
  })
})

test('nearly all keywords say it', () => {
  const keywords = formats.flatMap(({ pattern, keywords }) =>
    keywords.map(keyword => charactersBehind(pattern, keyword)),
  )
  expect(keywords.filter(table => table !== undefined).length).toBeGreaterThan(0.9 * keywords.length)
})
