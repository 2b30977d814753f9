/** Labelled personal data as people write it, and texts that look like it and are none. */
import { withLuhn } from '../../policy/detectors/check-digits.ts'
import { ibanHolds, makeIban } from '../../policy/detectors/iban.ts'
import { makeChecked } from '../../policy/detectors/labelled-examples.ts'
import { makeValue, pick, type Random } from '../../policy/detectors/make-value.ts'

type Maker = (random: Random) => string

const pattern =
  (text: string): Maker =>
  random =>
    makeValue(text, random)

const elevens = (digits: string): boolean =>
  [9, 8, 7, 6, 5, 4, 3, 2, -1].reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11 === 0
const pesel = (digits: string): boolean =>
  (10 - ([1, 3, 7, 9, 1, 3, 7, 9, 1, 3].reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 10)) % 10 ===
  Number(digits[10])
const dni = (value: string): boolean => 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(value.slice(0, 8)) % 23] === value[8]
const nhs = (digits: string): boolean =>
  (11 - ([10, 9, 8, 7, 6, 5, 4, 3, 2].reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11)) % 11 ===
  Number(digits[9])

/** Labels of one kind, its values, and the category they belong to. */
export const labelled: readonly (readonly [kind: string, labels: string, make: Maker])[] = [
  [
    'card',
    'card number|credit card|Kreditkarte|carte bancaire|tarjeta|VISA',
    random => withLuhn(makeValue('4[0-9]{14}', random)),
  ],
  [
    'card',
    'Mastercard|card|card no.',
    random => withLuhn(makeValue('5[1-5][0-9]{13}', random)).replace(/(.{4})(?=.)/g, '$1 '),
  ],
  ['iban', 'IBAN|Konto|compte|account', random => makeIban('DE', '\\d{18}', random)],
  ['iban', 'IBAN|rekening', random => makeIban('NL', 'ABNA\\d{10}', random).replace(/(.{4})(?=.)/g, '$1 ')],
  ['bic', 'BIC|SWIFT|SWIFT code', pattern('[A-Z]{4}(?:DE|FR|GB)[A-Z]{2}')],
  ['ssn', 'SSN|social security number|Social Security #', pattern('[1-5]\\d[1-9]-[1-9]\\d-\\d{3}[1-9]')],
  ['nino', 'National Insurance number|NI number|NINO', pattern('[CEHJLMPRSW][CEHJLMPRSW] \\d\\d \\d\\d \\d\\d [A-D]')],
  ['nhs', 'NHS number|NHS no', random => makeChecked('[4-7]\\d{2} \\d{3} \\d{4}', nhs, random)],
  ['bsn', 'BSN|burgerservicenummer', random => makeChecked('[1-9]\\d{8}', elevens, random)],
  ['pesel', 'PESEL|numer PESEL', random => makeChecked('[5-9]\\d0[1-9][0-2]\\d\\d{5}', pesel, random)],
  ['dni', 'DNI|NIF', random => makeChecked('\\d{8}[A-Z]', dni, random)],
  [
    'email',
    'e-mail|email|E-Mail|correo|mail',
    pattern('[a-z]{4}\\.[a-z]{6}@(?:gmail|northwind|firma-[a-z]{4})\\.(?:com|de|io|fr)'),
  ],
  ['phone', 'phone|mobile|Telefon|tél|móvil', pattern('\\+49 1[57]\\d [1-9]\\d{7}')],
  ['phone', 'phone|call me at|cell|Tel.', pattern('\\([2-9]1[2-9]\\) [2-9]\\d\\d-\\d{4}')],
  ['phone', 'phone|téléphone', pattern('\\+33 6 [1-9]\\d \\d\\d \\d\\d \\d\\d')],
  [
    'dob',
    'date of birth|DOB|born on|Geburtsdatum|date de naissance|fecha de nacimiento',
    pattern('(?:0[1-9]|1\\d|2[0-8])[./](?:0[1-9]|1[0-2])[./]19[5-9]\\d'),
  ],
  ['dob', 'DOB|birthday|birth date', pattern('19[5-9]\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])')],
  ['passport', 'passport number|passport no.|Reisepass|pasaporte', pattern('[CFGHJK]\\d{8}')],
  ['passport', 'passport|passport #', pattern('\\d{9}')],
  ['licence', "driver's license|driving licence|DL number", pattern('[A-Z]\\d{7}')],
  ['mrn', 'MRN|medical record number|patient id', pattern('\\d{8}')],
  ['icd', 'diagnosis|ICD-10|diagnosis code', pattern('[A-N][0-9][0-9]\\.[0-9]')],
  ['account', 'account number|acct no|bank account', pattern('\\d{10}')],
  ['sort code', 'sort code', pattern('\\d\\d-\\d\\d-\\d\\d')],
  [
    'address',
    'address|lives at|ship to',
    pattern('[1-9]\\d{2} (?:Maple|Oak|Cedar) (?:Street|Avenue|Road), Springfield, IL 6[0-2]\\d{3}'),
  ],
  [
    'address',
    'Adresse|Anschrift',
    pattern('(?:Linden|Haupt|Garten)straße [1-9]\\d, [1-9]\\d{4} (?:Berlin|Hamburg|Köln)'),
  ],
  ['address', '住所|お届け先', pattern('東京都港区[1-9]-[1-9]-1\\d')],
  ['phone', 'Telefon|mobiel|celular', pattern('0[1-6]\\d [2-9]\\d\\d \\d\\d [1-9]\\d')],
  ['dob', 'Geburtsdatum|datum narození|született', pattern('[1-9]\\. (?:0[1-9]|1[0-2])\\. 19[5-9]\\d')],
  ['plate', 'number plate|Kennzeichen|targa', pattern('[A-HJ-P]{2}[1-9]\\d [A-HJ-P]{3}')],
  ['bank code', 'Bankleitzahl|BLZ', pattern('[1-8]\\d{2} \\d{3} \\d{2}')],
  ['bank account', 'conta corrente|conta poupança', pattern('[1-9]\\d{4}-\\d')],
  ['civil id', 'QID|Qatar ID', pattern('2\\d{2}634\\d{5}')],
  ['passport', 'číslo pasu|διαβατήριο|מספר דרכון', pattern('[1-9]\\d{7}')],
  ['vin', 'VIN|vehicle identification number', pattern('W[ABD][A-HJ-NPR-Z]{6}[A-HJ-NPR-Z0-9]{3}\\d{6}')],
  ['imei', 'IMEI', random => withLuhn(makeValue('35\\d{12}', random))],
  ['ip', 'IP address|from IP|client IP', pattern('8[1-9]\\.1[0-9]{2}\\.[1-9]\\d\\.[1-9]\\d')],
  ['mac', 'MAC address|MAC', pattern('3c:22:[0-9a-f][1-9a-f]:[0-9a-f]{2}:[1-9a-f]{2}:[0-9a-f][1-9]')],
]

