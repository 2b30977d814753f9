/** National and tax ids of the United States, Canada and Mexico. */
import { digitAt, isDay, luhn, part } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples, labelOnlyExamples } from './labelled-examples.ts'

const curpAlphabet = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ'

function curpHolds(value: string): boolean {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += curpAlphabet.indexOf(value[i]!) * (18 - i)
  return (10 - (sum % 10)) % 10 === digitAt(value, 17) && isDay(2000, part(value, 6, 8), part(value, 8, 10))
}

export const usEin = numberDetector({
  id: 'us-ein',
  name: 'US employer identification number',
  category: 'personal',
  severity: 'low',
  source: 'https://www.irs.gov/businesses/employer-identification-number',
  shape: '\\d{9}',
  lengths: [9, 9],
  labels: ['ein', 'employer identification number', 'employer id', 'federal tax id', 'fein', 'tax id'],
  verify: value =>
    !['00', '07', '08', '09', '17', '18', '19', '28', '29', '49', '69', '70', '78', '79', '89', '96', '97'].includes(
      value.slice(0, 2),
    ),
  check: 'prefixes that are given out',
  examples: checkedExamples(
    'EIN',
    '[0-9]\\d-\\d{7}',
    value =>
      !['00', '07', '08', '09', '17', '18', '19', '28', '29', '49', '69', '70', '78', '79', '89', '96', '97'].includes(
        value.slice(0, 2),
      ),
  ),
})

export const usMbi = numberDetector({
  id: 'us-mbi',
  name: 'US Medicare beneficiary id',
  category: 'health',
  severity: 'high',
  source: 'https://www.cms.gov/medicare/new-medicare-card',
  shape: '[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\\d[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\\d[AC-HJKMNP-RT-Y]{2}\\d{2}',
  lengths: [11, 11],
  labels: [
    'mbi',
    'medicare',
    'medicare number',
    'medicare id',
    'medicare beneficiary',
    'medicare beneficiary id',
    'medicare beneficiary identifier',
  ],
  check: 'shape',
  examples: labelOnlyExamples(
    'Medicare ID',
    '[1-9][AC-HJKMNP-RT-Y]\\d\\d-[AC-HJKMNP-RT-Y]\\d\\d-[AC-HJKMNP-RT-Y]{2}\\d{2}',
  ),
})

export const caSin = numberDetector({
  id: 'ca-sin',
  name: 'Canadian social insurance number',
  category: 'personal',
  severity: 'high',
  source: 'https://www.canada.ca/en/employment-social-development/services/sin.html',
  shape: '[1-9]\\d{8}',
  lengths: [9, 9],
  labels: [
    'sin',
    'social insurance',
    'social insurance number',
    'sin number',
    "numéro d'assurance sociale",
    'nas',
    'assurance sociale',
    'canadian sin',
    's.i.n.',
  ],
  verify: luhn,
  check: 'Luhn digit',
  known: ['046454286', '123456782'],
  examples: checkedExamples('SIN', '[1-7]\\d{2} \\d{3} \\d{3}', luhn),
})

export const mxCurp = numberDetector({
  id: 'mx-curp',
  name: 'Mexican population code (CURP)',
  category: 'personal',
  severity: 'high',
  source: 'https://es.wikipedia.org/wiki/Clave_%C3%9Anica_de_Registro_de_Poblaci%C3%B3n',
  shape: '[A-Z][AEIOUX][A-Z]{2}\\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z]\\d',
  lengths: [18, 18],
  labels: ['curp', 'clave única', 'clave unica', 'clave única de registro', 'mexican curp'],
  verify: curpHolds,
  check: 'check digit modulo 10',
  alone: 'medium',
  examples: checkedExamples(
    'CURP',
    '[A-Z][AEIOU][A-Z]{2}[5-9]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|1\\d|2[0-8])[HM][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}0\\d',
    curpHolds,
  ),
})

export const mxRfc = numberDetector({
  id: 'mx-rfc',
  name: 'Mexican tax registration (RFC)',
  category: 'personal',
  severity: 'high',
  source: 'https://es.wikipedia.org/wiki/Registro_Federal_de_Contribuyentes_(M%C3%A9xico)',
  shape: '[A-ZÑ&]{3,4}\\d{6}[A-Z0-9]{3}',
  lengths: [12, 13],
  labels: ['rfc', 'registro federal de contribuyentes', 'mexican rfc', 'tax id', 'r.f.c.'],
  verify: value =>
    isDay(2000, part(value, value.length - 7, value.length - 5), part(value, value.length - 5, value.length - 3)),
  check: 'a date inside',
  examples: checkedExamples('RFC', '[A-Z]{4}[5-9]\\d(?:0[1-9]|1[0-9])(?:0[1-9]|1\\d|2[0-8])[A-Z0-9]{3}', value =>
    isDay(2000, part(value, value.length - 7, value.length - 5), part(value, value.length - 5, value.length - 3)),
  ),
})

export const mxSocialSecurity = numberDetector({
  id: 'mx-social-security',
  name: 'Mexican social security number (NSS)',
  category: 'personal',
  severity: 'high',
  source: 'https://www.imss.gob.mx/',
  shape: '\\d{11}',
  lengths: [11, 11],
  labels: [
    'nss',
    'número de seguridad social',
    'numero de seguridad social',
    'número de seguro social',
    'seguro social',
    'imss',
  ],
  verify: luhn,
  check: 'Luhn digit',
  examples: checkedExamples('nss', '[0-9]\\d{10}', luhn),
})
