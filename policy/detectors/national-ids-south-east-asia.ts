/** National ids of south-east Asia. */
import { digitAt, isDay, part, weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples, labelOnlyExamples } from './labelled-examples.ts'

function sgHolds(value: string): boolean {
  const lead = value[0]!
  const sum =
    weighted(value.slice(1), [2, 7, 6, 5, 4, 3, 2]) + (lead === 'T' || lead === 'G' ? 4 : lead === 'M' ? 3 : 0)
  const letters = lead === 'S' || lead === 'T' ? 'JZIHGFEDCBA' : lead === 'M' ? 'KLJNPQRTUWX' : 'XWUTRQPNMLK'
  return letters[lead === 'M' ? 10 - (sum % 11) : sum % 11] === value[8]
}

export const sgNric = numberDetector({
  id: 'sg-nric',
  name: 'Singapore NRIC or FIN',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/National_Registration_Identity_Card',
  shape: '[STFGM]\\d{7}[A-Z]',
  lengths: [9, 9],
  labels: ['nric', 'fin', 'nric/fin', 'nric no', 'nric number', 'singapore id', 'identity card'],
  verify: sgHolds,
  check: 'check letter',
  alone: 'medium',
  examples: checkedExamples('NRIC', '[STFG]\\d{7}[A-Z]', sgHolds),
})

export const thId = numberDetector({
  id: 'th-id',
  name: 'Thai national id',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/Thai_identity_card',
  shape: '[1-8]\\d{12}',
  lengths: [13, 13],
  labels: [
    'เลขประจำตัวประชาชน',
    'บัตรประชาชน',
    'เลขบัตรประชาชน',
    'thai id',
    'thai national id',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
  ],
  verify: value => (11 - (weighted(value, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === digitAt(value, 12),
  check: 'weighted sum modulo 11',
  written: '\\d-\\d{4}-\\d{5}-\\d\\d-\\d',
  alone: 'low',
  examples: checkedExamples(
    'Thai ID',
    '[1-8]-\\d{4}-\\d{5}-\\d\\d-\\d',
    value => (11 - (weighted(value, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === digitAt(value, 12),
  ),
})

export const myMykad = numberDetector({
  id: 'my-mykad',
  name: 'Malaysian MyKad number',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/Malaysian_identity_card',
  shape: '\\d{12}',
  lengths: [12, 12],
  labels: [
    'mykad',
    'nric',
    'no. kp',
    'kad pengenalan',
    'ic number',
    'ic no',
    'no kad pengenalan',
    'malaysian ic',
    'malaysian id',
    'no. k/p',
    'no k/p',
  ],
  verify: value => isDay(2000, part(value, 2, 4), part(value, 4, 6)),
  check: 'a birthday and a place',
  examples: checkedExamples('MyKad', '[5-9]\\d(?:0[1-9]|1[0-9])(?:0[1-9]|1\\d|2[0-8])-0[1-9]-\\d{4}', value =>
    isDay(2000, part(value, 2, 4), part(value, 4, 6)),
  ),
})

export const idNik = numberDetector({
  id: 'id-nik',
  name: 'Indonesian NIK',
  category: 'personal',
  severity: 'high',
  source: 'https://id.wikipedia.org/wiki/Nomor_Induk_Kependudukan',
  shape: '[1-9]\\d{15}',
  lengths: [16, 16],
  labels: ['nik', 'ktp', 'nomor induk kependudukan', 'no ktp', 'no. ktp', 'indonesian nik', 'nomor ktp'],
  verify: value => isDay(2000, part(value, 8, 10), part(value, 6, 8) % 40),
  check: 'a birthday',
  examples: checkedExamples('NIK', '[1-9]\\d{5}(?:0[1-9]|1\\d|2[0-8])(?:0[1-9]|1[0-9])[5-9]\\d{5}', value =>
    isDay(2000, part(value, 8, 10), part(value, 6, 8) % 40),
  ),
})

export const phTin = numberDetector({
  id: 'ph-tin',
  name: 'Philippine tax or social security number',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/National_identification_number',
  shape: '\\d{9,12}',
  lengths: [9, 12],
  labels: [
    'philippine tin',
    'tin',
    'tin no',
    'philsys',
    'philhealth',
    'sss number',
    'sss no',
    'umid',
    'taxpayer identification number',
    'bir tin',
  ],
  check: 'shape',
  examples: labelOnlyExamples('PhilHealth', '\\d{3}-\\d{3}-\\d{3}-000'),
})

export const vnCccd = numberDetector({
  id: 'vn-cccd',
  name: 'Vietnamese citizen identity number',
  category: 'personal',
  severity: 'high',
  source: 'https://vi.wikipedia.org/wiki/C%C4%83n_c%C6%B0%E1%BB%9Bc_c%C3%B4ng_d%C3%A2n',
  shape: '0\\d{11}',
  lengths: [12, 12],
  labels: ['cccd', 'căn cước', 'căn cước công dân', 'cmnd', 'số cccd', 'vietnamese id', 'so cccd'],
  check: 'shape',
  examples: labelOnlyExamples('CCCD', '0[0-9]{2}\\d{9}'),
})

export const idTaxNumber = numberDetector({
  id: 'id-tax-number',
  name: 'Indonesian tax number (NPWP)',
  category: 'personal',
  severity: 'high',
  source: 'https://id.wikipedia.org/wiki/Nomor_Pokok_Wajib_Pajak',
  shape: '\\d{15,16}',
  lengths: [15, 16],
  labels: ['npwp', 'nomor pokok wajib pajak', 'no. npwp'],
  check: '15 or 16 digits, with a label before it',
  examples: labelOnlyExamples('npwp', '0\\d\\.\\d{3}\\.\\d{3}\\.\\d-\\d{3}\\.000'),
})

export const phSocialSecurity = numberDetector({
  id: 'ph-social-security',
  name: 'Philippine social security number (SSS)',
  category: 'personal',
  severity: 'high',
  source: 'https://www.sss.gov.ph/',
  shape: '\\d{10}',
  lengths: [10, 10],
  labels: ['sss', 'sss number', 'sss no', 'social security system', 'umid'],
  check: 'ten digits, with a label before it',
  examples: labelOnlyExamples('sss', '3[34]-\\d{7}-\\d'),
})
