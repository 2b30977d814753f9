/** Finds keys written as a list of 64 numbers, as wallets of Solana keep them: the seed and the public key that belongs to it. */
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { solanaKeyFile } from './detectors/wallets.ts'
import type { Engine, Page } from './scan-page.ts'
import { isDigit } from './scan-page.ts'

const size = 64
const reach = 120
/** In front of the 32 bytes of a seed: PKCS #8 for Ed25519 (RFC 8410). */
const head = Buffer.from('302e020100300506032b657004220420', 'hex')

export const byteKeyEngine: Engine = (page, hits) => {
  const { text, units } = page
  for (let at = text.indexOf('['); at >= 0; at = text.indexOf('[', at + 1)) {
    if (!isDigit(units[at + 1]!) && !isDigit(units[at + 2]!)) continue
    const list = readBytes(page, at)
    if (!list) continue
    const { bytes, end } = list
    const why = belongTogether(bytes)
      ? 'the public key in its second half belongs to the seed in its first'
      : isNamed(page, at)
        ? 'words of a key before it'
        : !text.slice(at, end).includes(' ') && looksRandom(bytes)
          ? 'random bytes'
          : undefined
    if (why === undefined) continue
    const confidence = why === 'random bytes' ? 'medium' : 'high'
    hits.push({ detector: solanaKeyFile, start: at, end, confidence, why: ['a list of 64 bytes', why] })
  }
}

/** The 64 bytes of the list that opens at `open`, and where it ends; undefined for any other list. */
function readBytes({ units }: Page, open: number): { bytes: Buffer; end: number } | undefined {
  const bytes = Buffer.alloc(size)
  let at = open + 1
  for (let i = 0; i < size; i++) {
    while (units[at] === 32 || units[at] === 10 || units[at] === 13) at++
    let value = 0
    const from = at
    while (isDigit(units[at]!) && at - from < 4) value = value * 10 + units[at++]! - 48
    if (at === from || value > 255) return undefined
    bytes[i] = value
    while (units[at] === 32 || units[at] === 10 || units[at] === 13) at++
    if (units[at++] !== (i === size - 1 ? 93 : 44)) return undefined
  }
  return { bytes, end: at }
}

function belongTogether(bytes: Buffer): boolean {
  const key = createPrivateKey({ key: Buffer.concat([head, bytes.subarray(0, 32)]), format: 'der', type: 'pkcs8' })
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).equals(bytes.subarray(32))
}

const words = ['solana', 'keypair', 'secret', 'private', 'wallet', 'id.json']

function isNamed({ text }: Page, at: number): boolean {
  const before = text.slice(Math.max(0, at - reach), at).toLowerCase()
  return words.some(word => before.includes(word))
}

/** Random bytes differ mostly, and reach up to where few counts and colours do. */
const looksRandom = (bytes: Buffer): boolean => new Set(bytes).size >= 44 && Math.max(...bytes) >= 224
