/** Documents are read with the names that findings show; what is not read has its reason. */
import { chmodSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { SettingsError } from '../../../proxy/errors.ts'
import type { SourceText } from '../../../proxy/fingerprints/bundled-texts.ts'
import { filesBelow, nameIn, readBytes, readDocuments } from '../../../proxy/fingerprints/documents.ts'
import { folderOf } from './make-documents.ts'

async function all(paths: string[]): Promise<SourceText[]> {
  const found: SourceText[] = []
  for await (const one of readDocuments(paths)) found.push(one)
  return found
}

test('a folder, in order, with names from its own on', async () => {
  const folder = folderOf({
    'b.txt': 'two',
    'a/one.md': 'one',
    '~$lock.docx': 'x',
    '.DS_Store': 'x',
    'node_modules/x/readme.md': 'x',
    'c.bin': Buffer.from([0, 1]),
  })
  symlinkSync('/etc/hostname', join(folder, 'link.txt'))
  symlinkSync('..', join(folder, 'a/loop'))
  const name = basename(folder)
  expect(await all([folder])).toEqual([
    { name: `${name}/a/loop`, reason: 'is a link, which is not followed' },
    { name: `${name}/a/one.md`, text: 'one' },
    { name: `${name}/b.txt`, text: 'two' },
    { name: `${name}/c.bin`, reason: 'is not a text' },
    { name: `${name}/link.txt`, reason: 'is a link, which is not followed' },
  ])
  expect(await all([join(folder, 'b.txt')])).toEqual([{ name: 'b.txt', text: 'two' }])
})

test('a path that is not there ends it', async () => {
  await expect(all(['/no/such/folder'])).rejects.toThrow('/no/such/folder: no such file or folder')
  expect(() => [...filesBelow(['/no/such'])]).toThrow(SettingsError)
})

test('a file that cannot be read is left out', () => {
  expect(readBytes('/no/such/file')).toBe('cannot be read (ENOENT)')
  expect(readBytes('/')).toBe('cannot be read (EISDIR)')
})

// Nothing is forbidden to root.
test.skipIf(process.getuid?.() === 0)('so is a folder', async () => {
  const folder = folderOf({ 'a/one.md': 'one', 'b.txt': 'two' })
  chmodSync(join(folder, 'a'), 0)
  expect(await all([folder])).toEqual([
    { name: `${basename(folder)}/a`, reason: 'cannot be read (EACCES)' },
    { name: `${basename(folder)}/b.txt`, text: 'two' },
  ])
})

test('names use slashes', () => {
  expect(nameIn('/srv/contracts', '/srv/contracts/a/b.txt')).toBe('contracts/a/b.txt')
  expect(nameIn('/srv/a.txt', '/srv/a.txt')).toBe('a.txt')
})
