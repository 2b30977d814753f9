/** Files of fingerprints: a header that anybody may read, and a payload that nobody learns anything from without the key. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { z } from 'zod'
import { fingerprintKinds } from '../../policy/fingerprint.ts'
import { SettingsError } from '../errors.ts'
import { deriveFileKeys, type FileKeys, type FingerprintKey } from './key.ts'

/** `SLUICEFP`, length of the header (32 bits, little endian), header (JSON), then chunks of AES-256-GCM, each with its tag. */
const magic = Buffer.from('SLUICEFP')
const format = 1
const chunkBytes = 1 << 20
const tagBytes = 16
const maxHeaderBytes = 1 << 16

/** What is known of a file without the key. Never holds values. */
const description = z.strictObject({
  kind: z.enum(fingerprintKinds),
  /** Name of what was fingerprinted, as findings show it. */
  source: z.string(),
  /** ISO 8601, UTC. */
  created: z.string(),
  /** Names of the columns; empty unless `records`. */
  columns: z.array(z.string()),
  /** Counts for people: rows, cells, documents, words. */
  counts: z.record(z.string(), z.number()),
  /** What the reader of this kind needs beside the parts. */
  layout: z.record(z.string(), z.json()).default({}),
})
export type Description = z.infer<typeof description>

const header = description.extend({
  format: z.number().int(),
  /** Random, another one in each file. */
  build: z.string().regex(/^[0-9a-f]{16}$/),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
  check: z.string(),
  /** Bytes of each part of the payload. */
  parts: z.array(z.number().int().min(0)),
})
export type Header = z.infer<typeof header>

/** A file that is being made: its hashes are made with `keys.hash`. */
export interface NewContainer {
  readonly build: string
  readonly salt: Uint8Array
  readonly keys: FileKeys
}

export function newContainer(key: FingerprintKey): NewContainer {
  const salt = randomBytes(32)
  return { build: randomBytes(8).toString('hex'), salt, keys: deriveFileKeys(key, salt) }
}

/** Writes the file beside `path` and renames it there (mode 0600): who reads it sees the old file or the new one. Answers its bytes. */
export async function writeContainer(
  path: string,
  made: NewContainer,
  about: Description,
  parts: readonly Uint8Array[],
): Promise<number> {
  const text = JSON.stringify({
    ...about,
    format,
    build: made.build,
    salt: Buffer.from(made.salt).toString('hex'),
    check: made.keys.check,
    parts: parts.map(part => part.byteLength),
  } satisfies Header)
  const lead = leadOf(Buffer.from(text))
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.appendFile(lead)
      const seal = createSealer(made.keys, lead)
      for (const chunk of chunksOf(parts)) await file.appendFile(seal(chunk))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true })
    throw new SettingsError(`${path}: cannot be written (${codeOf(cause)}); check its folder and the room on it`, {
      cause,
    })
  }
  return sizeOf(
    lead,
    parts.map(part => part.byteLength),
  )
}

export interface Container {
  readonly header: Header
  readonly hashKey: Uint8Array
  readonly parts: readonly Uint8Array<ArrayBuffer>[]
}

/**
 * Reads and checks the whole file, in steps of a millisecond. Throws SettingsError with the reason alone (no path):
 * no such file, not one of fingerprints, made with another key, damaged.
 */
export async function readContainer(path: string, key: FingerprintKey): Promise<Container> {
  return onFile(path, async file => {
    const { about, lead } = await readLead(file)
    const keys = deriveFileKeys(key, Buffer.from(about.salt, 'hex'))
    if (keys.check !== about.check)
      throw new SettingsError('was made with another key; copy the key it was made with, or make it anew with this one')
    if ((await file.stat()).size !== sizeOf(lead, about.parts)) throw damaged()
    const parts = await readParts(file, about.parts, lead, keys)
    return { header: about, hashKey: keys.hash, parts }
  })
}

/** The header as it stands in the file: not checked, which takes the key. Throws as readContainer() does. */
export async function readHeader(path: string): Promise<Header> {
  return onFile(path, async file => (await readLead(file)).about)
}

