/** Telephone numbers: international by plan, national by form or label. */
import { expect, test } from 'vitest'
import { scanned } from './pages.ts'

test.each([
  ['+49 30 2094 5000', '+49 30 2094 5000'],
  ['call +1 (212) 736-5000 now', '+1 (212) 736-5000'],
  ['(212) 736-5000', '(212) 736-5000'],
  ['Tel. 030 20945000', '030 20945000'],
  ['手机：13800138000', '13800138000'],
])('%s', (text, number) => {
  expect(scanned(text)).toContainEqual(['phone-number', number])
})

test.each(['2025-01-31', '+1 +2 +3', '1.800.555', 'call 12 people', 'phone in 2024-05-06', '+99999999999'])(
  'none in: %s',
  text => {
    expect(scanned(text).filter(([id]) => id === 'phone-number')).toEqual([])
  },
)
