import { expect, test } from 'vitest'
import { refusalPage } from '../../proxy/refusal-page.ts'
import { blocked, overLimit } from './providers/refused.ts'

test('says what happened, why, and what to do, with the event to name', () => {
  const page = refusalPage(blocked)
  expect(page).toContain('<h1>Stopped by your company’s policy</h1>')
  expect(page).toContain(blocked.message)
  expect(page).toContain('<code>ev_1</code>')
  expect(page).toMatch(/What happened.*What you can do/s)
})

test.each([
  [30, 'in 30 seconds'],
  [600, 'in 10 minutes'],
  [32_400, 'in 9 hours'],
])('%d s are %s', (retryAfterSeconds, words) => {
  expect(refusalPage({ ...overLimit, retryAfterSeconds })).toContain(`Try again ${words}.`)
})

test('whatever a message holds, it stays text', () => {
  const page = refusalPage({ ...blocked, message: '<script>alert(1)</script> & "quotes"', eventId: '"><img>' })
  expect(page).not.toMatch(/<script|<img/)
  expect(page).toContain('&#60;script&#62;alert(1)')
})

test('loads nothing', () => {
  expect(refusalPage(blocked)).not.toMatch(/\b(src|href|url)\s*[=(]|@import/)
})

test('a failure of ours does not read like an accusation', () => {
  const page = refusalPage({ ...blocked, cause: 'error', code: 'audit_failed' })
  expect(page).toContain('<h1>Not sent</h1>')
  expect(page).not.toContain('rule of your company')
})
