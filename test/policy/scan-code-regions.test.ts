/** Code is cut out of what stands around it. */
import { expect, test } from 'vitest'
import { codeRegions } from '../../policy/scan-code-regions.ts'
import { pageOf } from './pages.ts'

const code = 'let a = f(x);\nlet b = g(x);\n\n// both\nif (a > b) {\n  return a;\n}'
const cut = (text: string): string[] => codeRegions(pageOf(text)).map(one => text.slice(one.start, one.end))

test('bare code, with the comments above it', () => {
  expect(cut(`Look at this one, please.\n\n${code}\n\nIt does not work at all.\n`)).toEqual([code])
  expect(cut(`Look at this one, please.\n\n// Copyright Acme\n\n${code}\n`)).toEqual([`// Copyright Acme\n\n${code}`])
})

test('two stretches with prose between them', () => {
  expect(cut(`${code}\n${'That was the first of the two parts.\n'.repeat(4)}${code}`)).toEqual([code, code])
})

test('what stands between fences, and its language', () => {
  const text = `So:\n\`\`\`ts\n${code}\n\`\`\`\nAnd:\n~~~\n${code}\n~~~\n`
  expect(cut(text)).toEqual([code, code])
  expect(codeRegions(pageOf(text)).map(one => one.said)).toEqual(['typescript', undefined])
})

test('texts of one request are apart', () => {
  expect(cut(`${code}\n\0${code}`)).toHaveLength(2)
})

test('too few lines are none, keys and values are configuration', () => {
  expect(cut('let a = f(x);\nlet b = g(x);\n')).toEqual([])
  const [config] = codeRegions(pageOf('name: web\nport: 80\nuser: web\nfile: a.b\nmode: fast\n'))
  expect(config).toMatchObject({ pure: 0, lines: 5 })
})

test('braces belong to what stands around them, and many lines of code are told by some of them', () => {
  const [json] = codeRegions(pageOf('{\n  "rows": [\n    {\n      "id": 1\n    }\n  ]\n}\n'))
  expect(json).toMatchObject({ pure: 0, sure: 0, lines: 7, share: 1 })
  const [long] = codeRegions(pageOf('let a = f(x);\n'.repeat(500)))
  expect(long).toMatchObject({ pure: 1, sure: 1, lines: 500 })
  expect(long!.bounds.length).toBeGreaterThan(40)
  expect(long!.bounds.length).toBeLessThan(100)
  expect(long!.bounds.at(-1)).toBeGreaterThan(400 * 14)
})

test.each([
  ['JSON', (text: string) => JSON.stringify({ model: 'm', content: text })],
  ['JSON in JSON', (text: string) => JSON.stringify(JSON.stringify({ content: text }))],
  ['Windows and tabs', (text: string) => JSON.stringify(text.replaceAll('\n', '\r\n').replaceAll('  ', '\t'))],
])('breaks that are written as escapes: %s', (_, dress) => {
  const found = cut(dress(`Look at this one, please. ${'It does not work. '.repeat(12)}\n\n${code}\n\nThanks!\n`))
  expect(found).toHaveLength(1)
  expect(found[0]).toContain('let a = f(x);')
  expect(found[0]).toContain('return a;')
})
