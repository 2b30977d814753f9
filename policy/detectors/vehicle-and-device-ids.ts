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
    'numéro de série',
    'número de chasis',
    'bastidor',
    'telaio',
    '车架号',
    '車台番号',
    'vehicle id',
    'vehicle id number',
    'fahrzeug-ident-nummer',
    'fahrzeug-identnummer',
    'chassisnummer',
    'numero di telaio',
    'número de bastidor',
    'numéro vin',
    'номер кузова',
    'şasi no',
    'numer vin',
    'nr vin',
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
  labels: [
    'imei',
    'imei number',
    'imei no',
    'imei1',
    'imei2',
    'meid',
    '串号',
    'imei-nummer',
    'imei 1',
    'imei 2',
    'imei code',
    'handset',
  ],
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

export const licensePlate = numberDetector({
  id: 'license-plate',
  name: 'Licence plate',
  category: 'personal',
  severity: 'low',
  source: 'https://en.wikipedia.org/wiki/Vehicle_registration_plate',
  shape: '[A-Z0-9]{4,9}',
  lengths: [4, 9],
  labels: [
    'license plate',
    'licence plate',
    'number plate',
    'plate number',
    'plate no',
    'registration plate',
    'vehicle registration',
    'vehicle registration number',
    'registration number',
    'kennzeichen',
    'kfz-kennzeichen',
    'amtliches kennzeichen',
    'nummernschild',
    'autokennzeichen',
    "plaque d'immatriculation",
    'immatriculation',
    'targa',
    'matrícula',
    'matricula',
    'kenteken',
    'placa',
    'placa do veículo',
    'patente del vehículo',
    'numer rejestracyjny',
    'nr rejestracyjny',
    'registreringsnummer',
    'rekisterinumero',
    'госномер',
    'номер автомобиля',
    'номерной знак',
    'plaka',
    '车牌号',
    '车牌',
    'ナンバープレート',
    '차량번호',
    'số xe',
    'biển số xe',
    'spz',
    'rendszám',
  ],
  verify: value =>
    [...value].filter(sign => sign > '9').length >= 1 &&
    [...value].filter(sign => sign <= '9').length >= 2 &&
    !/^(?:19|20)\d\d/.test(value),
  check: 'letters and digits, with a label before it',
  labelled: 'medium',
  examples: labelOnlyExamples('license plate', '[A-Z]{2}\\d{2} [A-Z]{3}'),
})
