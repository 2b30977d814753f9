/** What is read, and what is not and why. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { readInputs } from '../../../proxy/cli/scan-inputs.ts'

async function all(paths: string[], stdin: Iterable<string | Buffer> = []): Promise<unknown[]> {
  const seen: unknown[] = []
  for await (const input of readInputs(paths, Readable.from(stdin))) {
    if (!input.chunks) seen.push(input)
    else {
      let text = ''
      for await (const chunk of input.chunks) text += chunk
      seen.push({ path: input.path, text })
    }
  }
  return seen
}

function folderOf(files: Readonly<Record<string, Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-inputs-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
  return folder
}

test('standard input, also by its sign and beside files', async () => {
  expect(await all([], ['é'])).toEqual([{ path: '-', text: 'é' }])
  expect(await all(['-'])).toEqual([{ path: '-', text: '' }])
  const folder = folderOf({ a: Buffer.from('a') })
  expect(await all([folder, '-'], ['x'])).toEqual([
    { path: join(folder, 'a'), text: 'a' },
    { path: '-', text: 'x' },
  ])
})

test('standard input in pieces that cut characters, and in UTF-16', async () => {
  const bytes = Buffer.from('€'.repeat(5000))
  const pieces = Array.from({ length: 1000 }, (_, i) => bytes.subarray(i * 15, i * 15 + 15))
  expect(await all([], pieces)).toEqual([{ path: '-', text: '€'.repeat(5000) }])
  expect(await all([], [Buffer.from('\ufeffä', 'utf16le')])).toEqual([{ path: '-', text: 'ä' }])
})

test('UTF-8, UTF-16, broken and binary files', async () => {
  const wide = 'Wörter und Zahlen 12\n'
  const folder = folderOf({
    'a.txt': Buffer.from('ä'),
    'b.txt': Buffer.from('\ufeffä', 'utf16le'),
    'c.bin': Buffer.from([0, 1, 2]),
    'd.txt': Buffer.from(wide, 'utf16le'),
    'e.txt': Buffer.from(wide, 'utf16le').swap16(),
    'f.txt': Buffer.from('\ufeffmarked'),
    'g.txt': Buffer.from([0x61, 0xff, 0x62]),
    'h.txt': Buffer.alloc(0),
    'i.log': Buffer.from(`${'line of a log\n'.repeat(9)}\0\0\n`),
  })
  expect(await all([folder])).toEqual(
    [
      { path: 'a.txt', text: 'ä' },
      { path: 'b.txt', text: 'ä' },
      { path: 'c.bin', reason: 'not a text', failed: false },
      { path: 'd.txt', text: wide },
      { path: 'e.txt', text: wide },
      { path: 'f.txt', text: 'marked' },
      { path: 'g.txt', text: 'a\ufffdb' },
      { path: 'h.txt', text: '' },
      { path: 'i.log', text: `${'line of a log\n'.repeat(9)}\0\0\n` },
    ].map(one => ({ ...one, path: join(folder, one.path) })),
  )
})

test('links, folders of other people’s code and what cannot be opened are told, not passed over in silence', async () => {
  const folder = folderOf({ 'a.txt': Buffer.from('a') })
  mkdirSync(join(folder, 'node_modules'))
  writeFileSync(join(folder, 'node_modules', 'b.txt'), 'b')
  symlinkSync('a.txt', join(folder, 'link'))
  symlinkSync('..', join(folder, 'up'))
  expect(await all([folder])).toEqual([
    { path: join(folder, 'a.txt'), text: 'a' },
    { path: join(folder, 'link'), reason: 'a symbolic link', failed: false },
    { path: join(folder, 'node_modules'), reason: 'left out unless it is named', failed: false },
    { path: join(folder, 'up'), reason: 'a symbolic link', failed: false },
  ])
  expect(await all([join(folder, 'node_modules'), join(folder, 'link')])).toEqual([
    { path: join(folder, 'node_modules', 'b.txt'), text: 'b' },
    { path: join(folder, 'link'), text: 'a' },
  ])
})

// A file of the kernel that opens and cannot be read: also for root, who may read everything else.
test.runIf(process.platform === 'linux')('a file that cannot be read is a failure', async () => {
  const [input] = await all(['/proc/self/mem'])
  expect(input).toEqual({ path: '/proc/self/mem', reason: 'cannot be read (EIO)', failed: true })
})

test('a path that is not there', async () => {
  await expect(all(['/no/such'])).rejects.toThrow('/no/such: no such file or folder')
})
