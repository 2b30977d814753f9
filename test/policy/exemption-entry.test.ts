/** What an entry of `exemptions:` may hold. */
import { expect, test } from 'vitest'
import { exemptionEntry, isAboutFindings } from '../../policy/exemption-entry.ts'

const entry = { id: 'e', until: '2030-01-01', reason: 'x' }

test.each([
  [{ rules: 'r', people: 'staff' }, false],
  [{ detectors: 'secrets' }, true],
  [{ values: ['0'.repeat(32)] }, true],
  [{ patterns: 'a+', app: 'chatgpt' }, true],
  [{ paths: '/v1/*', rules: ['r'] }, true],
])('%j is about findings: %s', (keys, expected) => {
  expect(isAboutFindings(exemptionEntry.parse({ ...entry, ...keys }))).toBe(expected)
})

test.each(['until', 'reason', 'id'])('%s is required', key => {
  expect(exemptionEntry.safeParse({ ...entry, rules: 'r', [key]: undefined }).success).toBe(false)
})

test('an unknown key is refused', () => {
  expect(exemptionEntry.safeParse({ ...entry, value: 'x' }).success).toBe(false)
})
