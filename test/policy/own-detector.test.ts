/** One detector of the policy's own, from its entry; the files it names are read by the host. */
import { describe, expect, test } from 'vitest'
import type { Fingerprints } from '../../policy/fingerprint.ts'
import { formatProblem, loadPolicy } from '../../policy/load.ts'
import type { NamedFiles } from '../../policy/named-files.ts'
import { known, now } from './policies.ts'

const fingerprints = (kind: Fingerprints['kind'], columns: string[]): Fingerprints => ({
  kind,
  file: `/data/${kind}`,
  build: '1',
  columns,
  engine: (detector, use, rated) => (_page, hits) =>
    hits.push({
      detector,
      start: 0,
      end: use.together,
      confidence: rated ?? 'high',
      why: [`${use.columns.join()} ${use.within} ${use.passage}`],
    }),
})

const files: NamedFiles = {
  words: ({ path, from }) =>
    path === 'names.txt' && from === 'p.yaml'
      ? { text: '# names\r\nProject Falcon\n\n Bluebird \n' }
      : { error: 'gone' },
  fingerprints: ({ path }) =>
    path === 'customers'
      ? fingerprints('records', ['email', 'iban', 'name'])
      : path === 'contracts'
        ? fingerprints('documents', [])
        : { error: 'does not exist' },
}

const load = (detectors: string) =>
  loadPolicy([{ path: 'p.yaml', text: `version: 1\ndetectors:\n  ${detectors}\n` }], { known, now, files })

function found(detectors: string, text: string): string[] {
  const loaded = load(detectors)
  if (!loaded.ok) throw new Error(loaded.errors.map(formatProblem).join('\n'))
  return loaded.policy.scanner.scan([{ text }]).map(one => `${one.start}-${one.end} ${one.why.join()}`)
}

const errors = (detectors: string): string => {
  const loaded = load(detectors)
  return loaded.ok ? '' : loaded.errors.map(formatProblem).join('\n')
}

test('words come from the entry and from its file, without notes and blanks', () => {
  expect(
    found('names: { words: [Heron], words_file: names.txt }', 'Heron, Bluebird, Project Falcon, names'),
  ).toHaveLength(3)
})

describe('fingerprints', () => {
  test('take the defaults, or what the entry says', () => {
    expect(found('customers: { fingerprints: customers }', 'xxxxx')).toEqual(['0-2  300 30'])
    expect(found('customers: { fingerprints: customers, columns: email }', 'xxxxx')).toEqual(['0-1 email 300 30'])
    expect(found('customers: { fingerprints: customers, together: 3, within: 50 }', 'xxxxx')).toEqual(['0-3  50 30'])
    expect(found('contracts: { fingerprints: contracts, passage: 60 }', 'xxxxx')).toEqual(['0-1  300 60'])
  })
  test('are told to other processes by their file', () => {
    const loaded = load('customers: { fingerprints: customers }')
    expect(loaded.ok && loaded.policy.scannerOptions.custom).toMatchObject([{ file: '/data/records', build: '1' }])
  })
})

describe('what does not go together is refused, with line and column', () => {
  test.each([
    ['x: { words_file: gone.txt }', '3:20: gone.txt: gone'],
    ['x: { fingerprints: gone }', '3:22: gone: does not exist'],
    [
      'x: { fingerprints: customers, columns: [phone] }',
      "no column 'phone' in the fingerprints; there are email, iban, name",
    ],
    ['x: { fingerprints: customers, together: 4 }', 'there are only 3 columns'],
    ['x: { fingerprints: customers, passage: 40 }', 'passage does not go with fingerprints of records'],
    ['x: { fingerprints: contracts, together: 1 }', 'together does not go with fingerprints of documents'],
    ['x: { fingerprints: contracts, near: a }', 'near goes with words, pattern, not with fingerprints'],
    ['x: { pattern: a, stem: english }', 'stem goes with words, not with pattern'],
    ['x: { words: a, within: 5 }', 'give near as well'],
    ['x: { words: a, rate: low }', 'rate is for built-in detectors'],
    ['x: { pattern: a, fingerprints: customers }', "'x' has pattern and fingerprints: give one of them"],
  ])('%s', (detectors, message) => {
    expect(errors(detectors)).toContain(message)
  })
})
