/** Base58Check, the encoding of Bitcoin keys. https://en.bitcoin.it/wiki/Base58Check_encoding */
import { createHash } from 'node:crypto'
import { makeValue, type Random } from './make-value.ts'

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** True when the last four bytes are the double SHA-256 of the others. */
export function base58CheckHolds(value: string): boolean {
  const bytes = decode(value)
  if (!bytes || bytes.length < 5) return false
  return checksum(bytes.subarray(0, -4)).equals(bytes.subarray(-4))
}

/** `size` random bytes behind a version byte, the last of them 1, with the checksum. */
export function makeBase58Check(version: number, size: number, random: Random): string {
  const body = Buffer.from(makeValue(`[0-9a-f]{${2 * size - 2}}`, random), 'hex')
  const bytes = Buffer.concat([Buffer.from([version]), body, Buffer.from([1])])
  return encode(Buffer.concat([bytes, checksum(bytes)]))
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
const checksum = (bytes: Uint8Array): Buffer => sha256(sha256(bytes)).subarray(0, 4)

function decode(value: string): Buffer | undefined {
  let number = 0n
  for (const character of value) {
    const digit = alphabet.indexOf(character)
    if (digit < 0) return undefined
    number = number * 58n + BigInt(digit)
  }
  const hex = number.toString(16)
  let zeros = 0
  while (value[zeros] === '1') zeros++
  return Buffer.concat([Buffer.alloc(zeros), Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')])
}

function encode(bytes: Buffer): string {
  let number = BigInt(`0x${bytes.toString('hex')}`)
  let text = ''
  for (; number > 0n; number /= 58n) text = alphabet[Number(number % 58n)] + text
  return text
}
