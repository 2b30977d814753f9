/** CA files on disk: whole or absent, never half written; keys readable by their owner alone. */
import { createPrivateKey, type KeyObject, randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { CertificateError } from './error.ts'

const keyMode = 0o600
const certificateMode = 0o644
const folderMode = 0o700
const unfinished = /\.[0-9a-f]{12}\.tmp$/
const unfinishedAgeMs = 60_000

/** Makes the folder, or narrows its mode, and removes what a killed process left unfinished. Returns what was repaired. */
export function prepareFolder(dir: string): string[] {
  attempt(dir, 'cannot be made', () => mkdirSync(dir, { recursive: true, mode: folderMode }))
  const repaired = narrow(dir, folderMode)
  for (const entry of attempt(dir, 'cannot be read', () => readdirSync(dir))) {
    const path = join(dir, entry)
    if (unfinished.test(entry) && Date.now() - statSync(path).mtimeMs > unfinishedAgeMs) unlinkSync(path)
  }
  return repaired
}

/** Takes group's and others' rights away. Returns one line when there were any; throws when they cannot be taken away. */
export function narrow(path: string, mode: number = keyMode): string[] {
  const found = statSync(path).mode & 0o777
  if (process.platform === 'win32' || (found & 0o077) === 0) return []
  attempt(path, `has mode ${octal(found)} and must have ${octal(mode)}; that`, () => chmodSync(path, mode))
  return [`${path} had mode ${octal(found)}, open to other users of this machine; it is ${octal(mode)} now`]
}

/** Contents, or null when there is no such file. */
export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null
    throw new CertificateError(`${path} cannot be read (${codeOf(cause)}); check its owner and permissions`, { cause })
  }
}

/** Replaces or makes the file in one step. */
export function replaceFile(path: string, text: string, secret: boolean): void {
  const temporary = writeTemporary(path, text, secret)
  attempt(path, 'cannot be written', () => renameSync(temporary, path))
  syncFolder(path)
}

/** Makes the file in one step unless it exists. Returns false when it did: another process was first. */
export function createFile(path: string, text: string, secret: boolean): boolean {
  const temporary = writeTemporary(path, text, secret)
  try {
    placeNew(temporary, path)
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false
    throw new CertificateError(`${path} cannot be written (${codeOf(cause)})`, { cause })
  } finally {
    unlinkSync(temporary)
  }
  syncFolder(path)
  return true
}

/** PKCS#8 PEM, encrypted when there is a passphrase. */
export function encodeKey(key: KeyObject, passphrase: string | undefined): string {
  return key
    .export(
      passphrase
        ? { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }
        : { type: 'pkcs8', format: 'pem' },
    )
    .toString()
}

/** `encrypted` tells whether the text was. Throws CertificateError naming `path`. */
export function decodeKey(
  text: string,
  path: string,
  passphrase: string | undefined,
): { key: KeyObject; encrypted: boolean } {
  const encrypted = text.includes('BEGIN ENCRYPTED PRIVATE KEY')
  if (encrypted && !passphrase)
    throw new CertificateError(`${path} is encrypted: set SLUICE_CERTS_PASSPHRASE to its passphrase`)
  try {
    const key = createPrivateKey({ key: text, format: 'pem', ...(encrypted ? { passphrase } : {}) })
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return { key, encrypted }
  } catch (cause) {
    throw new CertificateError(
      encrypted
        ? `${path} cannot be decrypted: the passphrase (SLUICE_CERTS_PASSPHRASE) is not the one it was written with`
        : `${path} is not a private key; restore it from a backup`,
      { cause },
    )
  }
  throw new CertificateError(`${path} is not an EC P-256 key`)
}

function writeTemporary(path: string, text: string, secret: boolean): string {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  attempt(path, 'cannot be written', () => {
    const file = openSync(temporary, 'wx', secret ? keyMode : certificateMode)
    try {
      writeSync(file, text)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  })
  return temporary
}

/** A hard link fails when the name is taken; where there are no hard links, an exclusive copy does. */
function placeNew(temporary: string, path: string): void {
  try {
    linkSync(temporary, path)
  } catch (cause) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(cause))) throw cause
    copyFileSync(temporary, path, constants.COPYFILE_EXCL)
  }
}

/** A rename is durable once its folder is. Windows cannot open folders, and needs no such thing. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

function attempt<T>(path: string, what: string, action: () => T): T {
  try {
    return action()
  } catch (cause) {
    throw new CertificateError(`${path} ${what} (${codeOf(cause)}); check its owner and permissions`, { cause })
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}

function octal(mode: number): string {
  return `0${mode.toString(8).padStart(3, '0')}`
}
