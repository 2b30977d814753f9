/** A short line falls into parts, some of which are marks. */
import { expect, test } from 'vitest'
import { isPageNumber, normalise, readMarkLine } from '../../policy/scan-mark-lines.ts'

const phrases = (line: string): string[] =>
  readMarkLine(line)?.marks.map(mark => line.slice(mark.start, mark.end)) ?? []

test.each([
  ['*** CONFIDENTIAL ***', ['CONFIDENTIAL']],
  ['- Confidential -', ['Confidential']],
  ['Acme GmbH – Vertraulich – Seite 2', ['Vertraulich']],
  ['Acme Corp. Confidential', ['Acme Corp. Confidential']],
  ['Copyright 2026 Acme Inc. Confidential and proprietary.', ['Confidential and proprietary']],
  ['机密★三年', ['机密']],
  ['"Confidential"', []],
])('%s', (line, marks) => {
  expect(phrases(line)).toEqual(marks)
})

test('what stands beside a mark is told apart', () => {
  expect(readMarkLine('CONFIDENTIAL')?.beside).toBe('nothing')
  expect(readMarkLine('Acme GmbH | CONFIDENTIAL')?.beside).toBe('names')
  expect(readMarkLine('CONFIDENTIAL: this mail is for you alone')?.beside).toBe('words')
  expect(readMarkLine('CONFIDENTIAL | 3/10')?.pageNumber).toBe(true)
  expect(readMarkLine('Classification: secret')?.named).toBe('label')
  expect(readMarkLine('Re: CONFIDENTIAL')?.named).toBe('subject')
  expect(readMarkLine('memo: CONFIDENTIAL', true)?.beside).toBe('nothing')
})

test.each([
  ['- Confidential', 'bullet'],
  ['1. Confidential', 'bullet'],
  ['// CONFIDENTIAL', 'comment'],
  [' * CONFIDENTIAL', 'comment'],
  ['## Confidential', 'heading'],
  ['| Confidential | a |', 'row'],
  ['** CONFIDENTIAL **', undefined],
])('%s begins as %s', (line, opening) => {
  expect(readMarkLine(line)?.opening).toBe(opening)
})

test('page numbers and phrases in one form', () => {
  expect(['page 3 of 10', '3 10', 'seite 4', '12'].map(isPageNumber)).toEqual([true, true, true, true])
  expect(['page', 'chapter 3', '1 2 3', '12345'].map(isPageNumber)).toEqual([false, false, false, false])
  expect(normalise('VS - NUR  für/den Dienstgebrauch.')).toBe('vs nur für den dienstgebrauch')
})
