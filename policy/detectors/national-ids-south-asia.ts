/** National and tax ids of India, Pakistan and the Gulf. */
import { luhn, verhoeff } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples, labelOnlyExamples } from './labelled-examples.ts'

export const inAadhaar = numberDetector({
  id: 'in-aadhaar',
  name: 'Indian Aadhaar number',
  category: 'personal',
  severity: 'high',
  source: 'https://uidai.gov.in/',
  shape: '[2-9]\\d{11}',
  lengths: [12, 12],
  labels: ['aadhaar', 'aadhar', 'aadhaar number', 'aadhaar no', 'aadhar number', 'uidai', 'uid', 'आधार', 'आधार संख्या'],
  verify: verhoeff,
  check: 'Verhoeff digit',
  written: '[2-9]\\d{3} \\d{4} \\d{4}',
  alone: 'low',
  examples: checkedExamples('Aadhaar', '[2-9]\\d{3} \\d{4} \\d{4}', verhoeff),
})

export const inPan = numberDetector({
  id: 'in-pan',
  name: 'Indian permanent account number (PAN)',
  category: 'personal',
  severity: 'high',
  source: 'https://incometaxindia.gov.in/',
  shape: '[A-Z]{3}[ABCFGHLJPT][A-Z]\\d{4}[A-Z]',
  lengths: [10, 10],
  labels: [
    'pan',
    'pan number',
    'pan card',
    'pan no',
    'permanent account number',
    'indian pan',
    'पैन',
    'स्थायी खाता संख्या',
    'pan card number',
  ],
  check: 'shape',
  examples: labelOnlyExamples('PAN', '[A-Z]{3}P[A-Z]\\d{4}[A-Z]'),
})

export const inGstin = numberDetector({
  id: 'in-gstin',
  name: 'Indian goods and services tax number',
  category: 'personal',
  severity: 'low',
  source: 'https://www.gst.gov.in/',
  shape: '[0-3]\\d[A-Z]{5}\\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]',
  lengths: [15, 15],
  labels: ['gstin', 'gst', 'gst number', 'gst no', 'gstin/uin'],
  check: 'shape',
  examples: labelOnlyExamples('GSTIN', '2\\d[A-Z]{3}P[A-Z]\\d{4}[A-Z]1Z[0-9A-Z]'),
})

export const pkCnic = numberDetector({
  id: 'pk-cnic',
  name: 'Pakistani identity number (CNIC)',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/Computerised_National_Identity_Card',
  shape: '[1-7]\\d{12}',
  lengths: [13, 13],
  labels: [
    'cnic',
    'nic',
    'nicop',
    'pakistani cnic',
    'cnic no',
    'cnic number',
    'شناختی کارڈ',
    'national identity card',
    'nic number',
  ],
  check: 'shape',
  examples: labelOnlyExamples('CNIC', '[1-7]\\d{4}-\\d{7}-\\d'),
})

export const aeEmiratesId = numberDetector({
  id: 'ae-emirates-id',
  name: 'Emirates ID',
  category: 'personal',
  severity: 'high',
  source: 'https://u.ae/en/information-and-services/visa-and-emirates-id/emirates-id',
  shape: '784(?:19|20)\\d{10}',
  lengths: [15, 15],
  labels: [
    'emirates id',
    'eid',
    'emirates id number',
    'emirates identity',
    'الهوية الإماراتية',
    'رقم الهوية',
    'uae id',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
  ],
  verify: luhn,
  check: 'Luhn digit',
  written: '784-\\d{4}-\\d{7}-\\d',
  alone: 'medium',
  examples: checkedExamples('Emirates ID', '784-19[5-9]\\d-\\d{7}-\\d', luhn),
})

export const saNationalId = numberDetector({
  id: 'sa-national-id',
  name: 'Saudi national id or iqama',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/Saudi_national_id_card',
  shape: '[12]\\d{9}',
  lengths: [10, 10],
  labels: [
    'رقم الهوية',
    'الهوية الوطنية',
    'iqama',
    'iqama number',
    'saudi id',
    'saudi national id',
    'إقامة',
    'رقم الإقامة',
    'national id',
  ],
  verify: luhn,
  check: 'Luhn digit',
  examples: checkedExamples('Saudi ID', '[12]\\d{9}', luhn),
})

export const inVoterId = numberDetector({
  id: 'in-voter-id',
  name: 'Indian voter id (EPIC)',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/Voter_ID_(India)',
  shape: '[A-Z]{3}\\d{7}',
  lengths: [10, 10],
  labels: ['voter id', 'voter id card number', 'epic no', 'epic number', 'epic', 'मतदाता पहचान पत्र', 'voter card'],
  check: 'shape, with a label before it',
  examples: labelOnlyExamples('voter id', '[A-Z]{3}\\d{7}'),
})

export const bdNationalId = numberDetector({
  id: 'bd-national-id',
  name: 'Bangladeshi national id',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/National_identification_number#Bangladesh',
  shape: '\\d{10}|\\d{13}|\\d{17}',
  lengths: [10, 17],
  labels: ['nid', 'nid number', 'জাতীয় পরিচয়পত্র', 'national id no', 'national id', 'এনআইডি'],
  check: '10, 13 or 17 digits, with a label before it',
  examples: labelOnlyExamples('nid', '[1-9]\\d{9}'),
})

export const lkNationalId = numberDetector({
  id: 'lk-national-id',
  name: 'Sri Lankan identity card',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/National_identification_number#Sri_Lanka',
  shape: '\\d{9}[VX]|(?:19|20)\\d{10}',
  lengths: [10, 12],
  labels: ['nic', 'nic number', 'nic no', 'national identity card', 'national identity card no', 'ජාතික හැඳුනුම්පත'],
  check: 'shape, with a label before it',
  examples: labelOnlyExamples('nic', '[5-9]\\d{8}V'),
})
