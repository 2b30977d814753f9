/** National ids of Kenya, Ghana, Morocco and of Algeria's and Tunisia's neighbours, by label. */
import { numberDetector } from './detector.ts'
import { labelOnlyExamples } from './labelled-examples.ts'

export const keNationalId = numberDetector({
  id: 'ke-national-id',
  name: 'Kenyan national id',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/National_identification_number#Kenya',
  shape: '[1-4]\\d{7}',
  lengths: [8, 8],
  labels: [
    'kenyan id',
    'kenyan national id',
    'kenya id',
    'nambari ya kitambulisho',
    'kitambulisho',
    'national id number',
    'national id',
    'id no',
  ],
  check: 'eight digits, with a label before it',
  examples: labelOnlyExamples('kenyan id', '[1-4]\\d{7}'),
})

export const keTaxPin = numberDetector({
  id: 'ke-tax-pin',
  name: 'Kenyan tax number (KRA PIN)',
  category: 'personal',
  severity: 'high',
  source: 'https://www.kra.go.ke/',
  shape: '[AP]\\d{9}[A-Z]',
  lengths: [11, 11],
  labels: ['kra pin', 'kra', 'pin certificate', 'pin ya kra', 'kra pin number'],
  check: 'shape, with a label before it',
  examples: labelOnlyExamples('kra pin', 'A0\\d{8}[A-Z]'),
})

export const ghCard = numberDetector({
  id: 'gh-card',
  name: 'Ghana Card number',
  category: 'personal',
  severity: 'high',
  source: 'https://nia.gov.gh/',
  shape: 'GHA\\d{10}',
  lengths: [13, 13],
  labels: ['ghana card', 'ghana card number', 'ghana card pin', 'gha card'],
  check: 'shape, with a label before it',
  examples: labelOnlyExamples('ghana card', 'GHA-7\\d{8}-\\d'),
})

export const maNationalId = numberDetector({
  id: 'ma-national-id',
  name: 'Moroccan national id (CNIE)',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/National_identification_number#Morocco',
  shape: '[A-Z]{1,2}\\d{5,6}',
  lengths: [6, 8],
  labels: ['cnie', 'cin', 'numéro cin', 'carte nationale', 'رقم البطاقة الوطنية', 'البطاقة الوطنية'],
  check: 'shape, with a label before it',
  examples: labelOnlyExamples('cnie', '[A-Z]{2}\\d{6}'),
})
