/** Vehicle and device ids. */
import { luhn, part } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples, labelOnlyExamples } from './labelled-examples.ts'

const vinWeights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
const vinLetters = 'ABCDEFGH JKLMN P R STUVWXYZ'
const vinNumbers = '12345678 12345 7 9 23456789'

/** European makers do not keep the check digit: there the shape with four digits at the end is all. */
function vinHolds(value: string): boolean {
  let sum = 0
  for (let i = 0; i < 17; i++) {
    const unit = value.charCodeAt(i)
    sum += vinWeights[i]! * (unit < 58 ? unit - 48 : Number(vinNumbers[vinLetters.indexOf(value[i]!)]))
  }
  const check = sum % 11 === 10 ? 'X' : String(sum % 11)
  const american = value[0]! >= '1' && value[0]! <= '5'
  return american ? check === value[8] : part(value, 13, 17) >= 0 && [...value].filter(sign => sign > '9').length >= 3
}

export const vin = numberDetector({
  id: 'vin',
  name: 'Vehicle identification number',
  category: 'personal',
  severity: 'low',
  source: 'https://www.iso.org/standard/52200.html',
  shape: '[A-HJ-NPR-Z0-9]{17}',
  lengths: [17, 17],
  labels: [
    'vin',
    'vehicle identification',
    'vehicle identification number',
    'vin number',
    'vin no',
    'vin #',
    'chassis',
    'chassis number',
    'chassis no',
    'fahrgestellnummer',
    'fin',
    'fahrzeug-identifizierungsnummer',
    'numéro de châssis',
    'número de chasis',
    'bastidor',
    'telaio',
    '车架号',
    '車台番号',
  ],
  verify: vinHolds,
  check: 'check digit in place 9 (North America), letters and digits',
  examples: checkedExamples('VIN', '1[A-HJ-NPR-Z]{3}\\d{4}[0-9X][A-HJ-NPR-Z]\\d{7}', vinHolds),
})

export const imei = numberDetector({
  id: 'imei',
  name: 'Mobile device id (IMEI)',
  category: 'personal',
  severity: 'low',
  source: 'https://www.gsma.com/',
  shape: '[013-9]\\d{14}',
  lengths: [15, 15],
  labels: ['imei', 'imei number', 'imei no', 'imei1', 'imei2', 'meid'],
  verify: luhn,
  check: 'Luhn digit',
  examples: checkedExamples('IMEI', '35\\d{13}', luhn),
})

export const iccid = numberDetector({
  id: 'iccid',
  name: 'SIM card number (ICCID)',
  category: 'personal',
  severity: 'low',
  source: 'https://www.itu.int/rec/T-REC-E.118/',
  shape: '89\\d{16,18}',
  lengths: [18, 20],
  labels: ['iccid', 'sim number', 'sim card', 'sim no', 'sim card number'],
  verify: value => value.length < 19 || luhn(value) || luhn(value.slice(0, -1)),
  check: 'Luhn digit',
  examples: checkedExamples(
    'ICCID',
    '89\\d{17}',
    value => value.length < 19 || luhn(value) || luhn(value.slice(0, -1)),
  ),
})

export const imsi = numberDetector({
  id: 'imsi',
  name: 'Mobile subscriber id (IMSI)',
  category: 'personal',
  severity: 'low',
  source: 'https://www.itu.int/rec/T-REC-E.212/',
  shape: '[2-7]\\d{13,14}',
  lengths: [14, 15],
  labels: ['imsi', 'imsi number'],
  check: 'shape, with a label before it',
  examples: labelOnlyExamples('IMSI', '[2-7]\\d{14}'),
})
