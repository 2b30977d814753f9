/** The key of fingerprints: without it a file of fingerprints tells nothing, with it hashes can be made and compared. */
import { createHmac, hkdfSync } from 'node:crypto'
import { join } from 'node:path'
import { SettingsError } from '../errors.ts'
import { openKeyFile, readKeyFile } from '../secret-key.ts'
import type { Settings } from '../settings.ts'

/** 32 random bytes. */
export type FingerprintKey = Uint8Array

/** `fingerprints.key_file`, or `fingerprint.key` in the data folder. */
export function fingerprintKeyFile(settings: Pick<Settings, 'data_dir' | 'fingerprints'>): string {
  return settings.fingerprints.key_file || join(settings.data_dir, 'fingerprint.key')
}

/** Reads the key, or makes it (file 0600). Throws SettingsError when it is damaged, readable by others or cannot be written. */
export function openFingerprintKey(path: string): FingerprintKey {
  return openKeyFile(path)
}

/** Throws SettingsError also when there is none. */
export function readFingerprintKey(path: string): FingerprintKey {
  const key = readKeyFile(path)
  if (key) return key
  throw new SettingsError(`${path}: does not exist; it is the key that the fingerprints were made with: copy it here`)
}

/** What one file is made with: all of it differs from file to file, so that two of them cannot be compared. */
export interface FileKeys {
  readonly cipher: Uint8Array
  /** 16 bytes, for hashes of values. */
  readonly hash: Uint8Array
  /** Tells a wrong key from a damaged file; reveals nothing of the key. */
  readonly check: string
}

/** Keys of the file with this salt (RFC 5869, SHA-256). */
export function deriveFileKeys(key: FingerprintKey, salt: Uint8Array): FileKeys {
  const derive = (purpose: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', key, salt, `sluice/fingerprints/${purpose}`, bytes))
  return {
    cipher: derive('cipher', 32),
    hash: derive('hash', 16),
    check: createHmac('sha256', derive('check', 32)).update(salt).digest('hex').slice(0, 16),
  }
}
