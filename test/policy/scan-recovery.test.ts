/** Codes below words that promise them are found; other lines are left alone. */
import { expect, test } from 'vitest'
import { makeValue, seededRandom } from '../../policy/detectors/make-value.ts'
import { createScanner } from '../../policy/scan.ts'

const scanner = createScanner()
const random = seededRandom(5)
const codes = (shape: string): string[] => Array.from({ length: 3 }, () => makeValue(shape, random))
const found = (text: string): string[] =>
  scanner
    .scan([{ text }])
    .filter(one => one.detector === 'generic-secret')
    .map(one => text.slice(one.start, one.end))

test.each([
  ['one a line', '[0-9a-f]{5}-[0-9a-f]{5}', (list: string[]) => `Recovery codes:\n${list.join('\n')}\n\nKeep them.`],
  ['in a list', '\\d{4} \\d{4}', (list: string[]) => `My backup codes:\n1. ${list[0]}\n2. ${list[1]}\n3. ${list[2]}`],
  ['behind a colon', '[0-9a-f]{10}', (list: string[]) => `Backup codes: ${list.join(', ')}\nKeep them.`],
])('%s', (_, shape, write) => {
  const list = codes(shape)
  expect(found(write(list))).toEqual(list)
})

test.each([
  'Recovery codes:\nOpen the settings\nand press the button',
  'Backup code: see below\n2024-01-01 release',
  'Recovery codes:\nsettings\nsecurity\naccounts',
])('%j is left alone', text => expect(found(text)).toEqual([]))
