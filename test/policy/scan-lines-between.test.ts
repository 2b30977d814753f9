/** Values on a later line than their name are reached, and only those. */
import { expect, test } from 'vitest'
import { skipBlockSign, skipLineBreak, skipSettings } from '../../policy/scan-lines-between.ts'
import { createPageMaker } from '../../policy/scan-page.ts'

const page = createPageMaker()

test.each([
  ['&anchor VALUE', 8],
  ['>-\n  VALUE', 5],
  ['|\n    VALUE', 6],
  ['& VALUE', 0],
  ['> VALUE', 0],
  ['VALUE', 0],
])('the sign of a block in %j is skipped', (text, at) => expect(skipBlockSign(page(text), 0)).toBe(at))

test.each([
  ['\nVALUE\n', 1],
  ['\nVALUE and more\n', 0],
  ['\nkey:\n', 0],
])('a line break before a value of its own line in %j is skipped', (text, at) =>
  expect(skipLineBreak(page(text), 0)).toBe(at),
)

test.each([
  ['type = string\n  default = "x"', 16],
  ['type = string\n sensitive = true\n default = "x"', 33],
  ['default = "x"', 0],
])('the settings in %j are skipped', (text, at) => expect(skipSettings(page(text), 0)).toBe(at))
