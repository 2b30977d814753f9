/** National and tax ids of Romania, Bulgaria, Croatia, Slovenia and Serbia. */
import { digitAt, isDay, mod11And10, part, weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples } from './labelled-examples.ts'

function roHolds(value: string): boolean {
  const rest = weighted(value, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
  return (rest === 10 ? 1 : rest) === digitAt(value, 12) && part(value, 3, 5) >= 1 && part(value, 3, 5) <= 12
}

function emsoHolds(value: string): boolean {
  const check = (11 - (weighted(value, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
  return check === digitAt(value, 12) && isDay(2000, part(value, 2, 4), part(value, 0, 2))
}

export const roCnp = numberDetector({
  id: 'ro-cnp',
  name: 'Romanian personal numeric code (CNP)',
  category: 'personal',
  severity: 'high',
  source: 'https://ro.wikipedia.org/wiki/Cod_numeric_personal_(Rom%C3%A2nia)',
  shape: '[1-9]\\d{12}',
  lengths: [13, 13],
  labels: [
    'cnp',
    'cod numeric personal',
    'codul numeric personal',
    'romanian cnp',
    'romanian id',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
    'romanian personal code',
  ],
  verify: roHolds,
  check: 'weighted sum modulo 11',
  examples: checkedExamples('CNP', '[1256][5-9]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|1\\d|2[0-8])[0-4]\\d{5}', roHolds),
})

export const bgEgn = numberDetector({
  id: 'bg-egn',
  name: 'Bulgarian uniform civil number (EGN)',
  category: 'personal',
  severity: 'high',
  source:
    'https://bg.wikipedia.org/wiki/%D0%95%D0%B4%D0%B8%D0%BD%D0%B5%D0%BD_%D0%B3%D1%80%D0%B0%D0%B6%D0%B4%D0%B0%D0%BD%D1%81%D0%BA%D0%B8_%D0%BD%D0%BE%D0%BC%D0%B5%D1%80',
  shape: '\\d{10}',
  lengths: [10, 10],
  labels: [
    'егн',
    'egn',
    'единен граждански номер',
    'bulgarian egn',
    'bulgarian id',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
    'uniform civil number',
  ],
  verify: value =>
    (weighted(value, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === digitAt(value, 9) &&
    part(value, 4, 6) >= 1 &&
    part(value, 4, 6) <= 31,
  check: 'weighted sum modulo 11',
  examples: checkedExamples(
    'ЕГН',
    '[5-9]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|1\\d|2[0-8])\\d{4}',
    value =>
      (weighted(value, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === digitAt(value, 9) &&
      part(value, 4, 6) >= 1 &&
      part(value, 4, 6) <= 31,
  ),
})

export const hrOib = numberDetector({
  id: 'hr-oib',
  name: 'Croatian personal identification number (OIB)',
  category: 'personal',
  severity: 'high',
  source: 'https://hr.wikipedia.org/wiki/Osobni_identifikacijski_broj',
  shape: '\\d{11}',
  lengths: [11, 11],
  labels: [
    'oib',
    'osobni identifikacijski broj',
    'croatian oib',
    'croatian id',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
  ],
  verify: mod11And10,
  check: 'ISO 7064 mod 11,10',
  examples: checkedExamples('OIB', '[1-9]\\d{10}', mod11And10),
})

export const siEmso = numberDetector({
  id: 'si-emso',
  name: 'Slovenian and Serbian unique number (EMŠO, JMBG)',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/Unique_Master_Citizen_Number',
  shape: '[0-3]\\d[01]\\d{10}',
  lengths: [13, 13],
  labels: [
    'emšo',
    'emso',
    'jmbg',
    'matični broj',
    'maticni broj',
    'enotna matična številka',
    'јмбг',
    'slovenian emso',
    'serbian jmbg',
    'unique master citizen number',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
  ],
  verify: emsoHolds,
  check: 'weighted sum modulo 11',
  examples: checkedExamples('EMŠO', '(?:0[1-9]|1\\d|2[0-8])(?:0[1-9]|1[0-2])9[5-9]\\d50\\d{4}', emsoHolds),
})

export const siDavcna = numberDetector({
  id: 'si-davcna',
  name: 'Slovenian tax number',
  category: 'personal',
  severity: 'high',
  source: 'https://sl.wikipedia.org/wiki/Dav%C4%8Dna_%C5%A1tevilka',
  shape: '[1-9]\\d{7}',
  lengths: [8, 8],
  labels: ['davčna številka', 'davcna stevilka', 'davčna', 'slovenian tax number', 'tax number'],
  verify: value => ((11 - (weighted(value, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 11) % 10 === digitAt(value, 7),
  check: 'weighted sum modulo 11',
  examples: checkedExamples(
    'davčna številka',
    '[1-9]\\d{7}',
    value => ((11 - (weighted(value, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 11) % 10 === digitAt(value, 7),
  ),
})
