/** Classification marks are found where marks stand, and nowhere else. */
import { describe, expect, test } from 'vitest'
import { createScanner } from '../../policy/scan.ts'
import { findings, scanned } from './pages.ts'
import { policyOf } from './policies.ts'
import { marksAtBoth, marksAtFoot, marksAtHead, marksWithin, noMarks } from './scan-marks-cases.ts'

const marks = (text: string, least: 'low' | 'medium' | 'high' = 'medium'): string[] =>
  scanned(text, least)
    .filter(([id]) => id === 'classification-mark')
    .map(([, value]) => value)

const body = '\nThe plan for the next year follows.\nIt has three parts.\n'

test.each([
  'CONFIDENTIAL',
  'Acme Confidential',
  'PRIVILEGED & CONFIDENTIAL',
  'Attorney-Client Privileged & Confidential',
  'C O N F I D E N T I A L',
  'Do not distribute',
  'TLP:RED',
  'TLP: AMBER',
  'NATO SECRET',
  'COSMIC TOP SECRET',
  'TRÈS SECRET UE/EU TOP SECRET',
  'RESTREINT UE/EU RESTRICTED',
  'TOP SECRET//SI//NOFORN',
  'CUI',
  'OFFICIAL-SENSITIVE',
  'OFFICIAL: Sensitive',
  'VS-NfD',
  'VS-VERTRAULICH',
  'STRENG GEHEIM',
  'SECRET DÉFENSE',
  'DIFFUSION RESTREINTE',
  'RISERVATO',
  'Confidencial',
  'VERTROUWELIJK',
  'POUFNE',
  'HEMLIG',
  'HİZMETE ÖZEL',
  'СОВЕРШЕННО СЕКРЕТНО',
  '绝密',
  '社外秘',
  '대외비',
])('in the first line: %s', mark => {
  expect(marks(mark + body)).toEqual([mark])
})

test.each([
  ['beside a page number', `${body}Acme | Confidential | Page 2 of 9${body}`, 'Confidential'],
  ['in brackets', `[CONFIDENTIAL] merger plan${body}`, 'CONFIDENTIAL'],
  ['behind a label', `${body}Sensitivity: Company-Confidential${body}`, 'Company-Confidential'],
  ['in a table', `| Classification | Confidential |\n| Owner | Ann |${body}`, 'Confidential'],
  ['in the title', `Subject: CONFIDENTIAL - the merger${body}`, 'CONFIDENTIAL'],
  ['before a paragraph', `(U//FOUO) ${'The convoy leaves at dawn. '.repeat(9)}`, 'U//FOUO'],
  ['in a page’s last line', `${body.repeat(2)}INTERNAL\fnext page${body.repeat(2)}`, 'INTERNAL'],
])('%s', (_, text, mark) => {
  expect(marks(text)).toEqual([mark])
})

test('why says where, and how often', () => {
  const why = (text: string): string | undefined =>
    findings(text)
      .find(one => one.detector === 'classification-mark')
      ?.why.join()
  expect(why(`STRICTLY CONFIDENTIAL${body}`)).toBe('in the first line')
  expect(
    why(`${body.repeat(2)}CONFIDENTIAL${body.repeat(3)}CONFIDENTIAL${body.repeat(3)}CONFIDENTIAL${body.repeat(2)}`),
  ).toBe('3 times alone in a line')
  expect(why(`${body.repeat(2)}NATO SECRET${body.repeat(2)}`)).toBe('alone in a line')
})

describe('is no mark', () => {
  test.each([
    'this is confidential information about them',
    'Top secret recipe for pancakes',
    'we keep it internal only for now',
    'The TLP:RED mark is explained below.',
    'Confidential Computing',
    'kind: Secret',
    '# Secret',
    '"CONFIDENTIAL",',
    'CONFIDENTIAL: This e-mail is intended only for the addressee.',
    '- Confidential',
    'TLP:CLEAR',
    'NATO',
    '* Internal use only.',
    'data_classification = "confidential"',
  ])('%s', text => {
    expect(marks(text + body)).toEqual([])
  })
  test('a list of levels', () => {
    expect(marks(`CONFIDENTIAL\nSECRET\nRESTRICTED\nTOP SECRET${body}`)).toEqual([])
    expect(marks(`TLP:RED\n${body}TLP:AMBER\n${body}TLP:GREEN\n${body}`)).toEqual([])
  })
  test('a text without anything else', () => {
    expect(marks('Confidential')).toEqual([])
    expect(marks('Confidential', 'low')).toEqual(['Confidential'])
  })
})

test('the texts of one request are pages of their own', () => {
  const found = createScanner()
    .scan([{ text: 'one\ntwo\nthree\nfour' }, { text: `Confidential${body}`, label: 'attachment' }])
    .map(one => [one.text, one.start, one.confidence])
  expect(found).toEqual([[1, 0, 'medium']])
})

test('a rule names it or its category', () => {
  const policy = policyOf('rules:\n  - { id: r, when: { content: [company] }, action: block }\n')
  const [found] = policy.scanner.scan([{ text: `COMPANY CONFIDENTIAL${body}` }])
  expect(found).toMatchObject({
    detector: 'classification-mark',
    category: 'company',
    severity: 'medium',
    confidence: 'high',
  })
})

test('many marks take linear time and are cut off', () => {
  const started = performance.now()
  marks('CONFIDENTIAL\n'.repeat(50_000))
  expect(performance.now() - started).toBeLessThan(3000)
})

describe('in a report of a page', () => {
  const report =
    'The margin of the new line is 41 % this year.\nLast year it was 38 %, and the board expects more.\nWe will publish the figures in March.\nUntil then, the teams work on the launch plan.\nCosts are down by two points.\n'
  const missed = (list: readonly string[], written: (mark: string) => string) =>
    list.filter(mark => marks(written(mark)).length === 0)

  test('all are found where they stand', () => {
    expect(missed(marksAtHead, mark => `${mark}\n\nQuarterly report\n\n${report}`)).toEqual([])
    expect(missed(marksAtFoot, mark => `Quarterly report\n\n${report}\n${mark}\n`)).toEqual([])
    expect(missed(marksAtBoth, mark => `${mark}\nReport\n${report}${mark}\n`)).toEqual([])
    expect(missed(marksWithin, mark => `Quarterly report\n\n${report}\n${mark}\n\n${report}`)).toEqual([])
  })

  test.each([
    ['alone', (text: string) => text],
    ['at its head', (text: string) => `${text}\n${report}`],
    ['at its end', (text: string) => `${report}\n${text}`],
  ])('the same words %s are none', (_, written) => {
    expect(noMarks.filter(text => marks(written(text)).length > 0)).toEqual([])
  })
})
