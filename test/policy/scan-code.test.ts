/** Source code is found with its language and its share of the text, when a policy asks for it. */
import { describe, expect, test } from 'vitest'
import { codeIn } from '../../policy/scan-code.ts'
import { makeSecret } from '../secrets.ts'
import { pageOf } from './pages.ts'
import { policyOf, rule } from './policies.ts'
import { snippets } from './scan-code-snippets.ts'

test.each(Object.entries(snippets))('%s', (language, text) => {
  const found = codeIn(pageOf(`Please look at this for me.\n\n${text}\n\nWhat is wrong with it?\n`))
  expect(found.map(one => one.language)).toEqual([language])
  expect(found[0]?.confidence).not.toBe('low')
})

const scanner = policyOf(rule('{ content: source-code }')).scanner
const why = (text: string): string[] =>
  scanner
    .scan([{ text }])
    .filter(one => one.detector === 'source-code' && one.confidence !== 'low')
    .flatMap(one => one.why)

test('why says language, lines and share', () => {
  const code = snippets['python']!
  expect(why(code)).toEqual(['Python, 10 lines, 100 % of the text'])
  expect(why(`${code}\n\n${'This is a line of prose about it.\n'.repeat(11)}`)).toEqual([
    'Python, 10 lines, 42 % of the text',
  ])
})

test('it runs only when a rule names it, or its category, or it is switched on', () => {
  const ids = (policy: string): readonly string[] => policyOf(policy).scanner.detectorIds
  expect(ids(rule('{ content: secrets }'))).not.toContain('source-code')
  expect(ids(rule('{ content: company }'))).toContain('source-code')
  expect(ids('detectors: { source-code: { enabled: true } }\n')).toContain('source-code')
})

describe('is no code', () => {
  test.each([
    ['prose', 'Call the function f(x) with care; it returns a value.\n'.repeat(8)],
    [
      'a poem',
      'The woods are lovely, dark and deep;\nBut I have promises to keep,\nAnd miles to go before I sleep;\nAnd miles to go before I sleep.\n'.repeat(
        3,
      ),
    ],
    ['a log', '2026-01-03 10:11:12 INFO start (id=1);\n'.repeat(8)],
    ['a stack trace', `Error: no value\n${'    at open (file:///srv/main.js:10:3)\n'.repeat(8)}`],
    ['a table', '| f(x); | g(y); |\n'.repeat(8)],
    ['a quoted mail', '> if (x) { return y; }\n'.repeat(8)],
    ['a list', '- call open(x) first, and then close(x) when you are done with it\n'.repeat(8)],
    ['configuration', 'name: web\nimage: nginx\nports: 80\nuser: nobody\ngroup: web\n'],
    [
      'JSON',
      '{\n  "rows": [\n    {\n      "id": 1,\n      "names": ["a", "b"]\n    },\n    {\n      "id": 2\n    }\n  ]\n}\n',
    ],
    ['settings', '[server]\nport = 80\nname = "web"\nlog = on\n\n[client]\nport = 81\nwait = 30\n'],
    [
      'XML of settings',
      '<?xml version="1.0"?>\n<config>\n  <match target="font">\n    <test name="family">\n      <string>Sans</string>\n    </test>\n  </match>\n</config>\n',
    ],
    ['a change log', 'Fix leak in readLines (Anna Schmidt),\nFix crash in openFile (Peter Lang),\n'.repeat(6)],
    ['four lines', 'int a = 1;\nint b = 2;\nint c = 3;\nreturn a;\n'],
    ['a fence of text', `\`\`\`text\n${snippets['c']}\n\`\`\`\n`],
  ])('%s', (_, text) => {
    expect(why(text)).toEqual([])
  })
})

test('code of a language that is told by nothing is medium by its shape', () => {
  const text = 'frob(item.left[0], 3);\n'.repeat(8)
  expect(codeIn(pageOf(text))).toMatchObject([{ language: undefined, confidence: 'medium', lines: 8 }])
})

test('a secret in code is found too', () => {
  const text = `const id = "${makeSecret('AKIA[A-Z2-7]{16}')}"\n${snippets['javascript']}`
  expect(new Set(scanner.scan([{ text }]).map(one => one.detector))).toEqual(
    new Set(['source-code', 'aws-access-key-id']),
  )
})

test('long texts take linear time', () => {
  const started = performance.now()
  for (const line of ['x = f(x);\n', '```\n', 'a\n', '{', '"a": 1,\n', '<b>\n', 'x = f(x);\\n', '\\\\n', '\\t'])
    codeIn(pageOf(line.repeat(200_000 / line.length)))
  expect(performance.now() - started).toBeLessThan(4000)
})
