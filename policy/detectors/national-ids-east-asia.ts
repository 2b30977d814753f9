/** National ids of China, Japan, Korea, Hong Kong and Taiwan. */
import { digitAt, isDay, part, weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples } from './labelled-examples.ts'

function cnHolds(value: string): boolean {
  const sum = weighted(value, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
  return '10X98765432'[sum % 11] === value[17] && isDay(part(value, 6, 10), part(value, 10, 12), part(value, 12, 14))
}

function jpHolds(value: string): boolean {
  const rest = weighted(value, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
  return (rest < 2 ? 0 : 11 - rest) === digitAt(value, 11)
}

function krHolds(value: string): boolean {
  const check = (11 - (weighted(value, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10
  const birthday = isDay(2000, part(value, 2, 4), part(value, 4, 6))
  // Numbers given out since October 2020 have no check digit.
  return (
    birthday &&
    (check === digitAt(value, 12) || (digitAt(value, 6) >= 3 && part(value, 0, 2) >= 20 && part(value, 0, 2) < 30))
  )
}

function hkHolds(value: string): boolean {
  const padded = value.length === 8 ? ` ${value}` : value
  let sum = padded[8] === 'A' ? 10 : digitAt(padded, 8)
  for (let i = 0; i < 8; i++) {
    const unit = padded.charCodeAt(i)
    sum += (9 - i) * (unit === 32 ? 36 : unit < 58 ? unit - 48 : unit - 55)
  }
  return sum % 11 === 0
}

const twLetters = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'

function twHolds(value: string): boolean {
  const lead = twLetters.indexOf(value[0]!) + 10
  const sum = Math.floor(lead / 10) + (lead % 10) * 9 + weighted(value.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1])
  return sum % 10 === 0
}

export const cnResidentId = numberDetector({
  id: 'cn-resident-id',
  name: 'Chinese resident identity number',
  category: 'personal',
  severity: 'high',
  source:
    'https://zh.wikipedia.org/wiki/%E4%B8%AD%E5%8D%8E%E4%BA%BA%E6%B0%91%E5%85%B1%E5%92%8C%E5%9B%BD%E5%85%AC%E6%B0%91%E8%BA%AB%E4%BB%BD%E5%8F%B7%E7%A0%81',
  shape: '[1-9]\\d{5}(?:19|20)\\d{9}[0-9X]',
  lengths: [18, 18],
  labels: [
    '身份证',
    '身份证号',
    '身份证号码',
    '公民身份号码',
    '身分證',
    '居民身份证',
    'sfz',
    'chinese id',
    'resident identity',
    'resident id',
    'resident identity card',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
  ],
  verify: cnHolds,
  check: 'ISO 7064 mod 11-2 and a birthday',
  alone: 'medium',
  examples: checkedExamples(
    '身份证号',
    '[1-6]\\d{5}19[5-9]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|1\\d|2[0-8])\\d{3}[0-9X]',
    cnHolds,
  ),
})

export const jpMyNumber = numberDetector({
  id: 'jp-my-number',
  name: 'Japanese individual number (My Number)',
  category: 'personal',
  severity: 'high',
  source: 'https://www.digital.go.jp/policies/mynumber',
  shape: '\\d{12}',
  lengths: [12, 12],
  labels: ['マイナンバー', '個人番号', 'my number', 'mynumber', 'individual number', 'japanese my number'],
  verify: jpHolds,
  check: 'weighted sum modulo 11',
  examples: checkedExamples('マイナンバー', '\\d{4} \\d{4} \\d{4}', jpHolds),
})

export const krRrn = numberDetector({
  id: 'kr-rrn',
  name: 'Korean resident registration number',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/Resident_registration_number',
  shape: '\\d{6}[1-8]\\d{6}',
  lengths: [13, 13],
  labels: [
    '주민등록번호',
    '주민번호',
    'rrn',
    'resident registration number',
    'korean rrn',
    '외국인등록번호',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
    'korean resident number',
  ],
  verify: krHolds,
  check: 'weighted sum modulo 11 and a birthday',
  written: '\\d{6}-[1-8]\\d{6}',
  alone: 'medium',
  examples: checkedExamples('주민등록번호', '[5-9]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|1\\d|2[0-8])-[12]\\d{6}', krHolds),
})

export const hkHkid = numberDetector({
  id: 'hk-hkid',
  name: 'Hong Kong identity card number',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/Hong_Kong_identity_card',
  shape: '[A-Z]{1,2}\\d{6}[0-9A]',
  lengths: [8, 9],
  labels: [
    'hkid',
    'hong kong id',
    'hong kong identity card',
    'hkid no',
    '香港身份證',
    '身份證號碼',
    '身份證',
    'id card',
  ],
  verify: hkHolds,
  check: 'weighted sum modulo 11',
  examples: checkedExamples('HKID', '[A-Z]\\d{6}[0-9A]', hkHolds),
})

export const twId = numberDetector({
  id: 'tw-id',
  name: 'Taiwanese national id',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/National_Identification_Card_(Taiwan)',
  shape: '[A-Z][1289]\\d{8}',
  lengths: [10, 10],
  labels: [
    '身分證',
    '身分證字號',
    '統一編號',
    'taiwan id',
    'taiwanese id',
    '國民身分證',
    'arc number',
    'id number',
    'identification number',
    'national id',
    'national id number',
    'personal number',
    'tax id',
    'tax number',
    'tin',
    'national id no',
  ],
  verify: twHolds,
  check: 'weighted sum modulo 10',
  alone: 'low',
  examples: checkedExamples('身分證字號', '[A-Z][12]\\d{8}', twHolds),
})
