import { expect, test } from 'vitest'
import { formatProblem, Problems } from '../../policy/problem.ts'

const at = (line: number, column = 1, file = 'p.yaml') => ({ file, line, column })

test('a problem reads as file, line, column, message and remedy', () => {
  expect(formatProblem({ ...at(14, 5), message: 'unknown key' })).toBe('p.yaml:14:5: unknown key')
  expect(formatProblem({ ...at(1), message: 'bad', hint: 'do this' })).toBe('p.yaml:1:1: bad (do this)')
})

test('problems come in the order in which the files are read, each once', () => {
  const problems = new Problems()
  problems.error(at(9), 'last')
  problems.error(at(2, 7), 'second')
  problems.error(at(2, 3), 'first')
  problems.error(at(2, 3), 'first')
  problems.error(at(1, 1, 'a.yaml'), 'of the first file')
  problems.warn(at(1), 'a warning')
  const { errors, warnings } = problems.sorted()
  expect(errors.map(error => error.message)).toEqual(['of the first file', 'first', 'second', 'last'])
  expect(warnings).toHaveLength(1)
})

test('nobody reads on after a hundred', () => {
  const problems = new Problems()
  for (let line = 1; line < 500; line++) problems.error(at(line), 'bad')
  expect(problems.sorted().errors).toHaveLength(100)
})
