/** National and tax ids of Germany, Austria and Switzerland. */
import { digitAt, mod11And10, part, weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples, labelOnlyExamples } from './labelled-examples.ts'

/** Of the first ten digits one stands twice or three times, the others once. */
function repeatsOnce(value: string): boolean {
  const distinct = new Set(value.slice(0, 10)).size
  return distinct === 9 || distinct === 8
}

function deSocialHolds(value: string): boolean {
  const letter = String(value.charCodeAt(8) - 64).padStart(2, '0')
  const digits = value.slice(0, 8) + letter + value.slice(9, 11)
  const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]
  let sum = 0
  weights.forEach((weight, i) => {
    const product = weight * digitAt(digits, i)
    sum += Math.floor(product / 10) + (product % 10)
  })
  return sum % 10 === digitAt(value, 11)
}

function deCardHolds(value: string): boolean {
  if (value.length === 9) return true
  let sum = 0
  for (let i = 0; i < 9; i++) {
    const unit = value.charCodeAt(i)
    sum += (unit < 58 ? unit - 48 : unit - 55) * [7, 3, 1][i % 3]!
  }
  return sum % 10 === digitAt(value, 9)
}

function atHolds(value: string): boolean {
  const sum = weighted(value.slice(0, 3) + value.slice(4), [3, 7, 9, 5, 8, 4, 2, 1, 6])
  return sum % 11 === digitAt(value, 3) && part(value, 6, 8) >= 1 && part(value, 6, 8) <= 15
}

export const deTaxId = numberDetector({
  id: 'de-tax-id',
  name: 'German tax identification number',
  category: 'personal',
  severity: 'high',
  source: 'https://de.wikipedia.org/wiki/Steuerliche_Identifikationsnummer',
  shape: '[1-9]\\d{10}',
  lengths: [11, 11],
  labels: [
    'steuer-id',
    'steuer id',
    'steuerid',
    'steueridentifikationsnummer',
    'steuer-identifikationsnummer',
    'steuerliche identifikationsnummer',
    'idnr',
    'id-nr',
    'identifikationsnummer',
    'steuernummer',
    'tin',
    'german tax id',
    'tax id',
    'tax identification number',
  ],
  verify: value => mod11And10(value) && repeatsOnce(value),
  check: 'ISO 7064 mod 11,10',
  examples: checkedExamples(
    'Steuer-ID',
    '[1-9]\\d \\d{3} \\d{3} \\d{3}',
    value => mod11And10(value) && repeatsOnce(value),
  ),
})

export const deSocialSecurity = numberDetector({
  id: 'de-social-security',
  name: 'German pension insurance number',
  category: 'personal',
  severity: 'high',
  source: 'https://de.wikipedia.org/wiki/Versicherungsnummer',
  shape: '\\d{2}[0-3]\\d[01]\\d\\d{2}[A-Z]\\d{3}',
  lengths: [12, 12],
  labels: [
    'sozialversicherungsnummer',
    'sozialversicherungs-nr',
    'sv-nummer',
    'svnr',
    'sv-nr',
    'rentenversicherungsnummer',
    'rvnr',
    'versicherungsnummer',
    'german social security number',
  ],
  verify: deSocialHolds,
  check: 'weighted cross sums, birthday and initial inside',
  examples: checkedExamples(
    'Sozialversicherungsnummer',
    '[1-6]\\d(?:0[1-9]|1\\d|2[0-8])(?:0[1-9]|1[0-2])[5-9]\\d[A-Z]\\d{3}',
    deSocialHolds,
  ),
})

export const deIdCard = numberDetector({
  id: 'de-id-card',
  name: 'German identity card number',
  category: 'personal',
  severity: 'high',
  source: 'https://de.wikipedia.org/wiki/Personalausweis_(Deutschland)',
  shape: '[LMNPRTVWXYCFGHJK][0-9CFGHJKLMNPRTVWXYZ]{8}\\d?',
  lengths: [9, 10],
  labels: [
    'personalausweis',
    'personalausweisnummer',
    'ausweisnummer',
    'ausweis-nr',
    'ausweisnr',
    'perso',
    'persoausweis',
    'german id card',
    'id card number',
    'german identity card number',
    'identity card number',
  ],
  verify: deCardHolds,
  check: 'shape; the weights 7, 3, 1 where the check digit is there',
  examples: checkedExamples('Personalausweisnummer', 'L[0-9CFGHJKLMNPRTVWXYZ]{5}\\d{4}', deCardHolds),
})

export const atSocialSecurity = numberDetector({
  id: 'at-social-security',
  name: 'Austrian social security number',
  category: 'personal',
  severity: 'high',
  source: 'https://de.wikipedia.org/wiki/Sozialversicherungsnummer#%C3%96sterreich',
  shape: '[1-9]\\d{9}',
  lengths: [10, 10],
  labels: [
    'sozialversicherungsnummer',
    'sv-nummer',
    'svnr',
    'sv-nr',
    'vsnr',
    'versicherungsnummer',
    'austrian social security number',
    'austrian social insurance number',
  ],
  verify: atHolds,
  check: 'weighted sum modulo 11 in place 4, birthday behind it',
  examples: checkedExamples('SVNR', '[1-9]\\d{3} (?:0[1-9]|1\\d|2[0-8])(?:0[1-9]|1[0-2])[5-9]\\d', atHolds),
})

export const chAhv = numberDetector({
  id: 'ch-ahv',
  name: 'Swiss social security number (AHV)',
  category: 'personal',
  severity: 'high',
  source: 'https://de.wikipedia.org/wiki/Sozialversicherungsnummer#Versichertennummer',
  shape: '756\\d{10}',
  lengths: [13, 13],
  labels: [
    'ahv',
    'ahv-nummer',
    'ahv-nr',
    'ahvn13',
    'navs',
    'avs',
    'numéro avs',
    'no avs',
    'n° avs',
    'sozialversicherungsnummer',
    'numero avs',
    'swiss social security number',
  ],
  verify: value => (10 - (weighted(value, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10)) % 10 === digitAt(value, 12),
  check: 'EAN-13 check digit',
  written: '756\\.\\d{4}\\.\\d{4}\\.\\d{2}',
  alone: 'medium',
  examples: checkedExamples(
    'AHV-Nummer',
    '756\\.\\d{4}\\.\\d{4}\\.\\d{2}',
    value => (10 - (weighted(value, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10)) % 10 === digitAt(value, 12),
  ),
})

export const deTaxNumber = numberDetector({
  id: 'de-tax-number',
  name: 'German or Austrian tax number (Steuernummer)',
  category: 'personal',
  severity: 'medium',
  source: 'https://de.wikipedia.org/wiki/Steuernummer',
  shape: '\\d{9,13}',
  lengths: [9, 13],
  labels: ['steuernummer', 'steuer-nr', 'steuer-nr.', 'steuernr', 'st.-nr.', 'st.-nr', 'st-nr', 'abgabenkontonummer'],
  check: 'digits, with a label before it',
  examples: labelOnlyExamples('steuernummer', '\\d{2}/\\d{3}/\\d{5}'),
})
