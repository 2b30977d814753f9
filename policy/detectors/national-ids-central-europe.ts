/** National and tax ids of Poland, Czechia, Slovakia and Hungary. */
import { digitAt, part, weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples } from './labelled-examples.ts'

function czHolds(value: string): boolean {
  const month = part(value, 2, 4) % 50
  if (month % 20 < 1 || month % 20 > 12) return false
  const number = Number(value.slice(0, 10))
  return value.length === 9
    ? part(value, 0, 2) < 54
    : number % 11 === 0 || (part(value, 0, 9) % 11 === 10 && digitAt(value, 9) === 0)
}

export const plPesel = numberDetector({
  id: 'pl-pesel',
  name: 'Polish PESEL',
  category: 'personal',
  severity: 'high',
  source: 'https://pl.wikipedia.org/wiki/PESEL',
  shape: '\\d{11}',
  lengths: [11, 11],
  labels: [
    'pesel',
    'nr pesel',
    'numer pesel',
    'polish id',
    'polish pesel',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
  ],
  verify: value =>
    (10 - (weighted(value, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === digitAt(value, 10) &&
    part(value, 4, 6) >= 1 &&
    part(value, 4, 6) <= 31,
  check: 'weights 1, 3, 7, 9',
  examples: checkedExamples(
    'pesel',
    '[5-9]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|1\\d|2[0-8])\\d{5}',
    value =>
      (10 - (weighted(value, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === digitAt(value, 10) &&
      part(value, 4, 6) >= 1 &&
      part(value, 4, 6) <= 31,
  ),
})

export const plNip = numberDetector({
  id: 'pl-nip',
  name: 'Polish tax number (NIP)',
  category: 'personal',
  severity: 'high',
  source: 'https://pl.wikipedia.org/wiki/NIP',
  shape: '[1-9]\\d{9}',
  lengths: [10, 10],
  labels: [
    'nip',
    'numer nip',
    'nr nip',
    'polish tax number',
    'tax number',
    'tax id',
    'vat',
    'numer identyfikacji podatkowej',
  ],
  verify: value => weighted(value, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === digitAt(value, 9),
  check: 'weighted sum modulo 11',
  examples: checkedExamples(
    'NIP',
    '[1-9]\\d{2}-\\d{3}-\\d\\d-\\d\\d',
    value => weighted(value, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === digitAt(value, 9),
  ),
})

export const czRodneCislo = numberDetector({
  id: 'cz-rodne-cislo',
  name: 'Czech or Slovak birth number',
  category: 'personal',
  severity: 'high',
  source: 'https://cs.wikipedia.org/wiki/Rodn%C3%A9_%C4%8D%C3%ADslo',
  shape: '\\d{9,10}',
  lengths: [9, 10],
  labels: [
    'rodné číslo',
    'rodne cislo',
    'r.č.',
    'rč',
    'rodného čísla',
    'rodné číslo (rč)',
    'czech birth number',
    'slovak birth number',
    'birth number',
    'rodné č.',
  ],
  verify: czHolds,
  check: 'divisible by 11 and a birthday',
  written: '\\d{6}/\\d{4}',
  alone: 'low',
  examples: checkedExamples(
    'rodné číslo',
    '[5-9]\\d(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:0[1-9]|1\\d|2[0-8])/\\d{4}',
    czHolds,
  ),
})

export const huTaj = numberDetector({
  id: 'hu-taj',
  name: 'Hungarian social security number (TAJ)',
  category: 'personal',
  severity: 'high',
  source: 'https://hu.wikipedia.org/wiki/TAJ',
  shape: '\\d{9}',
  lengths: [9, 9],
  labels: [
    'taj',
    'taj szám',
    'taj-szám',
    'taj number',
    'társadalombiztosítási azonosító',
    'hungarian social security number',
  ],
  verify: value => weighted(value, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === digitAt(value, 8),
  check: 'weights 3 and 7',
  examples: checkedExamples(
    'TAJ szám',
    '[1-9]\\d{2} \\d{3} \\d{3}',
    value => weighted(value, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === digitAt(value, 8),
  ),
})

export const huTaxId = numberDetector({
  id: 'hu-tax-id',
  name: 'Hungarian tax id',
  category: 'personal',
  severity: 'high',
  source: 'https://hu.wikipedia.org/wiki/Ad%C3%B3azonos%C3%ADt%C3%B3_jel',
  shape: '8\\d{9}',
  lengths: [10, 10],
  labels: ['adóazonosító', 'adóazonosító jel', 'adoazonosito', 'adószám', 'hungarian tax id', 'tax id', 'tax number'],
  verify: value => weighted(value, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === digitAt(value, 9),
  check: 'weighted sum modulo 11',
  examples: checkedExamples(
    'adóazonosító jel',
    '8[2-5]\\d{8}',
    value => weighted(value, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === digitAt(value, 9),
  ),
})

function dowodHolds(value: string): boolean {
  let sum = 0
  for (let i = 0; i < 9; i++) {
    const unit = value.charCodeAt(i)
    sum += (unit < 58 ? unit - 48 : unit - 55) * [7, 3, 1, 9, 7, 3, 1, 7, 3][i]!
  }
  return sum % 10 === 0
}

export const plIdCard = numberDetector({
  id: 'pl-id-card',
  name: 'Polish identity card',
  category: 'personal',
  severity: 'high',
  source: 'https://pl.wikipedia.org/wiki/Dow%C3%B3d_osobisty_w_Polsce',
  shape: '[A-Z]{3}\\d{6}',
  lengths: [9, 9],
  labels: [
    'dowód osobisty',
    'numer dowodu osobistego',
    'numer dowodu',
    'nr dowodu',
    'seria i numer dowodu',
    'dowodu osobistego',
    'polish identity card',
    'dowod osobisty',
  ],
  verify: dowodHolds,
  check: 'check digit over letters and digits',
  examples: checkedExamples('dowód osobisty', '[A-Z]{3} \\d{6}', dowodHolds),
})
