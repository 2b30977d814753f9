/** Reads single files out of a zip (Office documents), and refuses one that unpacks to more than it should. */
import { inflateRawSync } from 'node:zlib'
import { SettingsError } from '../errors.ts'

export interface ZipEntry {
  readonly name: string
  /** Bytes it unpacks to, as the zip says; `read` holds it to that. */
  readonly bytes: number
  /** Throws SettingsError when it is damaged, encrypted, or packed in another way than zip's own. */
  read(): Buffer
}

/** Signatures and offsets: APPNOTE 6.3.10, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endBytes = 22
const longestRemark = 65_535
const entryBytes = 46
const localBytes = 30
const stored = 0
const deflated = 8

/** Files of a zip that unpack to `mostBytes` together at most. Throws SettingsError with the reason alone. */
export function zipEntries(zip: Buffer, mostBytes: number): ZipEntry[] {
  const end = endOf(zip)
  const count = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  let total = 0
  const entries: ZipEntry[] = []
  for (let i = 0; i < count; i++) {
    if (at + entryBytes > zip.length || zip.readUInt32LE(at) !== entrySignature) throw damaged()
    const nameBytes = zip.readUInt16LE(at + 28)
    const packed = zip.subarray(at, at + entryBytes)
    const name = zip.toString('utf8', at + entryBytes, at + entryBytes + nameBytes)
    const bytes = packed.readUInt32LE(24)
    total += bytes
    if (total > mostBytes) throw new SettingsError(`unpacks to more than ${mostBytes >> 20} MB`)
    entries.push({ name, bytes, read: () => unpack(zip, packed, bytes) })
    at += entryBytes + nameBytes + packed.readUInt16LE(30) + packed.readUInt16LE(32)
  }
  return entries
}

/** The record at the end of the file; a remark may follow it. */
function endOf(zip: Buffer): number {
  const first = Math.max(0, zip.length - endBytes - longestRemark)
  for (let at = zip.length - endBytes; at >= first; at--) if (zip.readUInt32LE(at) === endSignature) return at
  throw damaged()
}

function unpack(zip: Buffer, entry: Buffer, bytes: number): Buffer {
  const method = entry.readUInt16LE(10)
  const local = entry.readUInt32LE(42)
  if ((entry.readUInt16LE(8) & 1) !== 0) throw new SettingsError('is encrypted')
  if (local + localBytes > zip.length) throw damaged()
  const start = local + localBytes + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  const data = zip.subarray(start, start + entry.readUInt32LE(20))
  if (method === stored) return data
  if (method !== deflated) throw damaged()
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, bytes) })
  } catch (cause) {
    throw damaged(cause)
  }
}

const damaged = (cause?: unknown): SettingsError =>
  new SettingsError('is damaged or no document of its kind', { cause })
