/** Undoes the content codings of a request body, within bounds: a body that unpacks to far more than it is, is refused. */
import { promisify } from 'node:util'
import * as zlib from 'node:zlib'
import { Decompress } from 'fzstd'
import { SluiceError } from './errors.ts'

export interface BodyLimits {
  /** Largest decoded size in bytes, at every step of stacked codings. */
  readonly maxBytes: number
  /** Largest ratio of decoded to encoded size, above 1 MiB decoded. */
  readonly maxRatio: number
}

/** Above this encoded size decoding leaves the event loop; below it a hop to another thread costs more than the work. */
const maxSyncBytes = 32 * 1024
/** Small bodies may unpack by any ratio. */
const ratioFreeBytes = 1024 * 1024
/** RFC 9110 lets codings be stacked; nobody sends more than two. */
const maxCodings = 4

type Coding = 'gzip' | 'deflate' | 'br' | 'zstd'

/**
 * Decodes by Content-Encoding (RFC 9110 section 8.4): gzip, deflate (zlib or raw), br, zstd, stacked in any order.
 * Identity, and small bodies, come back at once; large ones as a promise.
 * Throws (or rejects with) SluiceError `body_too_large` over a limit, `body_undecodable` for an unknown coding, broken
 * or truncated data, or bytes after the end.
 */
export function decodeBody(
  encoded: Buffer,
  contentEncoding: string | undefined,
  limits: BodyLimits,
): Promise<Buffer> | Buffer {
  const codings = readCodings(contentEncoding)
  if (codings.length === 0 || encoded.length === 0) return encoded
  const most = Math.min(limits.maxBytes, Math.max(ratioFreeBytes, encoded.length * limits.maxRatio))
  if (encoded.length > maxSyncBytes) return decodeAll(encoded, codings, most)
  let bytes = encoded
  for (const coding of codings) {
    // A small body can still unpack to a lot: then the rest leaves the loop too.
    if (bytes.length > maxSyncBytes) return decodeAll(bytes, codings.slice(codings.indexOf(coding)), most)
    bytes = decodeSync(bytes, coding, most)
  }
  return bytes
}

/** Codings in the order to undo them: the last one applied first. */
function readCodings(contentEncoding: string | undefined): Coding[] {
  if (contentEncoding === undefined) return []
  const codings: Coding[] = []
  for (const token of contentEncoding.toLowerCase().split(',')) {
    const name = token.trim().replace(/^x-/, '')
    if (name === '' || name === 'identity') continue
    if (name !== 'gzip' && name !== 'deflate' && name !== 'br' && name !== 'zstd')
      throw new SluiceError('body_undecodable', 'the request body has a content coding that Sluice does not know')
    codings.unshift(name)
  }
  if (codings.length > maxCodings)
    throw new SluiceError('body_undecodable', `the request body has more than ${maxCodings} content codings`)
  return codings
}

async function decodeAll(encoded: Buffer, codings: readonly Coding[], most: number): Promise<Buffer> {
  let bytes = encoded
  for (const coding of codings) bytes = await decodeAsync(bytes, coding, most)
  return bytes
}

function decodeSync(bytes: Buffer, coding: Coding, most: number): Buffer {
  const options = { maxOutputLength: most, info: true }
  try {
    switch (coding) {
      case 'gzip':
        return whole(zlib.gunzipSync(bytes, options), bytes)
      case 'deflate':
        return whole(isZlib(bytes) ? zlib.inflateSync(bytes, options) : zlib.inflateRawSync(bytes, options), bytes)
      case 'br':
        return whole(zlib.brotliDecompressSync(bytes, options), bytes)
      case 'zstd':
        return native.zstdDecompressSync
          ? whole(native.zstdDecompressSync(bytes, options), bytes)
          : unpackZstd(bytes, most)
      default:
        return coding satisfies never
    }
  } catch (cause) {
    throw decodeFailure(cause, coding, most)
  }
}

const gunzip = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.gunzip)
const inflate = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.inflate)
const inflateRaw = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.inflateRaw)
const unbrotli = promisify<zlib.InputType, zlib.BrotliOptions, Buffer>(zlib.brotliDecompress)

async function decodeAsync(bytes: Buffer, coding: Coding, most: number): Promise<Buffer> {
  const options = { maxOutputLength: most, info: true }
  try {
    switch (coding) {
      case 'gzip':
        return whole(await gunzip(bytes, options), bytes)
      case 'deflate':
        return whole(await (isZlib(bytes) ? inflate(bytes, options) : inflateRaw(bytes, options)), bytes)
      case 'br':
        return whole(await unbrotli(bytes, options), bytes)
      case 'zstd':
        return native.zstdDecompress ? whole(await unzstd(bytes, options), bytes) : unpackZstd(bytes, most)
      default:
        return coding satisfies never
    }
  } catch (cause) {
    throw decodeFailure(cause, coding, most)
  }
}

/** Decoders stop at the end of their data; bytes after it would leave unread. */
function whole(result: Buffer, encoded: Buffer): Buffer {
  // With `info: true` node:zlib gives this object; its types do not say so.
  const { buffer, engine } = result as unknown as { buffer: Buffer; engine: { bytesWritten: number } }
  if (engine.bytesWritten !== encoded.length) throw new Error('bytes after the end of the data')
  return buffer
}

/** node:zlib speaks zstd from Node 22.15 and 23.8; the types here are those of Node 20. */
interface NativeZstd {
  zstdDecompressSync?(bytes: Buffer, options: { maxOutputLength: number; info: boolean }): Buffer
  zstdDecompress?(
    bytes: Buffer,
    options: { maxOutputLength: number; info: boolean },
    done: (error: Error | null, out: Buffer) => void,
  ): void
}

// The interface above says what newer versions add; absent members are checked for.
const native = zlib as NativeZstd

function unzstd(bytes: Buffer, options: { maxOutputLength: number; info: boolean }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    native.zstdDecompress?.(bytes, options, (error, out) => (error ? reject(error) : resolve(out)))
  })
}

/** fzstd in slices, so that a bomb is noticed before it has filled memory. */
function unpackZstd(bytes: Buffer, most: number): Buffer {
  const chunks: Buffer[] = []
  let size = 0
  let ended = false
  const stream = new Decompress((chunk, final) => {
    size += chunk.length
    ended ||= final === true
    if (size > most) throw new TooLarge()
    chunks.push(Buffer.from(chunk))
  })
  const slice = 16 * 1024
  for (let at = 0; at < bytes.length; at += slice)
    stream.push(bytes.subarray(at, at + slice), at + slice >= bytes.length)
  if (!ended) throw new Error('truncated')
  return Buffer.concat(chunks, size)
}

class TooLarge extends Error {}

function decodeFailure(cause: unknown, coding: Coding, most: number): SluiceError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (cause instanceof TooLarge || code === 'ERR_BUFFER_TOO_LARGE')
    return new SluiceError(
      'body_too_large',
      `the request body unpacks to more than ${most} bytes, the most that is inspected at its size (proxy.max_body_bytes, proxy.max_body_ratio)`,
      { cause },
    )
  return new SluiceError('body_undecodable', `the request body is not valid ${coding}`, { cause })
}

/** RFC 9110 means zlib by `deflate`; some clients send raw deflate. A zlib header is a multiple of 31 with method 8. */
function isZlib(bytes: Buffer): boolean {
  return bytes.length >= 2 && (bytes[0]! & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0
}
