/** CRC32 (IEEE 802.3) and the base-62 form that GitHub and npm put behind their tokens. */

const table = new Int32Array(256).map((_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** Unsigned CRC32 of the text's low bytes. */
export function crc32(text: string): number {
  let crc = -1
  for (let i = 0; i < text.length; i++) crc = table[(crc ^ text.charCodeAt(i)) & 255]! ^ (crc >>> 8)
  return (crc ^ -1) >>> 0
}

/** True when what stands behind the last equals sign is the hex CRC32 of what stands before; unofficial, so a mismatch says nothing. */
export function crc32Tail(value: string): true | undefined {
  const equals = value.lastIndexOf('=')
  return (equals > 0 && Number.parseInt(value.slice(equals + 1), 16) === crc32(value.slice(0, equals))) || undefined
}

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Six characters of base 62, padded with zeros. https://github.blog/engineering/behind-githubs-new-authentication-token-formats/ */
export function crc32Base62(body: string): string {
  let rest = crc32(body)
  let text = ''
  for (let i = 0; i < 6; i++) {
    text = base62[rest % 62] + text
    rest = Math.floor(rest / 62)
  }
  return text
}

/** Does the text behind `prefix` end with the checksum of what stands between? */
export const endsWithCrc32Base62 = (value: string, prefixLength: number): boolean =>
  crc32Base62(value.slice(prefixLength, -6)) === value.slice(-6)
