/** Reads the server name out of a TLS ClientHello (RFC 8446 section 4.1.2, RFC 6066 section 3) without decrypting anything. */

export type HelloReading =
  | { readonly kind: 'name'; readonly serverName: string }
  /** A ClientHello without server_name, or not TLS at all. */
  | { readonly kind: 'none' }
  /** More bytes are needed. */
  | { readonly kind: 'incomplete' }

/** `bytes` is what the client has sent so far. Never throws; lengths that lie give `none`. */
export function readServerName(bytes: Buffer): HelloReading {
  const handshake = joinRecords(bytes)
  if (handshake === 'none') return { kind: 'none' }
  if (handshake.length < 4) return { kind: 'incomplete' }
  if (handshake[0] !== 1) return { kind: 'none' }
  const end = 4 + handshake.readUIntBE(1, 3)
  if (end > 65_536) return { kind: 'none' }
  if (handshake.length < end) return { kind: 'incomplete' }
  try {
    return serverNameOf(handshake.subarray(4, end))
  } catch (error) {
    // A length inside points outside: Buffer's own bounds check says so.
    if (error instanceof RangeError) return { kind: 'none' }
    throw error
  }
}

/** Payload of the handshake records at the start (a ClientHello may be split over several). */
function joinRecords(bytes: Buffer): Buffer | 'none' {
  const parts: Buffer[] = []
  let at = 0
  while (at < bytes.length) {
    if (bytes[at] !== 22 || (at + 1 < bytes.length && bytes[at + 1] !== 3))
      return parts.length === 0 ? 'none' : Buffer.concat(parts)
    if (bytes.length < at + 5) break
    const length = bytes.readUInt16BE(at + 3)
    if (length === 0 || length > 16_640) return 'none'
    parts.push(bytes.subarray(at + 5, at + 5 + length))
    at += 5 + length
  }
  return Buffer.concat(parts)
}

function serverNameOf(hello: Buffer): HelloReading {
  let at = 34
  at += 1 + hello.readUInt8(at)
  at += 2 + hello.readUInt16BE(at)
  at += 1 + hello.readUInt8(at)
  if (at + 2 > hello.length) return { kind: 'none' }
  const end = at + 2 + hello.readUInt16BE(at)
  at += 2
  while (at + 4 <= end) {
    const type = hello.readUInt16BE(at)
    const length = hello.readUInt16BE(at + 2)
    if (type === 0) {
      const nameLength = hello.readUInt16BE(at + 7)
      return { kind: 'name', serverName: hello.toString('latin1', at + 9, at + 9 + nameLength).toLowerCase() }
    }
    at += 4 + length
  }
  return { kind: 'none' }
}
