import { expect, test } from 'vitest'
import { SettingsError } from '../../../proxy/errors.ts'
import { ExemptionError } from '../../../proxy/exemptions/types.ts'

test('an exemption that cannot be made is told on the command line like any other mistake', () => {
  const error = new ExemptionError('exists', 'this value is exempt already')
  expect(error).toBeInstanceOf(SettingsError)
  expect(error).toMatchObject({ reason: 'exists', message: 'this value is exempt already' })
})
