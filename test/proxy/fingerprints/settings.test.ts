import { expect, test } from 'vitest'
import { fingerprintSettings } from '../../../proxy/fingerprints/settings.ts'

test('the key is in the data folder unless said', () => {
  expect(fingerprintSettings.parse({})).toEqual({ key_file: '' })
  expect(() => fingerprintSettings.parse({ key: 'x' })).toThrow()
})
