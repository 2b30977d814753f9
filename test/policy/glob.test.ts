import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyGlob, glob } from '../../policy/glob.ts'

test.each([
  ['api.openai.com', 'API.OpenAI.com', true],
  ['api.openai.com', 'api.openai.com.evil.example', false],
  ['*.openai.com', 'eu.api.openai.com', true],
  ['*.openai.com', 'openai.com', false],
  ['gpt-5*', 'gpt-5', true],
  ['gpt-5*', 'gpt-5-mini', true],
  ['gpt-5*', 'xgpt-5', false],
  ['*', '', true],
  ['a*a', 'a', false],
  ['a*a', 'aba', true],
  ['*mini*', 'gpt-5-mini-2026', true],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['gpt-?', 'gpt-5', true],
  ['gpt-?', 'gpt-', false],
  ['**x', 'yx', true],
  ['a.b', 'axb', false],
])('%s on %s: %s', (pattern, value, expected) => {
  expect(glob(pattern)(value)).toBe(expected)
})

test('agrees with the regular expression of the same meaning', () => {
  const piece = fc.constantFrom('a', 'b', '*', '?', '.')
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 8 }),
      fc.array(fc.constantFrom('a', 'b', '.'), { maxLength: 12 }),
      (p, v) => {
        const source = p.map(c => (c === '*' ? '.*' : c === '?' ? '.' : c === '.' ? '\\.' : c)).join('')
        expect(glob(p.join(''))(v.join(''))).toBe(new RegExp(`^${source}$`).test(v.join('')))
      },
    ),
    { numRuns: 2000 },
  )
})

test('a pattern made to backtrack takes no longer than pattern times value', () => {
  const matches = glob(`${'*a'.repeat(20)}b`)
  const started = performance.now()
  expect(matches('a'.repeat(100_000))).toBe(false)
  expect(performance.now() - started).toBeLessThan(2000)
})

test('any of several, exact ones looked up', () => {
  const any = anyGlob(['ann@x.example', '*@eng.x.example'])
  expect(['ANN@x.example', 'bo@eng.x.example', 'bo@x.example'].map(any)).toEqual([true, true, false])
  expect(anyGlob([])('x')).toBe(false)
})