async function readParts(
  file: FileHandle,
  lengths: readonly number[],
  lead: Buffer,
  keys: FileKeys,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const unseal = createUnsealer(keys, lead)
  const parts = lengths.map(length => new Uint8Array(length))
  const buffer = Buffer.alloc(chunkBytes + tagBytes)
  let position = lead.length
  for (const place of chunksOf(parts)) {
    const sealed = buffer.subarray(0, place.byteLength + tagBytes)
    await readFully(file, sealed, position)
    position += sealed.length
    place.set(unseal(sealed))
  }
  return parts
}

/** An empty chunk, then the parts cut into chunks: the header is under seal also where there is no payload. */
function* chunksOf(parts: readonly Uint8Array[]): Generator<Uint8Array> {
  yield new Uint8Array(0)
  for (const part of parts)
    for (let at = 0; at < part.byteLength; at += chunkBytes) yield part.subarray(at, at + chunkBytes)
}

function sizeOf(lead: Buffer, parts: readonly number[]): number {
  return parts.reduce((sum, bytes) => sum + bytes + Math.ceil(bytes / chunkBytes) * tagBytes, lead.length + tagBytes)
}

function leadOf(text: Buffer): Buffer {
  if (text.length > maxHeaderBytes) throw new SettingsError('too many or too long names of columns')
  const length = Buffer.alloc(4)
  length.writeUInt32LE(text.length)
  return Buffer.concat([magic, length, text])
}

async function readLead(file: FileHandle): Promise<{ about: Header; lead: Buffer }> {
  const start = Buffer.alloc(magic.length + 4)
  const { bytesRead } = await file.read(start, 0, start.length, 0)
  if (bytesRead < start.length || !start.subarray(0, magic.length).equals(magic))
    throw new SettingsError('is no file of fingerprints; make one with sluice fingerprint')
  const length = start.readUInt32LE(magic.length)
  if (length > maxHeaderBytes) throw damaged()
  const text = Buffer.alloc(length)
  await readFully(file, text, start.length)
  return { about: parseHeader(text.toString('utf8')), lead: Buffer.concat([start, text]) }
}

function parseHeader(text: string): Header {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (cause) {
    throw damaged(cause)
  }
  if (z.object({ format: z.number() }).safeParse(read).data?.format !== format)
    throw new SettingsError('is of another version of Sluice; make it anew with sluice fingerprint')
  const parsed = header.safeParse(read)
  if (!parsed.success) throw damaged(parsed.error)
  return parsed.data
}

/** Chunks are numbered: none can be left out, repeated or moved, nor taken from another file. */
function createSealer(keys: FileKeys, lead: Buffer): (chunk: Uint8Array) => Buffer {
  const bound = createHash('sha256').update(lead).digest()
  let number = 0
  return chunk => {
    const cipher = createCipheriv('aes-256-gcm', keys.cipher, nonceOf(number++)).setAAD(bound)
    return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()])
  }
}

function createUnsealer(keys: FileKeys, lead: Buffer): (sealed: Buffer) => Buffer {
  const bound = createHash('sha256').update(lead).digest()
  let number = 0
  return sealed => {
    const end = sealed.length - tagBytes
    const cipher = createDecipheriv('aes-256-gcm', keys.cipher, nonceOf(number++), { authTagLength: tagBytes })
      .setAAD(bound)
      .setAuthTag(sealed.subarray(end))
    const chunk = cipher.update(sealed.subarray(0, end))
    try {
      cipher.final()
    } catch (cause) {
      throw damaged(cause)
    }
    return chunk
  }
}

function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 8)
  return nonce
}

async function readFully(file: FileHandle, into: Buffer, position: number): Promise<void> {
  for (let done = 0; done < into.length; ) {
    const { bytesRead } = await file.read(into, done, into.length - done, position + done)
    if (bytesRead === 0) throw damaged()
    done += bytesRead
  }
}

async function onFile<T>(path: string, read: (file: FileHandle) => Promise<T>): Promise<T> {
  let file: FileHandle | undefined
  try {
    file = await open(path, 'r')
    return await read(file)
  } catch (cause) {
    if (cause instanceof SettingsError || !(cause instanceof Error && 'code' in cause)) throw cause
    throw new SettingsError(
      cause.code === 'ENOENT'
        ? 'does not exist; paths are relative to the policy file'
        : `cannot be read (${codeOf(cause)}); check its permissions`,
      { cause },
    )
  } finally {
    await file?.close()
  }
}

const damaged = (cause?: unknown): SettingsError =>
  new SettingsError('is damaged; make it anew with sluice fingerprint', { cause })

const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown')
