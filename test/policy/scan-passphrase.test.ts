/** Words joined by one sign are a passphrase unless they say what they are. */
import { expect, test } from 'vitest'
import { isPassphrase } from '../../policy/scan-passphrase.ts'

test.each(['amber-river-falcon-stone', 'Maple cobalt harbour meadow lantern', 'copper.violet.thunder.orchid'])(
  '%s is one',
  value => {
    expect(isPassphrase(value)).toBe(true)
  },
)

test.each([
  'amber-river-stone',
  'enter-the-new-password',
  'my-app-db-credentials',
  'Neues Kennwort bitte eingeben: hier',
  'amber-amber-river-stone',
  'v1-amber-river-falcon',
])('%s is none', value => {
  expect(isPassphrase(value)).toBe(false)
})
