/** What is read, and what is not and why. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { readInputs } from '../../../proxy/cli/scan-inputs.ts'

async function all(paths: string[], stdin = ''): Promise<unknown[]> {
  const seen: unknown[] = []
  for await (const input of readInputs(paths, Readable.from(stdin ? [stdin] : []))) seen.push(input)
  return seen
}

test('standard input, also by its sign', async () => {
  expect(await all([], 'é')).toEqual([{ path: '-', text: 'é' }])
  expect(await all(['-'], 'x')).toEqual([{ path: '-', text: 'x' }])
})

test('UTF-8, UTF-16 and binary files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-inputs-'))
  try {
    const files = {
      'a.txt': Buffer.from('ä'),
      'b.txt': Buffer.from('\ufeffä', 'utf16le'),
      'c.bin': Buffer.from([0, 1, 2]),
    }
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
    expect(await all([folder])).toEqual([
      { path: join(folder, 'a.txt'), text: 'ä' },
      { path: join(folder, 'b.txt'), text: 'ä' },
      { path: join(folder, 'c.bin'), reason: 'not a text' },
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a path that is not there', async () => {
  await expect(all(['/no/such'])).rejects.toThrow('/no/such: no such file or folder')
})
