/** The English word list of BIP-39, by which seed phrases are told: https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki */
import { entropyToMnemonic, validateMnemonic } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import type { Random } from './make-value.ts'

const words: ReadonlySet<string> = new Set(wordlist)

export const isSeedWord = (word: string): boolean => words.has(word)

/** Numbers of words that the standard knows. */
export const phraseLengths: readonly number[] = [12, 15, 18, 21, 24]

/** Does the checksum in the last word hold? `phrase`: lower-case words with single spaces between. */
export const checksumHolds = (phrase: string): boolean => validateMnemonic(phrase, wordlist)

const heads: Int32Array = makeHeads()

/** Does a word of the list begin with these four letters, as headOf packs them? Most other words do not. */
export const isSeedHead = (head: number): boolean => ((heads[head >> 5]! >>> (head & 31)) & 1) === 1

function makeHeads(): Int32Array {
  const table = new Int32Array(1 << 15)
  for (const word of wordlist) {
    const head = headOf(word)
    table[head >> 5]! |= 1 << (head & 31)
  }
  return table
}

/** Five bits for each of the first four letters. */
function headOf(word: string): number {
  let head = 0
  for (let i = 0; i < 4; i++) head = (head << 5) | (i < word.length ? word.charCodeAt(i) & 31 : 0)
  return head
}

/** Twelve words whose checksum holds. */
export function makeSeedPhrase(random: Random): string {
  return entropyToMnemonic(
    Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256)),
    wordlist,
  )
}
