/** Keys of crypto wallets. */
import { base58CheckHolds, makeBase58Check } from './base58.ts'
import { detector, engineDetector } from './detector.ts'
import type { Random } from './make-value.ts'
import { makeSeedPhrase } from './seed-words.ts'

const byteList = (count: number, random: Random): string =>
  Array.from({ length: count }, (_, i) => (i === 0 ? 255 : Math.floor(random() * 256))).join(',')

export const bitcoinPrivateKey = detector({
  id: 'bitcoin-private-key',
  name: 'Bitcoin private key (WIF)',
  severity: 'critical',
  source: 'https://en.bitcoin.it/wiki/Wallet_import_format',
  keywords: [
    ...['5H', '5J', '5K'],
    ...[...'KL'].flatMap(first =>
      [...'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789'].map(second => first + second),
    ),
  ],
  pattern: '5[HJK][1-9A-HJ-NP-Za-km-z]{49}|[KL][1-9A-HJ-NP-Za-km-z]{51}',
  shortest: 51,
  confidence: 'low',
  exact: true,
  verify: base58CheckHolds,
  check: 'base58 checksum',
  examples: {
    match: [random => makeBase58Check(0x80, 33, random)],
    ignore: [['K[1-9A-HJ-NP-Za-km-z]{51}', 'the checksum does not hold']],
  },
})

export const extendedPrivateKey = detector({
  id: 'extended-private-key',
  name: 'BIP-32 extended private key',
  severity: 'critical',
  source: 'https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki',
  keywords: ['xprv', 'yprv', 'zprv', 'tprv', 'uprv', 'vprv'],
  pattern: '[xyztuv]prv[1-9A-HJ-NP-Za-km-z]{103,112}',
  verify: base58CheckHolds,
  check: 'base58 checksum',
  examples: {
    match: ['xprv[1-9A-HJ-NP-Za-km-z]{107}'],
    ignore: [['xprv9s21', 'too short']],
  },
})

export const ageSecretKey = detector({
  id: 'age-secret-key',
  name: 'age secret key',
  severity: 'critical',
  source: 'https://age-encryption.org/v1',
  keywords: ['AGE-SECRET-KEY-1', 'age-secret-key-1'],
  pattern:
    '(?:AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{50,60}|age-secret-key-1[qpzry9x8gf2tvdw0s3jn54khce6mua7l]{50,60})',
  examples: {
    match: ['AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}'],
    ignore: [['AGE-SECRET-KEY-1XXXX', 'too short']],
  },
})

export const nostrPrivateKey = detector({
  id: 'nostr-private-key',
  name: 'Nostr private key',
  severity: 'critical',
  source: 'https://github.com/nostr-protocol/nips/blob/master/19.md',
  keywords: ['nsec1'],
  pattern: 'nsec1[qpzry9x8gf2tvdw0s3jn54khce6mua7l]{58}',
  exact: true,
  examples: {
    match: ['nsec1[qpzry9x8gf2tvdw0s3jn54khce6mua7l]{58}'],
    ignore: [['nsec1', 'too short']],
  },
})

export const solanaKeyFile = engineDetector({
  id: 'solana-key-file',
  name: 'Solana key as a list of 64 bytes',
  category: 'secrets',
  severity: 'critical',
  source: 'https://solana.com/docs/intro/installation',
  check:
    'exactly 64 numbers up to 255; the public key belongs to the seed, words of a key stand before it, or they are random',
  examples: {
    match: [
      random => `«[${byteList(64, random)}]»`,
      random => `solana-keygen wrote id.json: «[${byteList(64, random).replaceAll(',', ', ')}]»`,
    ],
    ignore: [
      [random => `[${byteList(63, random)}]`, 'one byte too few'],
      [
        random => `const pixels = [${byteList(64, random).replaceAll(',', ', ')}]`,
        'spaces between, and no word of a key',
      ],
    ],
  },
})

export const seedPhrase = engineDetector({
  id: 'seed-phrase',
  name: 'Seed phrase of a wallet (BIP-39)',
  category: 'secrets',
  severity: 'critical',
  source: 'https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki',
  check: '12, 15, 18, 21 or 24 words of the English list in a row, and their checksum',
  examples: {
    match: [random => `my wallet: «${makeSeedPhrase(random)}».`],
    ignore: [
      ['abandon the idea and move on with your life because nobody can', 'words of a sentence'],
      ['abandon ability able about above absent absorb abstract', 'too few'],
    ],
  },
})
