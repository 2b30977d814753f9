/** National and tax ids of Italy, Greece, Malta, Cyprus, Turkey and Israel. */
import { digitAt, isDay, luhn, part, weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples, labelOnlyExamples } from './labelled-examples.ts'

const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]

function itHolds(value: string): boolean {
  let sum = 0
  for (let i = 0; i < 15; i++) {
    const unit = value.charCodeAt(i)
    const index = unit < 58 ? unit - 48 : unit - 65
    sum += i % 2 === 0 ? odd[index]! : index
  }
  return value.charCodeAt(15) - 65 === sum % 26
}

const oddDigits = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]

function cyHolds(value: string): boolean {
  let sum = 0
  for (let i = 0; i < 8; i++) sum += i % 2 === 0 ? oddDigits[digitAt(value, i)]! : digitAt(value, i)
  return value.charCodeAt(8) - 65 === sum % 26
}

function trHolds(value: string): boolean {
  const odds = weighted(value, [1, 0, 1, 0, 1, 0, 1, 0, 1])
  const evens = weighted(value, [0, 1, 0, 1, 0, 1, 0, 1])
  const tenth = (((odds * 7 - evens) % 10) + 10) % 10
  return tenth === digitAt(value, 9) && (odds + evens + tenth) % 10 === digitAt(value, 10)
}

export const itCodiceFiscale = numberDetector({
  id: 'it-codice-fiscale',
  name: 'Italian tax code',
  category: 'personal',
  severity: 'high',
  source: 'https://it.wikipedia.org/wiki/Codice_fiscale',
  shape: '[A-Z]{6}\\d{2}[ABCDEHLMPRST][0-7]\\d[A-Z]\\d{3}[A-Z]',
  lengths: [16, 16],
  labels: [
    'codice fiscale',
    'cod. fiscale',
    'cod fiscale',
    'c.f.',
    'cf',
    'italian tax code',
    'fiscal code',
    'tax code',
  ],
  verify: itHolds,
  check: 'check letter over odd and even places',
  alone: 'medium',
  examples: checkedExamples(
    'codice fiscale',
    '[B-DF-HJ-NP-TV-Z]{6}[5-9]\\d[ABCDEHLMPRST][0-2]\\d[A-Z]\\d{3}[A-Z]',
    itHolds,
  ),
})

export const itPartitaIva = numberDetector({
  id: 'it-partita-iva',
  name: 'Italian VAT number',
  category: 'personal',
  severity: 'low',
  source: 'https://it.wikipedia.org/wiki/Partita_IVA',
  shape: '\\d{11}',
  lengths: [11, 11],
  labels: ['partita iva', 'p.iva', 'p. iva', 'piva', 'p.i.', 'italian vat', 'vat number', 'vat'],
  verify: luhn,
  check: 'Luhn digit',
  examples: checkedExamples('partita IVA', '0[1-9]\\d{9}', luhn),
})

