/** National ids of Qatar, Kuwait and Iran. */
import { digitAt, isDay, part, weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples, labelOnlyExamples } from './labelled-examples.ts'

function irHolds(value: string): boolean {
  const rest = weighted(value, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11
  return (rest < 2 ? rest : 11 - rest) === digitAt(value, 9)
}

const birthInside = (value: string): boolean => isDay(2000, part(value, 3, 5), part(value, 5, 7))

export const qaNationalId = numberDetector({
  id: 'qa-national-id',
  name: 'Qatari id (QID)',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/National_identification_number#Qatar',
  shape: '[23]\\d{10}',
  lengths: [11, 11],
  labels: ['qid', 'qatar id', 'qatari id', 'رقم البطاقة الشخصية', 'البطاقة الشخصية'],
  check: 'eleven digits, with a label before it',
  examples: labelOnlyExamples('qid', '28\\d634\\d{5}'),
})

export const kwCivilId = numberDetector({
  id: 'kw-civil-id',
  name: 'Kuwaiti civil id',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/National_identification_number#Kuwait',
  shape: '[123]\\d{11}',
  lengths: [12, 12],
  labels: ['civil id', 'civil id number', 'الرقم المدني', 'kuwait civil id', 'البطاقة المدنية'],
  verify: birthInside,
  check: 'a birthday inside',
  examples: checkedExamples('civil id', '2[5-9]\\d[01]\\d[0-2]\\d\\d{5}', birthInside),
})

export const irNationalCode = numberDetector({
  id: 'ir-national-code',
  name: 'Iranian national code',
  category: 'personal',
  severity: 'high',
  source: 'https://fa.wikipedia.org/wiki/%DA%A9%D8%AF_%D9%85%D9%84%DB%8C',
  shape: '\\d{10}',
  lengths: [10, 10],
  labels: ['کد ملی', 'شماره ملی', 'کدملی', 'national code', 'code melli', 'iranian national code'],
  verify: irHolds,
  check: 'weighted sum modulo 11',
  examples: checkedExamples('کد ملی', '00\\d{8}', irHolds),
})
