/** Looks at the first bytes of a body whose type promises no text: what is text all the same is not let past unread. */
import { looksLikeText } from './documents/bytes.ts'
import { type ClientRequest, hasNoBody } from './receive.ts'

const enough = 64
/** What the formats that are truly opaque begin with although it reads as text. */
const opaqueHeads = ['%PDF-', 'RIFF', 'OggS', 'fLaC', 'ID3', 'GIF8', 'wOFF', 'wOF2', 'OTTO']

/**
 * True when the body that follows begins like text, whatever Content-Type says. The bytes stay in the request.
 * False for an empty body, for bytes of a known binary format, and when the client goes away first.
 */
export async function beginsAsText(request: ClientRequest): Promise<boolean> {
  if (hasNoBody(request)) return false
  const first = await firstBytes(request)
  if (first.length === 0) return false
  const head = first.toString('latin1', 0, 8)
  if (opaqueHeads.some(known => head.startsWith(known))) return false
  return looksLikeText(wholeCharacters(first))
}

/** The first chunk (joined with the next while it is very short), put back for whoever reads the body. */
function firstBytes(request: ClientRequest): Promise<Buffer> {
  return new Promise(resolve => {
    const finish = (chunk: Buffer): void => {
      request.off('readable', look).off('end', onGone).off('close', onGone).off('error', onGone)
      if (chunk.length > 0) request.unshift(chunk)
      resolve(chunk)
    }
    const parts: Buffer[] = []
    const look = (): void => {
      let part = request.read() as Buffer | null // no encoding is set, so chunks are buffers
      while (part !== null) {
        parts.push(part)
        part = request.read() as Buffer | null
      }
      if (parts.reduce((sum, p) => sum + p.length, 0) >= enough || request.readableEnded || request.complete)
        finish(Buffer.concat(parts))
    }
    const onGone = (): void => finish(Buffer.concat(parts))
    request.on('readable', look).on('end', onGone).on('close', onGone).on('error', onGone)
  })
}

/** Without the bytes of a UTF-8 character that is cut at the end. */
function wholeCharacters(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if ((byte & 0xc0) === 0x80) continue
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return needs > back ? bytes.subarray(0, bytes.length - back) : bytes
  }
  return bytes
}
