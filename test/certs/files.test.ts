import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createFile, decodeKey, encodeKey, narrow, prepareFolder, readIfThere, replaceFile } from '../../certs/files.ts'
import { newKey } from '../../certs/root.ts'
import { temporaryFolder } from './openssl.ts'

const modeOf = (path: string) => statSync(path).mode & 0o777

describe('prepareFolder', () => {
  test('makes a folder for its owner alone', () => {
    const dir = join(temporaryFolder(), 'a', 'ca')
    expect(prepareFolder(dir)).toEqual([])
    expect(modeOf(dir)).toBe(0o700)
  })

  test('narrows one that is open to others and says so', () => {
    const dir = join(temporaryFolder(), 'ca')
    mkdirSync(dir)
    chmodSync(dir, 0o755)
    expect(prepareFolder(dir)).toEqual([expect.stringContaining('had mode 0755')])
    expect(modeOf(dir)).toBe(0o700)
  })

  test('removes what a killed process left, and nothing that one is writing now', () => {
    const dir = temporaryFolder()
    for (const name of ['root.key.0123456789ab.tmp', 'root.key.0123456789ac.tmp', 'notes.tmp', 'root.key'])
      writeFileSync(join(dir, name), '')
    utimesSync(join(dir, 'root.key.0123456789ab.tmp'), 0, 0)
    utimesSync(join(dir, 'notes.tmp'), 0, 0)
    prepareFolder(dir)
    expect(readdirSync(dir).sort()).toEqual(['notes.tmp', 'root.key', 'root.key.0123456789ac.tmp'])
  })

  test('names the folder that cannot be made', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(() => prepareFolder(join(file, 'ca'))).toThrow(/file\/ca cannot be made \(ENOTDIR\)/)
  })
})

test('a key file with a wide mode is narrowed and told of', () => {
  const path = join(temporaryFolder(), 'root.key')
  writeFileSync(path, '')
  chmodSync(path, 0o644)
  expect(narrow(path)).toEqual([`${path} had mode 0644, open to other users of this machine; it is 0600 now`])
  expect(narrow(path)).toEqual([])
  expect(modeOf(path)).toBe(0o600)
})

test('a file that cannot be read is named, one that is absent is null', () => {
  const dir = temporaryFolder()
  expect(readIfThere(join(dir, 'absent'))).toBeNull()
  symlinkSync('loop', join(dir, 'loop'))
  expect(() => readIfThere(join(dir, 'loop'))).toThrow(/loop cannot be read \(ELOOP\)/)
})

describe('writing', () => {
  test('a secret has mode 0600, a certificate 0644, and nothing else is left', () => {
    const dir = temporaryFolder()
    expect(createFile(join(dir, 'key'), 'k', true)).toBe(true)
    replaceFile(join(dir, 'cert'), 'c', false)
    expect([modeOf(join(dir, 'key')), modeOf(join(dir, 'cert'))]).toEqual([0o600, 0o644])
    expect(readdirSync(dir).sort()).toEqual(['cert', 'key'])
  })

  test('creating leaves an existing file as it is; replacing swaps it', () => {
    const path = join(temporaryFolder(), 'key')
    createFile(path, 'first', true)
    expect(createFile(path, 'second', true)).toBe(false)
    expect(readFileSync(path, 'utf8')).toBe('first')
    replaceFile(path, 'third', true)
    expect(readFileSync(path, 'utf8')).toBe('third')
    expect(readdirSync(join(path, '..'))).toEqual(['key'])
  })

  test('names what cannot be written', () => {
    expect(() => createFile(join(temporaryFolder(), 'gone', 'key'), 'x', true)).toThrow(
      /gone\/key cannot be written \(ENOENT\)/,
    )
  })
})

describe('keys', () => {
  const key = newKey()
  const plain = encodeKey(key, undefined)
  const locked = encodeKey(key, 'correct horse')

  test('survive with and without a passphrase', () => {
    expect(decodeKey(plain, 'f', undefined)).toMatchObject({ encrypted: false })
    expect(locked).toContain('BEGIN ENCRYPTED PRIVATE KEY')
    const back = decodeKey(locked, 'f', 'correct horse')
    expect(back.encrypted).toBe(true)
    expect(back.key.equals(key)).toBe(true)
  })

  test.each([
    ['an encrypted key without a passphrase', locked, undefined, /^f is encrypted: set SLUICE_CERTS_PASSPHRASE/],
    ['a wrong passphrase', locked, 'wrong', /^f cannot be decrypted/],
    ['no key at all', 'x', undefined, /^f is not a private key/],
  ])('%s is one line naming the file', (_, text, passphrase, message) => {
    expect(() => decodeKey(text, 'f', passphrase)).toThrow(message)
  })
})
