/** National and tax ids of France, Belgium, the Netherlands and Luxembourg. */
import { luhn, part, weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples } from './labelled-examples.ts'

function nirHolds(value: string): boolean {
  const digits = value.replace('2A', '19').replace('2B', '18')
  const month = part(digits, 3, 5)
  if (!((month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50)) return false
  return digits.length === 13 || 97 - (part(digits, 0, 13) % 97) === part(digits, 13, 15)
}

function beHolds(value: string): boolean {
  const body = part(value, 0, 9)
  const check = part(value, 9, 11)
  return part(value, 2, 4) <= 52 && (97 - (body % 97) === check || 97 - ((2_000_000_000 + body) % 97) === check)
}

export const frNir = numberDetector({
  id: 'fr-nir',
  name: 'French social security number (NIR)',
  category: 'personal',
  severity: 'high',
  source: 'https://fr.wikipedia.org/wiki/Num%C3%A9ro_de_s%C3%A9curit%C3%A9_sociale_en_France',
  shape: '[1-478]\\d{2}(?:0[1-9]|[1-9]\\d)(?:\\d{2}|2[AB])\\d{6}(?:\\d{2})?',
  lengths: [13, 15],
  labels: [
    'numéro de sécurité sociale',
    'numero de securite sociale',
    'sécurité sociale',
    'securite sociale',
    'n° de sécurité sociale',
    'sécu',
    'nir',
    'insee',
    'numéro insee',
    'french social security number',
    'numéro de sécu',
  ],
  verify: nirHolds,
  check: 'key of two digits, 97 minus the rest of the number divided by 97',
  written: '[12] \\d\\d \\d\\d \\d[0-9AB] \\d{3} \\d{3} \\d\\d',
  alone: 'medium',
  examples: checkedExamples(
    'numéro de sécurité sociale',
    '[12] [5-9]\\d (?:0[1-9]|1[0-2]) [0-8]\\d [0-4]\\d{2} \\d{3} \\d{2}',
    nirHolds,
  ),
})

export const frTaxId = numberDetector({
  id: 'fr-tax-id',
  name: 'French tax number (SPI)',
  category: 'personal',
  severity: 'high',
  source: 'https://www.impots.gouv.fr/',
  shape: '[0-3]\\d{12}',
  lengths: [13, 13],
  labels: [
    'numéro fiscal',
    'numero fiscal',
    'spi',
    'référence fiscale',
    'n° fiscal',
    'french tax number',
    'tax number',
    'tin',
    'french tax id',
    'identifiant fiscal',
    'tax id',
  ],
  verify: value => part(value, 0, 10) % 511 === part(value, 10, 13),
  check: 'last three digits are the rest of the first ten divided by 511',
  examples: checkedExamples('numéro fiscal', '[0-3]\\d{12}', value => part(value, 0, 10) % 511 === part(value, 10, 13)),
})

export const beNationalNumber = numberDetector({
  id: 'be-national-number',
  name: 'Belgian national number',
  category: 'personal',
  severity: 'high',
  source: 'https://nl.wikipedia.org/wiki/Rijksregisternummer',
  shape: '\\d{11}',
  lengths: [11, 11],
  labels: [
    'rijksregisternummer',
    'rijksregister',
    'numéro national',
    'numero national',
    'registre national',
    'numéro de registre national',
    'niss',
    'insz',
    'belgian national number',
    'national number',
    'nationaal nummer',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
  ],
  verify: beHolds,
  check: '97 minus the rest of the first nine digits divided by 97',
  written: '\\d\\d\\.\\d\\d\\.\\d\\d-\\d{3}\\.\\d\\d',
  alone: 'medium',
  examples: checkedExamples(
    'rijksregisternummer',
    '[4-9]\\d\\.(?:0[1-9]|1[0-2])\\.(?:0[1-9]|1\\d|2[0-8])-\\d{3}\\.\\d\\d',
    beHolds,
  ),
})

export const nlBsn = numberDetector({
  id: 'nl-bsn',
  name: 'Dutch citizen service number (BSN)',
  category: 'personal',
  severity: 'high',
  source: 'https://nl.wikipedia.org/wiki/Burgerservicenummer',
  shape: '\\d{9}',
  lengths: [9, 9],
  labels: [
    'bsn',
    'burgerservicenummer',
    'bsn-nummer',
    'bsn nummer',
    'sofinummer',
    'sofi-nummer',
    'sofi nummer',
    'citizen service number',
    'dutch bsn',
  ],
  verify: value => weighted(value, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && value !== '000000000',
  check: 'eleven test',
  examples: checkedExamples(
    'bsn',
    '[1-9]\\d{8}',
    value => weighted(value, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && value !== '000000000',
  ),
})

export const luNationalNumber = numberDetector({
  id: 'lu-national-number',
  name: 'Luxembourg national number',
  category: 'personal',
  severity: 'high',
  source: 'https://guichet.public.lu/',
  shape: '(?:19|20)\\d{11}',
  lengths: [13, 13],
  labels: [
    'matricule',
    'numéro de matricule',
    "numéro d'identification national",
    'luxembourg national id',
    'luxembourg id',
    'cns',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
  ],
  verify: value => luhn(value.slice(0, 12)),
  check: 'Luhn digit in place 12',
  examples: checkedExamples('matricule', '19[5-9]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|1\\d|2[0-8])\\d{5}', value =>
    luhn(value.slice(0, 12)),
  ),
})
