/** DER for certificates and PKCS#12: a small writer over Buffers, and node-forge's codecs and reader beneath it (X.690). */
import forge from 'node-forge'

export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const

/** One tag-length-value. `parts` are the contents, already encoded. */
export function tlv(tagByte: number, ...parts: readonly Uint8Array[]): Buffer {
  let size = 0
  for (const part of parts) size += part.length
  return Buffer.concat([header(tagByte, size), ...parts])
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => tlv(tag.sequence, ...parts)
export const set = (...parts: readonly Uint8Array[]): Buffer => tlv(tag.set, ...parts)
export const octets = (...parts: readonly Uint8Array[]): Buffer => tlv(tag.octetString, ...parts)
export const utf8 = (text: string): Buffer => tlv(tag.utf8String, Buffer.from(text, 'utf8'))
export const bits = (unusedBits: number, ...parts: readonly Uint8Array[]): Buffer =>
  tlv(tag.bitString, Buffer.of(unusedBits), ...parts)

/** `[number]` of the context class. `constructed` when it holds further TLVs. */
export function context(number: number, constructed: boolean, ...parts: readonly Uint8Array[]): Buffer {
  return tlv(0x80 | (constructed ? 0x20 : 0) | number, ...parts)
}

export function oid(dotted: string): Buffer {
  return tlv(tag.oid, Buffer.from(forge.asn1.oidToDer(dotted).getBytes(), 'latin1'))
}

/** Unsigned integer, big-endian, shortest form. */
export function unsigned(value: number | Uint8Array): Buffer {
  const hex = typeof value === 'number' ? value.toString(16) : Buffer.from(value).toString('hex')
  let bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
  while (bytes.length > 1 && bytes[0] === 0) bytes = bytes.subarray(1)
  return tlv(tag.integer, ...(bytes[0]! & 0x80 ? [Buffer.of(0)] : []), bytes)
}

/** UTCTime before 2050, GeneralizedTime from then on (RFC 5280 section 4.1.2.5). */
export function time(date: Date): Buffer {
  return date.getUTCFullYear() < 2050
    ? tlv(tag.utcTime, Buffer.from(forge.asn1.dateToUtcTime(date), 'latin1'))
    : tlv(tag.generalizedTime, Buffer.from(forge.asn1.dateToGeneralizedTime(date), 'latin1'))
}

export function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

/** A decoded element: tag byte and either its children or its contents. */
export interface Element {
  readonly tagByte: number
  readonly children: readonly Element[]
  readonly contents: Buffer
}

/** Decodes DER. Throws on anything that is not well-formed. */
export function read(der: Uint8Array): Element {
  return toElement(forge.asn1.fromDer(Buffer.from(der).toString('latin1')))
}

function toElement(node: forge.asn1.Asn1): Element {
  const tagByte = node.tagClass | (node.constructed ? 0x20 : 0) | node.type
  if (typeof node.value === 'string') return { tagByte, children: [], contents: Buffer.from(node.value, 'latin1') }
  return { tagByte, children: node.value.map(toElement), contents: Buffer.alloc(0) }
}

/** Re-encodes a decoded element. */
export function write(element: Element): Buffer {
  return tlv(element.tagByte, ...(element.tagByte & 0x20 ? element.children.map(write) : [element.contents]))
}

function header(tagByte: number, size: number): Buffer {
  if (size < 0x80) return Buffer.of(tagByte, size)
  if (size < 0x100) return Buffer.of(tagByte, 0x81, size)
  if (size < 0x10000) return Buffer.of(tagByte, 0x82, size >> 8, size & 0xff)
  return Buffer.of(tagByte, 0x83, size >> 16, (size >> 8) & 0xff, size & 0xff)
}
