/** Only the engines run whose detectors are asked for. */
import { expect, test } from 'vitest'
import { detectors } from '../../policy/detectors/index.ts'
import { createEngines } from '../../policy/scan-engines.ts'

const engines = (...ids: string[]): number => createEngines(detectors.filter(one => ids.includes(one.id))).all.length

test('none for none, one for one', () => {
  expect(engines()).toBe(0)
  expect(engines('mac-address')).toBe(1)
  expect(engines('email-address')).toBe(2)
  // Logins are found beside addresses: their engines run for passwords too.
  expect(engines('generic-password', 'postal-address', 'personal-name')).toBe(4)
  expect(engines('github-token', 'slack-token')).toBe(1)
})

test('engines that find no secrets are left out where only secrets are wanted', () => {
  const { all, secrets } = createEngines(detectors)
  expect(secrets.length).toBeLessThan(all.length)
})
