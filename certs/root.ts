/** The root: its certificate, its key, and the way of that key out of the machine. */
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { existsSync, statSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { pem } from './asn1.ts'
import { issueRoot, type ParsedCertificate, parseCertificate } from './certificate.ts'
import { CertificateError } from './error.ts'
import { createFile, decodeKey, encodeKey, narrow, readIfThere, replaceFile } from './files.ts'
import { positive } from './leaf.ts'

const dayMs = 86_400_000
const rootDays = 3650

export function caFiles(dir: string) {
  return {
    rootCertificate: join(dir, 'root.pem'),
    rootKey: join(dir, 'root.key'),
    /** Key and certificate in one file, so that they change together. */
    intermediate: join(dir, 'intermediate.pem'),
  }
}

export type CaFiles = ReturnType<typeof caFiles>

/** The root certificate of a CA folder. Throws CertificateError when there is none. */
export function readRoot(dir: string): ParsedCertificate {
  const { rootCertificate } = caFiles(dir)
  const text = readIfThere(rootCertificate)
  if (text === null) throw new CertificateError(`${rootCertificate} does not exist; make the CA with: sluice ca init`)
  return parseCertificate(text, rootCertificate)
}

/**
 * The key is written first and the certificate second, each in one step and only where there is none: a start that was
 * killed between them, or two starts at once, end with one root. Repairs are told in `notices`.
 */
export function loadOrMakeRoot(
  files: CaFiles,
  passphrase: string | undefined,
  now: Date,
  notices: string[],
): ParsedCertificate {
  if (!existsSync(files.rootCertificate)) makeRoot(files, passphrase, now, notices)
  const root = parseCertificate(readIfThere(files.rootCertificate) ?? '', files.rootCertificate)
  if (root.notAfter <= now)
    throw new CertificateError(
      `${files.rootCertificate} expired on ${day(root.notAfter)}; move the CA folder away, start again and install the new root`,
    )
  if (existsSync(files.rootKey)) assertPair(root, readKey(files.rootKey, passphrase, notices), files.rootKey)
  return root
}

/**
 * Moves the root key to `target`, which must not exist. The copy is read back and checked before the original goes.
 * Returns the path written: `target`, or `target/root.key` when it is a folder.
 */
export function takeRootOffline(dir: string, target: string, passphrase: string | undefined): string {
  const files = caFiles(dir)
  const root = readRoot(dir)
  if (!existsSync(files.rootKey))
    throw new CertificateError(`${files.rootKey} does not exist: the root key is offline already`)
  const text = readIfThere(files.rootKey) ?? ''
  assertPair(root, decodeKey(text, files.rootKey, passphrase).key, files.rootKey)
  const path = isFolder(target) ? join(target, 'root.key') : target
  if (!createFile(path, text, true)) throw new CertificateError(`${path} exists; give a path that does not`)
  assertPair(root, decodeKey(readIfThere(path) ?? '', path, passphrase).key, path)
  unlinkSync(files.rootKey)
  return path
}

/** The private key in a PEM file that may hold a certificate after it; mode and encryption are repaired. */
export function readKey(path: string, passphrase: string | undefined, notices: string[]): KeyObject {
  const text = readIfThere(path)
  if (text === null) throw new CertificateError(`${path} does not exist`)
  notices.push(...narrow(path))
  const { key, encrypted } = decodeKey(text, path, passphrase)
  if (passphrase && !encrypted) {
    const certificate = text.includes('-----BEGIN CERT') ? text.slice(text.indexOf('-----BEGIN CERT')) : ''
    replaceFile(path, encodeKey(key, passphrase) + certificate, true)
    notices.push(`${path} was not encrypted; it is now, with the passphrase of the settings`)
  }
  return key
}

/** Throws CertificateError unless `key` is the root's. */
export function assertPair(root: ParsedCertificate, key: KeyObject, keyFile: string): void {
  if (!root.x509.checkPrivateKey(key))
    throw new CertificateError(`${keyFile} is not the key of root.pem; restore the two from one backup`)
}

export function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
}

export function newSerial(): Buffer {
  return positive(randomBytes(16))
}

/** Back-dated by a day: a new CA must not fail on clients whose clocks run late. */
export function lasting(now: Date, days: number): { notBefore: Date; notAfter: Date } {
  const start = Math.floor((now.getTime() - dayMs) / 1000) * 1000
  return { notBefore: new Date(start), notAfter: new Date(start + (days + 1) * dayMs) }
}

export function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function makeRoot(files: CaFiles, passphrase: string | undefined, now: Date, notices: string[]): void {
  if (!existsSync(files.rootKey)) {
    if (existsSync(files.intermediate))
      throw new CertificateError(
        `${files.rootCertificate} is missing beside intermediate.pem; restore it from a backup, or move the folder away to start a new CA`,
      )
    createFile(files.rootKey, encodeKey(newKey(), passphrase), true)
  }
  const key = readKey(files.rootKey, passphrase, notices)
  createFile(files.rootCertificate, pem('CERTIFICATE', issueRoot(key, newSerial(), lasting(now, rootDays))), false)
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory()
}
