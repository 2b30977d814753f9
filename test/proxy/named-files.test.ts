import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeRecords } from '../../proxy/fingerprints/records-make.ts'
import { createNamedFileReader, printOfNamedFiles, readNamedFiles } from '../../proxy/named-files.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-named-'))
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(dir, { recursive: true })
})

const keyFile = () => join(dir, 'fingerprint.key')
const sources = () => [
  {
    path: join(dir, 'p.yaml'),
    text: 'version: 1\ndetectors:\n  w: { words_file: w.txt }\n  f: { fingerprints: f.slfp }\n',
  },
]
const named = (path: string) => ({ path, from: join(dir, 'p.yaml') })

async function makeFingerprints(): Promise<void> {
  const key = Buffer.alloc(32, 5)
  writeFileSync(keyFile(), key, { mode: 0o600 })
  writeFileSync(join(dir, 't.csv'), 'email\nann@acme.example\n')
  await makeRecords({
    file: join(dir, 't.csv'),
    stdin: new PassThrough(),
    columns: ['email'],
    out: join(dir, 'f.slfp'),
    key,
    source: 't.csv',
    common: 20,
    now: new Date(),
    progress: () => undefined,
  })
}

test('reads lists of words and fingerprints from beside the policy', async () => {
  writeFileSync(join(dir, 'w.txt'), 'Bluebird\n')
  await makeFingerprints()
  const read = await readNamedFiles(sources(), keyFile())
  expect(read.words(named('w.txt'))).toEqual({ text: 'Bluebird\n' })
  expect(read.fingerprints(named('f.slfp'))).toMatchObject({ kind: 'records', file: join(dir, 'f.slfp') })
})

test('what cannot be read is said, never thrown', async () => {
  writeFileSync(join(dir, 'w.txt'), Buffer.from([0xff, 0xfe, 0xff]))
  const read = await readNamedFiles(sources(), keyFile())
  expect(read.words(named('w.txt'))).toEqual({ error: 'is not UTF-8 text; save it as UTF-8' })
  expect(read.fingerprints(named('f.slfp'))).toEqual({
    error: expect.stringMatching(/fingerprint\.key: does not exist/),
  })
  expect(read.words(named('other.txt'))).toEqual({ error: 'was not read' })
})

test('fingerprints that did not change are opened once; made anew they are another build', async () => {
  await makeFingerprints()
  const reader = createNamedFileReader({ keyFile: keyFile() })
  const first = await reader.read(sources())
  const again = await reader.read(sources())
  expect(again.fingerprints(named('f.slfp'))).toBe(first.fingerprints(named('f.slfp')))
  expect(again.content).toBe(first.content)
  const print = await printOfNamedFiles(sources(), keyFile())
  await makeFingerprints()
  expect(await printOfNamedFiles(sources(), keyFile())).not.toBe(print)
  const anew = await reader.read(sources())
  expect(anew.content).not.toBe(first.content)
  expect(reader.key()).toEqual(Buffer.alloc(32, 5))
})

test('copies are kept while they are in force, and others removed after a minute', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const copies = join(dir, 'copies')
  mkdirSync(copies)
  writeFileSync(join(copies, 'of-an-earlier-run'), '')
  await makeFingerprints()
  const reader = createNamedFileReader({ keyFile: keyFile(), copies })
  const fileOf = async (): Promise<string> => {
    const opened = (await reader.read(sources())).fingerprints(named('f.slfp'))
    if ('error' in opened) throw new Error(opened.error)
    reader.inForce([opened.file])
    return opened.file
  }
  const first = await fileOf()
  expect(readdirSync(copies).map(name => join(copies, name))).toEqual([first])
  await makeFingerprints()
  const second = await fileOf()
  expect(readdirSync(copies)).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(60_000)
  vi.useRealTimers()
  await vi.waitFor(() => expect(readdirSync(copies).map(name => join(copies, name))).toEqual([second]))
})

test('a damaged file leaves no copy', async () => {
  await makeFingerprints()
  writeFileSync(join(dir, 'f.slfp'), 'damaged')
  const copies = join(dir, 'copies')
  const read = await createNamedFileReader({ keyFile: keyFile(), copies }).read(sources())
  expect(read.fingerprints(named('f.slfp'))).toEqual({ error: expect.stringContaining('is no file of fingerprints') })
  expect(readdirSync(copies)).toEqual([])
})
