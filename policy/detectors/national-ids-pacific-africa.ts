/** National and tax ids of Australia, New Zealand and Africa with their check digits. */
import { digitAt, isDay, luhn, part, weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples, labelOnlyExamples } from './labelled-examples.ts'

function tfnHolds(value: string): boolean {
  return value.length === 9
    ? weighted(value, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0
    : weighted(value, [10, 7, 8, 4, 6, 3, 5, 1]) % 11 === 0
}

function nzHolds(value: string): boolean {
  const digits = value.padStart(9, '0')
  let rest = weighted(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11
  if (rest !== 0 && 11 - rest === 10) rest = weighted(digits, [7, 4, 3, 2, 5, 2, 7, 6]) % 11
  return (rest === 0 ? 0 : 11 - rest) === digitAt(digits, 8)
}

const nhiAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

function nhiHolds(value: string): boolean {
  let sum = 0
  for (let i = 0; i < 6; i++) sum += (i < 3 ? nhiAlphabet.indexOf(value[i]!) + 1 : digitAt(value, i)) * (7 - i)
  const rest = sum % 11
  return rest !== 0 && (11 - rest) % 10 === digitAt(value, 6)
}

export const auTfn = numberDetector({
  id: 'au-tfn',
  name: 'Australian tax file number',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/Tax_file_number',
  shape: '\\d{8,9}',
  lengths: [8, 9],
  labels: ['tfn', 'tax file number', 'tax file no', 'australian tfn'],
  verify: tfnHolds,
  check: 'weighted sum modulo 11',
  known: ['123456782', '876543210'],
  examples: checkedExamples('TFN', '[1-9]\\d{2} \\d{3} \\d{3}', tfnHolds),
})

export const auMedicare = numberDetector({
  id: 'au-medicare',
  name: 'Australian Medicare number',
  category: 'health',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/Medicare_card_(Australia)',
  shape: '[2-6]\\d{9,10}',
  lengths: [10, 11],
  labels: ['medicare', 'medicare number', 'medicare card', 'medicare no', 'australian medicare'],
  verify: value => weighted(value, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === digitAt(value, 8),
  check: 'weighted sum modulo 10',
  examples: checkedExamples(
    'Medicare number',
    '[2-6]\\d{3} \\d{5} \\d',
    value => weighted(value, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === digitAt(value, 8),
  ),
})

export const auAbn = numberDetector({
  id: 'au-abn',
  name: 'Australian business number',
  category: 'personal',
  severity: 'low',
  source: 'https://abr.business.gov.au/',
  shape: '[1-9]\\d{10}',
  lengths: [11, 11],
  labels: ['abn', 'australian business number', 'abn number'],
  verify: value =>
    weighted(String(digitAt(value, 0) - 1) + value.slice(1), [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 0,
  check: 'weighted sum modulo 89',
  examples: checkedExamples(
    'ABN',
    '[1-9]\\d \\d{3} \\d{3} \\d{3}',
    value =>
      weighted(String(digitAt(value, 0) - 1) + value.slice(1), [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 0,
  ),
})

export const nzIrd = numberDetector({
  id: 'nz-ird',
  name: 'New Zealand IRD number',
  category: 'personal',
  severity: 'high',
  source: 'https://www.ird.govt.nz/',
  shape: '\\d{8,9}',
  lengths: [8, 9],
  labels: ['ird', 'ird number', 'ird no', 'inland revenue', 'inland revenue number', 'new zealand ird'],
  verify: nzHolds,
  check: 'weighted sums modulo 11',
  examples: checkedExamples('IRD number', '[1-9]\\d-\\d{3}-\\d{3}', nzHolds),
})

export const nzNhi = numberDetector({
  id: 'nz-nhi',
  name: 'New Zealand health index number',
  category: 'health',
  severity: 'high',
  source: 'https://www.tewhatuora.govt.nz/',
  shape: '[A-HJ-NP-Z]{3}\\d{4}',
  lengths: [7, 7],
  labels: ['nhi', 'nhi number', 'national health index', 'nhi no'],
  verify: nhiHolds,
  check: 'weighted sum modulo 11',
  examples: checkedExamples('NHI', '[A-HJ-NP-Z]{3}\\d{4}', nhiHolds),
})

export const zaId = numberDetector({
  id: 'za-id',
  name: 'South African identity number',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/South_African_identity_card',
  shape: '\\d{10}[012]\\d{2}',
  lengths: [13, 13],
  labels: [
    'id number',
    'identity number',
    'sa id',
    'south african id',
    'id-nommer',
    'id no',
    'rsa id',
    'south african identity number',
    'identity no',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
    'identiteitsnommer',
  ],
  verify: value => luhn(value) && isDay(2000, part(value, 2, 4), part(value, 4, 6)),
  check: 'Luhn digit and a birthday',
  alone: 'low',
  examples: checkedExamples(
    'SA ID',
    '[5-9]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|1\\d|2[0-8])\\d{4}08\\d',
    value => luhn(value) && isDay(2000, part(value, 2, 4), part(value, 4, 6)),
  ),
})

export const egNationalId = numberDetector({
  id: 'eg-national-id',
  name: 'Egyptian national id',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/Egyptian_identity_card',
  shape: '[23]\\d{13}',
  lengths: [14, 14],
  labels: ['الرقم القومي', 'egyptian id', 'egyptian national id', 'egypt national id', 'national id', 'رقم البطاقة'],
  verify: value => isDay(2000, part(value, 3, 5), part(value, 5, 7)),
  check: 'a birthday',
  examples: checkedExamples('Egyptian ID', '2[5-9]\\d(?:0[1-9]|1[0-9])(?:0[1-9]|1\\d|2[0-8])\\d{7}', value =>
    isDay(2000, part(value, 3, 5), part(value, 5, 7)),
  ),
})

export const ngNin = numberDetector({
  id: 'ng-nin',
  name: 'Nigerian identity or bank verification number',
  category: 'personal',
  severity: 'high',
  source: 'https://nimc.gov.ng/',
  shape: '[1-9]\\d{10}',
  lengths: [11, 11],
  labels: ['nin', 'bvn', 'national identification number', 'bank verification number', 'nigerian nin'],
  check: 'shape',
  examples: labelOnlyExamples('BVN', '[1-9]\\d{10}'),
})
