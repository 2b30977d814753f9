/** National and tax ids of the United Kingdom and Ireland. */
import { weighted } from './check-digits.ts'
import { numberDetector } from './detector.ts'
import { checkedExamples } from './labelled-examples.ts'

function ieHolds(value: string): boolean {
  const second = value.length === 9 ? (value.charCodeAt(8) - 64) * 9 : 0
  const rest = (weighted(value, [8, 7, 6, 5, 4, 3, 2]) + (value[8] === 'W' ? 0 : second)) % 23
  return value.charCodeAt(7) === (rest === 0 ? 87 : 64 + rest)
}

function utrHolds(value: string): boolean {
  const rest = weighted(value.slice(1), [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11
  return '21987654321'[rest] === value[0]
}

export const iePps = numberDetector({
  id: 'ie-pps',
  name: 'Irish personal public service number',
  category: 'personal',
  severity: 'high',
  source: 'https://en.wikipedia.org/wiki/Personal_Public_Service_Number',
  shape: '\\d{7}[A-W][ABHWTX]?',
  lengths: [8, 9],
  labels: [
    'pps',
    'ppsn',
    'pps number',
    'pps no',
    'personal public service number',
    'rsi number',
    'irish tax number',
    'uimhir psp',
  ],
  verify: ieHolds,
  check: 'weighted sum modulo 23 as a letter',
  examples: checkedExamples('PPS number', '\\d{7}[A-W]', ieHolds),
})

export const ukNino = numberDetector({
  id: 'uk-nino',
  name: 'UK national insurance number',
  category: 'personal',
  severity: 'high',
  source: 'https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110',
  shape: '[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]\\d{6}[A-D]?',
  lengths: [8, 9],
  labels: [
    'ni number',
    'national insurance',
    'national insurance number',
    'nino',
    'ni no',
    'ni num',
    'national insurance no',
  ],
  verify: value => !['BG', 'GB', 'NK', 'KN', 'TN', 'NT', 'ZZ'].includes(value.slice(0, 2)),
  check: 'prefixes that are given out',
  written: '[A-Z]{2} \\d\\d \\d\\d \\d\\d [A-D]',
  alone: 'low',
  examples: checkedExamples(
    'National Insurance number',
    '[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z] \\d\\d \\d\\d \\d\\d [A-D]',
    value => !['BG', 'GB', 'NK', 'KN', 'TN', 'NT', 'ZZ'].includes(value.slice(0, 2)),
  ),
})

export const ukUtr = numberDetector({
  id: 'uk-utr',
  name: 'UK unique taxpayer reference',
  category: 'personal',
  severity: 'high',
  source: 'https://www.gov.uk/find-utr-number',
  shape: '\\d{10}',
  lengths: [10, 10],
  labels: [
    'utr',
    'unique taxpayer reference',
    'utr number',
    'taxpayer reference',
    'self assessment reference',
    'tax reference',
  ],
  verify: utrHolds,
  check: 'weighted sum modulo 11',
  examples: checkedExamples('UTR', '[1-9]\\d{9}', utrHolds),
})
