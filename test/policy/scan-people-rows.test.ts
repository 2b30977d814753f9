/** Runs of lines that begin with names are lists; other lines end a run. */
import { expect, test } from 'vitest'
import { nameRuns } from '../../policy/scan-people-rows.ts'
import { pageOf } from './pages.ts'

const names = 'Anna Schmidt\nPeter Lang\nJulia Maier\nStefan Wolf\nKarin Busch\n'
const runs = (text: string): number[] => nameRuns(pageOf(text)).map(run => run.length)

test('five rows or more', () => {
  expect(runs(names)).toEqual([5])
  expect(runs(`they come:\n${names}and stay\n${names}`)).toEqual([5, 5])
  expect(runs(names.slice(0, names.indexOf('Karin')))).toEqual([])
})

test('behind numbers, tags and keys', () => {
  const lines = names.trim().split('\n')
  expect(runs(lines.map((line, at) => `${at + 1}) ${line}`).join('\n'))).toEqual([5])
  expect(runs(lines.map(line => `<li class="a">${line}</li>`).join('\n'))).toEqual([5])
  expect(runs(lines.map(line => `  {"name": "${line}", "age": 3},`).join('\n'))).toEqual([5])
})

test('a name in a sentence is no row', () => {
  expect(runs(names.replaceAll('\n', ' went home\n'))).toEqual([])
})
