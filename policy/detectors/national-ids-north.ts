/** National ids of the Nordic and Baltic countries with their check digits. */
import { digitAt, isDay, luhn, part, weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples } from './labelled-examples.ts'

function seHolds(value: string): boolean {
  const digits = value.slice(-10)
  const day = part(digits, 4, 6)
  return (
    (value.length === 10 || value.length === 12) &&
    isDay(2000, part(digits, 2, 4), day > 60 ? day - 60 : day) &&
    luhn(digits)
  )
}

function noHolds(value: string): boolean {
  const first = (11 - (weighted(value, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11
  const second = (11 - (weighted(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
  return first === digitAt(value, 9) && second === digitAt(value, 10)
}

/** The sign of the century goes with the separators, except where it is a letter. */
function fiHolds(value: string): boolean {
  const number = Number(value.slice(0, 6) + value.slice(-4, -1))
  return (
    '0123456789ABCDEFHJKLMNPRSTUVWXY'[number % 31] === value.at(-1) && isDay(2000, part(value, 2, 4), part(value, 0, 2))
  )
}

function balticHolds(value: string): boolean {
  let rest = weighted(value, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
  if (rest === 10) rest = weighted(value, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11
  return rest % 10 === digitAt(value, 10) && part(value, 3, 5) >= 1 && part(value, 3, 5) <= 12
}

function lvHolds(value: string): boolean {
  if (value.startsWith('32')) return true
  return (
    ((1101 - weighted(value, [1, 6, 3, 7, 9, 10, 5, 8, 4, 2])) % 11) % 10 === digitAt(value, 10) &&
    isDay(2000, part(value, 2, 4), part(value, 0, 2))
  )
}

function isHolds(value: string): boolean {
  return (11 - (weighted(value, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === digitAt(value, 8)
}

export const sePersonnummer = numberDetector({
  id: 'se-personnummer',
  name: 'Swedish personal number',
  category: 'personal',
  severity: 'high',
  source: 'https://sv.wikipedia.org/wiki/Personnummer_i_Sverige',
  shape: '(?:19|20)?\\d{10}',
  lengths: [10, 12],
  labels: [
    'personnummer',
    'personnr',
    'pers.nr',
    'pnr',
    'person nr',
    'samordningsnummer',
    'swedish personal number',
    'personal number',
    'personal identity number',
  ],
  verify: seHolds,
  check: 'Luhn digit and a birthday',
  written: '(?:19|20)?\\d{6}[-+]\\d{4}',
  alone: 'low',
  examples: checkedExamples('personnummer', '(?:19)?[5-9]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|1\\d|2[0-8])-\\d{4}', seHolds),
})

export const noFodselsnummer = numberDetector({
  id: 'no-fodselsnummer',
  name: 'Norwegian birth number',
  category: 'personal',
  severity: 'high',
  source: 'https://no.wikipedia.org/wiki/F%C3%B8dselsnummer',
  shape: '\\d{11}',
  lengths: [11, 11],
  labels: [
    'fødselsnummer',
    'fodselsnummer',
    'fødselsnr',
    'fnr',
    'f.nr',
    'personnummer',
    'd-nummer',
    'norwegian national id',
    'birth number',
    'national identity number',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
  ],
  verify: noHolds,
  check: 'two check digits',
  written: '\\d{6} \\d{5}',
  alone: 'low',
  examples: checkedExamples('fødselsnummer', '(?:0[1-9]|1\\d|2[0-8])(?:0[1-9]|1[0-2])[5-9]\\d [0-4]\\d{4}', noHolds),
})

export const dkCpr = numberDetector({
  id: 'dk-cpr',
  name: 'Danish CPR number',
  category: 'personal',
  severity: 'high',
  source: 'https://da.wikipedia.org/wiki/CPR-nummer',
  shape: '[0-3]\\d[01]\\d{7}',
  lengths: [10, 10],
  labels: ['cpr', 'cpr-nummer', 'cpr-nr', 'cpr nr', 'cprnr', 'personnummer', 'danish cpr', 'cpr number'],
  verify: value => isDay(2000, part(value, 2, 4), part(value, 0, 2)),
  check: 'a birthday',
  examples: checkedExamples('CPR', '(?:0[1-9]|1\\d|2[0-8])(?:0[1-9]|1[0-9])[5-9]\\d-\\d{4}', value =>
    isDay(2000, part(value, 2, 4), part(value, 0, 2)),
  ),
})

export const fiHetu = numberDetector({
  id: 'fi-hetu',
  name: 'Finnish personal identity code',
  category: 'personal',
  severity: 'high',
  source: 'https://dvv.fi/en/personal-identity-code',
  shape: '\\d{6}[A-FU-Y]?\\d{3}[0-9A-FHJ-NPR-Y]',
  lengths: [10, 11],
  labels: [
    'hetu',
    'henkilötunnus',
    'henkilotunnus',
    'sotu',
    'personbeteckning',
    'finnish personal identity code',
    'personal identity code',
  ],
  verify: fiHolds,
  check: 'check character from the rest divided by 31',
  written: '\\d{6}[-+A]\\d{3}[0-9A-Y]',
  alone: 'low',
  examples: checkedExamples(
    'henkilötunnus',
    '(?:0[1-9]|1\\d|2[0-8])(?:0[1-9]|1[0-2])[5-9]\\d-\\d{3}[0-9A-FHJ-NPR-Y]',
    fiHolds,
  ),
})

export const eeIsikukood = numberDetector({
  id: 'ee-isikukood',
  name: 'Estonian and Lithuanian personal code',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/National_identification_number#Estonia',
  shape: '[1-6]\\d{10}',
  lengths: [11, 11],
  labels: [
    'isikukood',
    'isikukoodi',
    'asmens kodą',
    'asmens kodu',
    'asmens kodas',
    'asmens kodo',
    'estonian id',
    'lithuanian id',
    'personal code',
    'estonian personal code',
    'lithuanian personal code',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
    'personal identification code',
  ],
  verify: balticHolds,
  check: 'two rounds of weights modulo 11',
  examples: checkedExamples('isikukood', '[34][5-9]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|1\\d|2[0-8])\\d{4}', balticHolds),
})

export const lvPersonasKods = numberDetector({
  id: 'lv-personas-kods',
  name: 'Latvian personal code',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/National_identification_number#Latvia',
  shape: '\\d{11}',
  lengths: [11, 11],
  labels: [
    'personas kods',
    'personas kodu',
    'personas koda',
    'personas koda',
    'latvian id',
    'latvian personal code',
    'personal code',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
    'p.k.',
  ],
  verify: lvHolds,
  check: 'weighted sum modulo 11; new ones begin with 32',
  examples: checkedExamples('personas kods', '(?:0[1-9]|1\\d|2[0-8])(?:0[1-9]|1[0-2])[5-9]\\d-1\\d{4}', lvHolds),
})

export const isKennitala = numberDetector({
  id: 'is-kennitala',
  name: 'Icelandic kennitala',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/Kennitala',
  shape: '[0-7]\\d{9}',
  lengths: [10, 10],
  labels: ['kennitala', 'kt', 'icelandic id', 'icelandic kennitala'],
  verify: isHolds,
  check: 'weighted sum modulo 11',
  examples: checkedExamples('kennitala', '(?:0[1-9]|1\\d|2[0-8])(?:0[1-9]|1[0-2])[5-9]\\d-\\d{3}9', isHolds),
})
