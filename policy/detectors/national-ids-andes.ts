/** Identity and tax numbers of Colombia, Ecuador, Uruguay and Venezuela. */
import { digitAt, weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples, labelOnlyExamples } from './labelled-examples.ts'

function nitHolds(value: string): boolean {
  if (value.length === 9) return true
  const rest = weighted(value, [41, 37, 29, 23, 19, 17, 13, 7, 3]) % 11
  return (rest < 2 ? rest : 11 - rest) === digitAt(value, 9)
}

/** Odd places count twice, their digits summed. */
function ecHolds(value: string): boolean {
  let sum = 0
  for (let i = 0; i < 9; i++) {
    const product = digitAt(value, i) * (i % 2 === 0 ? 2 : 1)
    sum += product > 9 ? product - 9 : product
  }
  return (10 - (sum % 10)) % 10 === digitAt(value, 9) && Number(value.slice(0, 2)) <= 30
}

const uyHolds = (value: string): boolean =>
  (10 - (weighted(value, [2, 9, 8, 7, 6, 3, 4]) % 10)) % 10 === digitAt(value, 7)

export const coTaxNumber = numberDetector({
  id: 'co-tax-number',
  name: 'Colombian tax number (NIT)',
  category: 'personal',
  severity: 'low',
  source: 'https://es.wikipedia.org/wiki/N%C3%BAmero_de_Identificaci%C3%B3n_Tributaria',
  shape: '[1-9]\\d{8,9}',
  lengths: [9, 10],
  labels: ['nit no', 'nit', 'n.i.t.', 'número de identificación tributaria', 'colombian tax number'],
  verify: nitHolds,
  check: 'weighted sum modulo 11 when a check digit is written',
  examples: checkedExamples('nit no', '[89]\\d{2}\\.\\d{3}\\.\\d{3}-\\d', nitHolds),
})

export const ecCedula = numberDetector({
  id: 'ec-cedula',
  name: 'Ecuadorian identity card',
  category: 'personal',
  severity: 'high',
  source: 'https://es.wikipedia.org/wiki/C%C3%A9dula_de_identidad',
  shape: '[0-3]\\d[0-6]\\d{7}',
  lengths: [10, 10],
  labels: ['cédula de identidad', 'cédula', 'cedula', 'c.i.', 'ci', 'ecuadorian id', 'cedula de identidad'],
  verify: ecHolds,
  check: 'check digit modulo 10',
  examples: checkedExamples('cédula de identidad', '17[0-5]\\d{7}', ecHolds),
})

export const uyCedula = numberDetector({
  id: 'uy-cedula',
  name: 'Uruguayan identity card',
  category: 'personal',
  severity: 'high',
  source: 'https://es.wikipedia.org/wiki/C%C3%A9dula_de_identidad',
  shape: '[1-9]\\d{7}',
  lengths: [8, 8],
  labels: ['cédula de identidad', 'c.i.', 'ci', 'cédula', 'uruguayan id', 'cedula de identidad'],
  verify: uyHolds,
  check: 'check digit modulo 10',
  examples: checkedExamples('cédula de identidad', '[1-5]\\.\\d{3}\\.\\d{3}-\\d', uyHolds),
})

export const veCedula = numberDetector({
  id: 've-cedula',
  name: 'Venezuelan identity card',
  category: 'personal',
  severity: 'high',
  source: 'https://es.wikipedia.org/wiki/C%C3%A9dula_de_identidad',
  shape: '[VE]\\d{7,8}',
  lengths: [8, 9],
  labels: ['cédula de identidad', 'cédula', 'c.i.', 'ci', 'cedula', 'venezuelan id', 'cedula de identidad'],
  check: 'V or E and digits, with a label before it',
  examples: labelOnlyExamples('cédula de identidad', 'V-[1-3]\\d{7}'),
})
