/** The installation's key: 32 random bytes made once, under which values are hashed before they are recorded. */
import { createHmac, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SettingsError } from './errors.ts'

export interface InstallationKey {
  /** HMAC-SHA-256 of the value (UTF-8), its first 128 bits as 32 hex digits. Equal values give equal hashes on this installation only. */
  keyedHash(value: string): string
  /** A key for another purpose, derived from this one: 32 bytes, different for every name. */
  derive(purpose: string): Buffer
}

const fileName = 'installation.key'

/**
 * Reads `installation.key` in the folder, or makes it (file 0600, folder 0700). Two processes that start at once
 * end with the same key. Throws SettingsError when the file is damaged, readable by others or cannot be written:
 * a new key would silently part old hashes from new ones.
 */
export function openInstallationKey(dir: string): InstallationKey {
  return installationKey(openKeyFile(join(dir, fileName)))
}

/** The same without making one: undefined when there is none yet. */
export function readInstallationKey(dir: string): InstallationKey | undefined {
  const key = readKeyFile(join(dir, fileName))
  return key && installationKey(key)
}

function installationKey(key: Buffer): InstallationKey {
  return {
    keyedHash: value => createHmac('sha256', key).update(value, 'utf8').digest('hex').slice(0, 32),
    derive: purpose => createHmac('sha256', key).update(`sluice/${purpose}`).digest(),
  }
}

/** Reads a key of 32 bytes at `path`, or makes it there, as openInstallationKey() does. Throws SettingsError as it does. */
export function openKeyFile(path: string): Buffer {
  return readKeyFile(path) ?? makeKey(dirname(path), path)
}

/** Undefined when there is none. Throws SettingsError when it is damaged, readable by others or cannot be read. */
export function readKeyFile(path: string): Buffer | undefined {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (cause) {
    const code = errorCode(cause)
    if (code === 'ENOENT') return undefined
    throw new SettingsError(`${path}: cannot be read (${code}); check its owner and permissions`, { cause })
  }
  if (bytes.length !== 32) {
    throw new SettingsError(`${path}: is damaged (${bytes.length} bytes, 32 expected); restore it from a backup`)
  }
  const mode = statSync(path).mode & 0o777
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new SettingsError(`${path}: may be read by others (mode ${mode.toString(8)}); run chmod 600 on it`)
  }
  return bytes
}

function makeKey(dir: string, path: string): Buffer {
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    writeFileSync(temporary, randomBytes(32), { mode: 0o600, flag: 'wx', flush: true })
    try {
      // A link, not a rename: it fails when another process was first, whose key then counts.
      linkSync(temporary, path)
    } catch (cause) {
      if (errorCode(cause) !== 'EEXIST') throw cause
    } finally {
      unlinkSync(temporary)
    }
  } catch (cause) {
    throw new SettingsError(`${path}: cannot be written (${errorCode(cause)}); check the folder and its permissions`, {
      cause,
    })
  }
  return readKeyFile(path)!
}

function errorCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}
