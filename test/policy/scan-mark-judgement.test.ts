/** Confidence follows from where a phrase stands and how it is written. */
import { expect, test } from 'vitest'
import { judgeMarks } from '../../policy/scan-mark-judgement.ts'
import { readMarkLine } from '../../policy/scan-mark-lines.ts'
import { pageOf } from './pages.ts'

const judged = (text: string, line: string) => {
  const start = text.indexOf(line)
  return judgeMarks(pageOf(text), [{ start, end: start + line.length, line: readMarkLine(line)! }]).map(
    one => `${one.confidence}: ${one.why.join('; ')}`,
  )
}
const inside = (line: string): string => `a\nb\nc\n${line}\nd\ne\nf`

test.each([
  ['Strictly confidential', 'x\n', 'high: in the first line'],
  ['Confidential', 'x\n', 'medium: in the first line'],
  ['SECRET', 'x\n', 'medium: in the first line'],
  ['// ACME CONFIDENTIAL', 'x\n', 'medium: in a comment at the head or the end of the text'],
])('%s in the first line', (line, rest, expected) => {
  expect(judged(`${line}\n${rest}`, line)).toEqual([expected])
})

test.each([
  ['STRICTLY CONFIDENTIAL', ['high: alone in a line']],
  ['Strictly confidential', ['medium: alone in a line']],
  ['CONFIDENTIAL', ['medium: alone in a line']],
  ['Confidential', ['low: alone in a line']],
  ['SECRET', ['low: alone in a line']],
  ['Secret', []],
  ['confidential', []],
  ['classification: confidential', ['high: named as the classification']],
  ['classification: internal', ['medium: named as the classification']],
  ['Merger plan (CONFIDENTIAL)', ['medium: in brackets']],
  ['Merger plan (Confidential)', ['low: in brackets']],
])('%s in the middle', (line, expected) => {
  expect(judged(inside(line), line)).toEqual(expected)
})
