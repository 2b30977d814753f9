import { expect, test } from 'vitest'
import { Problems } from '../../policy/problem.ts'
import { readSource } from '../../policy/source.ts'

function read(text: string) {
  const problems = new Problems()
  const source = readSource({ path: 'p.yaml', text }, problems)
  return { source, errors: problems.sorted().errors }
}

test('places of keys and values are those of the file', () => {
  const { source } = read('rules:\n  - id: a\n    when: { app: x }\n')
  expect(source!.value(['rules', 0, 'when', 'app'])).toEqual({ file: 'p.yaml', line: 3, column: 18 })
  expect(source!.key(['rules', 0, 'when', 'app'])).toEqual({ file: 'p.yaml', line: 3, column: 13 })
  expect(source!.key(['rules', 0])).toEqual({ file: 'p.yaml', line: 2, column: 5 })
})

test('a path that is not there stands at its nearest parent', () => {
  const { source } = read('rules:\n  - id: a\n')
  expect(source!.value(['rules', 0, 'when', 'app'])).toMatchObject({ line: 2, column: 5 })
  expect(source!.value(['nothing'])).toMatchObject({ line: 1, column: 1 })
})

test('places lead through aliases and merged keys to where the text stands', () => {
  const { source } = read('x: &x { app: [a, b] }\ny: *x\nz: { <<: *x, id: 1 }\nw: { <<: [*x] }\n')
  expect(source!.data).toMatchObject({ y: { app: ['a', 'b'] }, z: { app: ['a', 'b'], id: 1 }, w: { app: ['a', 'b'] } })
  for (const key of ['y', 'z', 'w'])
    expect(source!.value([key, 'app', 1])).toEqual({ file: 'p.yaml', line: 1, column: 18 })
})

test.each([
  ['message: a: b', "the value holds ': '", 'quotes'],
  ['a:\n\t- b', 'a tab is used to indent', 'spaces'],
  ['a: 1\na: 2', 'already set above', 'one of the two'],
  ['a: *nothing', 'no anchor &nothing stands before', 'quotes'],
  ['a: 1\n---\nb: 2', 'second document', 'file of its own'],
])('%j is explained with the remedy', (text, message, hint) => {
  const { source, errors } = read(text)
  expect(source).toBeUndefined()
  expect(errors[0]!.message).toContain(message)
  expect(errors[0]!.hint).toContain(hint)
})

test.each([
  ['brackets that never close', '['.repeat(100_000), 'nests deeper'],
  ['brackets over many lines', '[\n'.repeat(50_000), 'nests deeper'],
  ['dashes', '- '.repeat(50_000), 'nests deeper'],
  ['an alias bomb', bomb(), 'aliases (*name) repeat too much'],
  ['an alias inside its own anchor', 'a: &a [*a]', undefined],
  ['a file of three megabytes', `# ${'x'.repeat(3 * 1024 * 1024)}`, 'larger than'],
])('%s is an error, not a crash or a wait', (_, text, message) => {
  const started = performance.now()
  const { errors } = read(text)
  expect(performance.now() - started).toBeLessThan(5000)
  if (message) expect(errors[0]!.message).toContain(message)
})

function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
  for (let i = 1; i < 9; i++)
    lines.push(
      `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    )
  return lines.join('\n')
}
