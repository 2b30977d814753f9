import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { readInputs, type ScanInput } from '../../../proxy/cli/scan-inputs.ts'

function folder(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-inputs-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(dir, name, '..'), { recursive: true })
    writeFileSync(join(dir, name), content)
  }
  return dir
}

async function all(paths: readonly string[], stdin: readonly (string | Buffer)[] = []): Promise<ScanInput[]> {
  const inputs: ScanInput[] = []
  for await (const input of readInputs(paths, Readable.from(stdin))) inputs.push(input)
  return inputs
}

test.each([[[]], [['-']]])('without a file (%j) the standard input is read', async paths => {
  // Cut in the middle of a character.
  const bytes = Buffer.from('grüße')
  expect(await all(paths, [bytes.subarray(0, 3), bytes.subarray(3)])).toEqual([{ path: '-', text: 'grüße' }])
})

test('folders are read to the bottom in order of names, without the folders of tools', async () => {
  const dir = folder({
    'b.txt': 'b',
    'a/z.txt': 'z',
    'a/deep/y.txt': 'y',
    '.env': 'dot',
    '.git/config': 'no',
    'a/node_modules/x.js': 'no',
  })
  expect((await all([dir])).map(input => input.path.slice(dir.length + 1))).toEqual([
    '.env',
    'a/deep/y.txt',
    'a/z.txt',
    'b.txt',
  ])
})

test('links are not followed: a loop ends, and nothing outside is read', async () => {
  const dir = folder({ 'a.txt': 'a' })
  const outside = folder({ 'secret.txt': 'x' })
  symlinkSync(dir, join(dir, 'loop'))
  symlinkSync(join(outside, 'secret.txt'), join(dir, 'link.txt'))
  expect((await all([dir])).map(input => input.path)).toEqual([join(dir, 'a.txt')])
})

test.each([
  ['UTF-8', Buffer.from('key = ü')],
  ['UTF-16 little endian', Buffer.from('\ufeffkey = ü', 'utf16le')],
  ['UTF-16 big endian', Buffer.from('\ufeffkey = ü', 'utf16le').swap16()],
])('a text in %s is read', async (_, bytes) => {
  const dir = folder({ 'a.txt': bytes })
  expect((await all([join(dir, 'a.txt')]))[0]!.text).toBe('key = ü')
})

test('what is no text, and what is too large, is named with the reason', async () => {
  const dir = folder({ 'a.bin': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]), 'b.log': '' })
  truncateSync(join(dir, 'b.log'), 64 * 1024 * 1024 + 1)
  expect(await all([dir])).toEqual([
    { path: join(dir, 'a.bin'), reason: 'not a text' },
    { path: join(dir, 'b.log'), reason: 'larger than 64 MB' },
  ])
})

test('a path that is not there is an error that names it', async () => {
  await expect(all(['/no/such/path'])).rejects.toThrow('/no/such/path: no such file or folder')
})
