/** Texts are told from what is none, in three encodings. */
import { expect, test } from 'vitest'
import { encodingOf } from '../../../proxy/cli/scan-decode.ts'

const log = 'a line of a log\n'.repeat(40)

test.each([
  ['nothing', '', 'utf-8'],
  ['letters', log, 'utf-8'],
  ['bytes that are no UTF-8', Buffer.from([0xe4, 0xf6, 0x0a]), 'utf-8'],
  ['a crash in a log', `${log}${'\0'.repeat(20)}${log}`, 'utf-8'],
  ['terminal colours', `\x1b[31m${log}\x1b[0m\0`, 'utf-8'],
  ['UTF-16', Buffer.from(log, 'utf16le'), 'utf-16le'],
  ['UTF-16 the other way', Buffer.from(log, 'utf16le').swap16(), 'utf-16be'],
  ['UTF-16 by its mark', Buffer.from('\ufeff漢字', 'utf16le'), 'utf-16le'],
  ['UTF-16 by its mark, the other way', Buffer.from('\ufeff漢字', 'utf16le').swap16(), 'utf-16be'],
  ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0]), undefined],
  ['numbers of four bytes', Buffer.from(new Uint32Array([1, 2, 3, 400, 500000, 7]).buffer), undefined],
])('%s', (_, content, encoding) => {
  expect(encodingOf(Buffer.from(content))).toBe(encoding)
})
