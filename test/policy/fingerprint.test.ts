/** The kinds of fingerprints are those that the commands make. */
import { expect, test } from 'vitest'
import { fingerprintKinds } from '../../policy/fingerprint.ts'

test('records, documents and code', () => {
  expect(fingerprintKinds).toEqual(['records', 'documents', 'code'])
})