export const labelledWrappings: readonly string[] = [
  '{l}: {v}',
  '{l} {v}',
  'My {l} is {v}, please fill in the form.',
  '"{l}": "{v}"',
  '{l} = {v}',
  'Customer record\n{l}: {v}\nstatus: active',
  '| {l} | {v} |',
  '- {l}: {v}\n- note: none',
  'The {l} ({v}) does not work.',
  '{l}：{v}。',
  'person;{l};town\nBerg;{v};Oslo',
  'person\t{l}\nBerg\t{v}',
  '| person | {l} |\n| --- | --- |\n| Berg | {v} |',
  '<table><tr><td>person</td><td>{l}</td></tr><tr><td>Berg</td><td>{v}</td></tr></table>',
  "insert into people (person, {l}) values ('Berg', '{v}');",
  '{v} is her {l}',
]

/** Each looks like something of the list above. */
export const personalLookalikes: readonly Maker[] = [
  pattern('order 4[0-9]{9}'),
  random => `tracking ${makeChecked('4\\d{15}', digits => !luhnHolds(digits), random)}`,
  random => `IBAN ${makeChecked('DE\\d{20}', value => !ibanHolds(value), random)}`,
  pattern('version 1\\d\\.\\d\\.\\d{4}\\.\\d{2}'),
  pattern('invoice INV-20\\d{2}-\\d{5}'),
  pattern('build 20[12]\\d(?:0[1-9]|1[0-2])[0-2]\\d\\.\\d'),
  pattern('isbn 978-3-16-148410-0'),
  pattern('SSN 000-\\d\\d-\\d{4}'),
  pattern('SSN 9[0-4]\\d-0\\d-\\d{4}'),
  pattern('[a-z]{5}@example\\.(?:com|org)'),
  pattern('noreply@[a-z]{6}\\.com'),
  pattern('npm install @[a-z]{5}/[a-z]{6}@1\\.\\d\\.\\d'),
  pattern('192\\.168\\.\\d\\.[1-9]'),
  pattern('at 1[0-9]:[0-5]\\d:[0-5]\\d on 2025-0[1-9]-1\\d'),
  pattern('sku [0-9]{8}'),
  pattern('commit [0-9a-f]{40}'),
  pattern('timestamp 17\\d{8}'),
  pattern('timestamp 17\\d{11}'),
  pattern('id [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}'),
  pattern('lat 52\\.\\d{6}, lon 13\\.\\d{6}'),
  pattern('pi is 3\\.14159265358979'),
  pattern('1,\\d{3},\\d{3} rows in \\d{3} ms'),
  random => `BSN ${makeChecked('[1-9]\\d{8}', digits => !elevens(digits), random)}`,
  random => `PESEL ${makeChecked('[5-9]\\d0[1-9][0-2]\\d\\d{5}', digits => !pesel(digits), random)}`,
  pattern('port 8080, pid \\d{5}, error \\d{4}'),
  pattern('the street is long and the road to 20[3-9]\\d too'),
  pattern('born to run'),
  pattern('passport renewal takes 6 weeks'),
  pattern('card games for 4 players'),
  pattern('#[0-9a-f]{6} on #[0-9a-f]{6}'),
  pattern('EAN: 40\\d{11}'),
  pattern('\\+1 202-555-01\\d\\d'),
  pattern('qty,price\\n[1-9]\\d{5},[1-9]\\d\\n[1-9]\\d{5},[1-9]\\d'),
  pattern('Bestellnummer: [1-9]\\d{9}'),
  pattern('memory address: 0x[0-9a-f]{8}'),
  pattern('Copyright 20[12]\\d the authors\\n  Ann Berg <[a-z]{5}@[a-z]{6}\\.io>'),
  pattern('1\\.2\\.0 / [12]\\d\\.0[1-9]\\.20[12]\\d'),
  pattern('AWS account [1-9]\\d{11}'),
]

function luhnHolds(digits: string): boolean {
  return withLuhn(digits.slice(0, -1)) === digits
}

export const fill = (wrapping: string, labels: string, value: string, random: Random): string =>
  wrapping.replace('{l}', () => pick(labels.split('|'), random)).replace('{v}', () => value)
