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

/** Bits of a table of the first four letters, which tell the words of the list apart: most other words are no hit. */
export const headTable: Uint8Array = makeHeadTable()

function makeHeadTable(): Uint8Array {
  const table = new Uint8Array(1 << 20)
  for (const word of wordlist) table[headOf(word)] = 1
  return table
}

/** Index into the table: five bits for each of the first four letters. */
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
