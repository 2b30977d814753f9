import { expect, test } from 'vitest'
import { fingerprintCommands } from '../../../proxy/cli/fingerprint.ts'

test('records, documents and code can be fingerprinted, and a file of fingerprints shown', () => {
  expect(fingerprintCommands.map(({ name }) => name)).toEqual([
    'fingerprint records',
    'fingerprint documents',
    'fingerprint code',
    'fingerprint show',
  ])
})
