import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Description,
  newContainer,
  readContainer,
  readHeader,
  writeContainer,
} from '../../../proxy/fingerprints/container.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-container-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

const about: Description = {
  kind: 'records',
  source: 'customers.csv',
  created: '2026-11-21T00:00:00.000Z',
  columns: ['email'],
  counts: { rows: 3 },
  layout: { words: 4 },
}
const key = randomBytes(32)

async function write(name: string, parts: readonly Uint8Array[]): Promise<string> {
  const path = join(dir, name)
  await writeContainer(path, newContainer(key), about, parts)
  return path
}

test('what is written is read again, in parts of any size, and the file is private', async () => {
  const parts = [randomBytes(0), randomBytes(5), randomBytes((1 << 20) + 7), randomBytes(1 << 20)]
  const path = join(dir, 'sizes.slfp')
  const made = newContainer(key)
  const bytes = await writeContainer(path, made, about, parts)
  const { header, hashKey, parts: read } = await readContainer(path, key)
  expect(read.map((part, i) => Buffer.compare(part, parts[i]!))).toEqual(parts.map(() => 0))
  expect(header).toMatchObject({ ...about, build: made.build })
  expect(Buffer.from(hashKey)).toEqual(made.keys.hash)
  expect(statSync(path)).toMatchObject({ size: bytes })
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(dir).filter(name => name.startsWith('sizes'))).toEqual(['sizes.slfp'])
})

test('the header can be read without the key, the payload cannot', async () => {
  const payload = Buffer.from('the payload in clear '.repeat(20))
  const path = await write('clear.slfp', [payload])
  expect(await readHeader(path)).toMatchObject(about)
  expect(readFileSync(path).includes('the payload')).toBe(false)
  await expect(readContainer(path, randomBytes(32))).rejects.toThrow('was made with another key')
})

test('two files of the same data under the same key share neither build nor hashes', () => {
  const [a, b] = [newContainer(key), newContainer(key)]
  expect(a.build).not.toBe(b.build)
  expect(a.keys.hash).not.toEqual(b.keys.hash)
})

test('any byte that differs, a cut and an appended byte are refused', async () => {
  const path = await write('whole.slfp', [randomBytes(300)])
  const whole = readFileSync(path)
  const broken = join(dir, 'broken.slfp')
  const refused = async (bytes: Buffer) => {
    writeFileSync(broken, bytes)
    await expect(readContainer(broken, key)).rejects.toThrow(/damaged|no file|another (key|version)/)
  }
  for (let at = 0; at < whole.length; at += 3) {
    const bytes = Buffer.from(whole)
    bytes[at]! ^= 1
    await refused(bytes)
  }
  await refused(whole.subarray(0, -1))
  await refused(whole.subarray(0, 5))
  await refused(Buffer.concat([whole, Buffer.from([0])]))
})

test('a header that was changed is refused, also when there is no payload', async () => {
  const path = await write('empty.slfp', [])
  const changed = Buffer.from(readFileSync(path).toString('latin1').replace('customers', 'kustomers'), 'latin1')
  writeFileSync(path, changed)
  await expect(readContainer(path, key)).rejects.toThrow('is damaged')
})

test('what is no file of fingerprints is said to be none', async () => {
  writeFileSync(join(dir, 'text.slfp'), 'email,iban\nann@acme.example,1\n')
  await expect(readContainer(join(dir, 'text.slfp'), key)).rejects.toThrow('is no file of fingerprints')
  await expect(readContainer(join(dir, 'none.slfp'), key)).rejects.toThrow('does not exist')
  await expect(readContainer(dir, key)).rejects.toThrow('cannot be read')
})
