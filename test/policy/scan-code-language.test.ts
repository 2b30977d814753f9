/** Languages are told apart by the weight of their features. */
import { expect, test } from 'vitest'
import { languageOf } from '../../policy/scan-code-language.ts'
import { pageOf } from './pages.ts'
import { snippets } from './scan-code-snippets.ts'

const told = (text: string) => {
  const bounds = [...text.matchAll(/^.*\S.*$/gm)].flatMap(match => [match.index, match.index + match[0].length])
  return languageOf(pageOf(text), bounds)
}

test.each(Object.entries(snippets))('%s wins with a lead', (language, text) => {
  expect(told(text)?.language).toBe(language)
  expect(told(text)?.weight).toBeGreaterThan(1.3)
})

test('words between quotes do not count', () => {
  expect(told("x = 'None'\n")?.language).not.toBe('python')
  expect(told('x = None\n')?.language).toBe('python')
})

test('a feature counts once in a line, and says where the line begins', () => {
  expect(told('self self self\n')?.weight).toBe(told('self\n')?.weight)
  expect(told('.globl main\n')?.language).toBe('assembly')
  expect(told('=head1 NAME\n')?.language).toBe('perl')
  expect(told('fn main\n')!.weight).toBeGreaterThan(told('x fn main\n')!.weight)
})

test('a language that lacks what it hardly ever lacks is held back', () => {
  const rust = 'let mut a = b;\n'
  expect(told(`${rust}public function array();\n`)?.language).not.toBe('php')
  expect(told(`<?php\n${rust}public function array();\n`)?.language).toBe('php')
  const lines = 'func total(rows)\nlet sum = rows\nguard sum\n'
  const weight = told(lines)!.weight
  expect(told(lines)?.language).toBe('swift')
  expect(told(lines.replaceAll('\n', ';\n'))!.weight).toBeLessThan(weight)
})

test('nothing of any language, and no lines', () => {
  expect(told('zzz qqq\n')).toBeUndefined()
  expect(languageOf(pageOf('def'), [])).toBeUndefined()
})