export const grAfm = numberDetector({
  id: 'gr-afm',
  name: 'Greek tax number (AFM)',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/VAT_identification_number',
  shape: '\\d{9}',
  lengths: [9, 9],
  labels: ['afm', 'α.φ.μ.', 'αφμ', 'α.φ.μ', 'greek tax number', 'tax number', 'tax id', 'vat'],
  verify: value => (weighted(value, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === digitAt(value, 8),
  check: 'powers of two modulo 11',
  examples: checkedExamples(
    'ΑΦΜ',
    '[01]\\d{8}',
    value => (weighted(value, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === digitAt(value, 8),
  ),
})

export const grAmka = numberDetector({
  id: 'gr-amka',
  name: 'Greek social security number (AMKA)',
  category: 'personal',
  severity: 'high',
  source: 'https://www.amka.gr/',
  shape: '[0-3]\\d[01]\\d{8}',
  lengths: [11, 11],
  labels: ['amka', 'αμκα', 'α.μ.κ.α.', 'greek social security number'],
  verify: value => luhn(value) && isDay(2000, part(value, 2, 4), part(value, 0, 2)),
  check: 'Luhn digit and a birthday',
  examples: checkedExamples(
    'ΑΜΚΑ',
    '(?:0[1-9]|1\\d|2[0-8])(?:0[1-9]|1[0-2])[5-9]\\d{6}',
    value => luhn(value) && isDay(2000, part(value, 2, 4), part(value, 0, 2)),
  ),
})

export const mtId = numberDetector({
  id: 'mt-id',
  name: 'Maltese identity card number',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/National_identification_number#Malta',
  shape: '\\d{3,7}[MGAPLHBZ]',
  lengths: [4, 8],
  labels: [
    'id card',
    'identity card',
    'karta tal-identità',
    'karta tal-identita',
    'maltese id',
    'malta id',
    'id card number',
    'identity card number',
    'numru tal-karta tal-identità',
    'id card no',
  ],
  check: 'shape',
  examples: labelOnlyExamples('Maltese ID', '[1-9]\\d{6}[MGAPLHBZ]'),
})

export const cyTic = numberDetector({
  id: 'cy-tic',
  name: 'Cypriot tax number',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/VAT_identification_number',
  shape: '\\d{8}[A-Z]',
  lengths: [9, 9],
  labels: [
    'tic',
    'cyprus tax',
    'cyprus tax number',
    'αφτ',
    'tax identification code',
    'cypriot tax number',
    'cyprus tic',
    'tax number',
    'αριθμός φορολογικού μητρώου',
  ],
  verify: cyHolds,
  check: 'check letter',
  examples: checkedExamples('Cyprus tax number', '[01]\\d{7}[A-Z]', cyHolds),
})

export const trKimlik = numberDetector({
  id: 'tr-kimlik',
  name: 'Turkish identity number',
  category: 'personal',
  severity: 'high',
  source: 'https://tr.wikipedia.org/wiki/T%C3%BCrkiye_Cumhuriyeti_Kimlik_Numaras%C4%B1',
  shape: '[1-9]\\d{10}',
  lengths: [11, 11],
  labels: [
    'tc kimlik',
    'tckn',
    't.c. kimlik',
    'kimlik no',
    'kimlik numarası',
    'tc kimlik no',
    't.c. kimlik no',
    'tc no',
    'turkish id',
    'turkish identity number',
    'kimlik',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
  ],
  verify: trHolds,
  check: 'two check digits',
  examples: checkedExamples('TC Kimlik No', '[1-9]\\d{10}', trHolds),
})

export const ilTeudatZehut = numberDetector({
  id: 'il-teudat-zehut',
  name: 'Israeli identity number',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/Israeli_identity_card',
  shape: '\\d{9}',
  lengths: [9, 9],
  labels: [
    'teudat zehut',
    't.z.',
    'tz',
    'mispar zehut',
    'תעודת זהות',
    'ת.ז.',
    'ת"ז',
    'ת.ז',
    'מספר זהות',
    'israeli id',
    'israel id',
    'israeli identity number',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
    'מספר תעודת זהות',
  ],
  verify: luhn,
  check: 'Luhn digit',
  examples: checkedExamples('תעודת זהות', '\\d{8}[1-9]', luhn),
})

function vknHolds(value: string): boolean {
  let sum = 0
  for (let i = 0; i < 9; i++) {
    const shifted = (digitAt(value, i) + 9 - i) % 10
    const product = (shifted * 2 ** (9 - i)) % 9
    sum += shifted !== 0 && product === 0 ? 9 : product
  }
  return (10 - (sum % 10)) % 10 === digitAt(value, 9)
}

export const trVergi = numberDetector({
  id: 'tr-tax-number',
  name: 'Turkish tax number',
  category: 'personal',
  severity: 'medium',
  source: 'https://tr.wikipedia.org/wiki/Vergi_kimlik_numaras%C4%B1',
  shape: '\\d{10}',
  lengths: [10, 10],
  labels: ['vergi kimlik no', 'vergi kimlik numarası', 'vkn', 'vergi no', 'vergi numarası'],
  verify: vknHolds,
  check: 'check digit over shifted digits',
  examples: checkedExamples('vergi kimlik no', '[1-9]\\d{9}', vknHolds),
})
