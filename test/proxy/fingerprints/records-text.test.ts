import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readText, type TextOptions } from '../../../proxy/fingerprints/records-text.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-records-text-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

async function read(name: string, content: Buffer, more: Partial<TextOptions> = {}): Promise<string> {
  const file = join(dir, name)
  writeFileSync(file, content)
  let all = ''
  for await (const piece of readText({ file, stdin: new PassThrough(), ...more })) all += piece
  return all
}

const text = 'name,città\nZoë,王小明\n'
const marked = Buffer.from(`\ufeff${text}`, 'utf16le')

test.each<[string, string, Buffer]>([
  ['UTF-8', 'a.csv', Buffer.from(text)],
  ['UTF-8 with its mark', 'b.csv', Buffer.from(`\ufeff${text}`)],
  ['UTF-16 with its mark', 'c.csv', marked],
  ['UTF-16, big end first', 'd.csv', Buffer.from(marked).swap16()],
  ['compressed', 'e.csv.gz', gzipSync(marked)],
])('%s', async (_what, name, content) => expect(await read(name, content)).toBe(text))

test('characters that are cut between two pieces stay whole, and nothing is no piece', async () => {
  const long = '王'.repeat(200_000)
  expect(await read('f.csv', Buffer.from(long))).toBe(long)
  expect(await read('g.csv', Buffer.alloc(0))).toBe('')
})

test.each<[string, Buffer, Partial<TextOptions>, RegExp]>([
  [
    'h.xlsx',
    Buffer.from('PK\u0003\u0004secret'),
    {},
    /h\.xlsx: is a workbook \(\.xlsx\) or a zip file; save the sheet/,
  ],
  ['i.csv', gzipSync(text), {}, /i\.csv: is compressed; its name must end in \.gz/],
  ['j.csv', marked.subarray(2), {}, /j\.csv: is no UTF-8 text; give --encoding utf-16le/],
  ['k.csv', Buffer.from(text), { encoding: 'klingon' }, /--encoding 'klingon' is not known/],
])('%s is refused', async (name, content, more, reason) => {
  await expect(read(name, content, more)).rejects.toThrow(reason)
})
