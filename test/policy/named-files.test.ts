/** Which files a policy names. */
import { expect, test } from 'vitest'
import { filesNamedBy, noFiles } from '../../policy/named-files.ts'

test('lists of words and fingerprints are named, with the file that names them', () => {
  const text =
    'detectors:\n  a: { words_file: names.txt }\n  b: { fingerprints: /srv/customers.slfp }\n  c: { words: [x] }\n'
  expect(filesNamedBy([{ path: 'policies.yaml', text }])).toEqual([
    { kind: 'words', path: 'names.txt', from: 'policies.yaml' },
    { kind: 'fingerprints', path: '/srv/customers.slfp', from: 'policies.yaml' },
  ])
})

test.each(['', '{', 'detectors: 3', 'detectors: { a: [1] }', 'detectors: { a: { words_file: 3 } }', '- x'])(
  '%j names none',
  text => {
    expect(filesNamedBy([{ path: 'p.yaml', text }])).toEqual([])
  },
)

test('a host without files says so', () => {
  expect(noFiles.words({ path: 'a', from: 'b' })).toEqual({ error: 'files are not read here' })
  expect(noFiles.fingerprints({ path: 'a', from: 'b' })).toEqual({ error: 'files are not read here' })
})
