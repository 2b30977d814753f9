import { expect, test } from 'vitest'
import { ExemptionsPage } from '../../../../console/web/exemptions/page.tsx'
import { inFile, session, taught } from '../data.ts'
import { render, text } from '../render.tsx'

const day = 86_400_000
const later = { ...taught, until: Date.now() + day }
const page = (list: readonly (typeof taught)[], role: 'admin' | 'auditor' = 'admin', file = [inFile]) =>
  render(<ExemptionsPage />, {
    answers: [
      [['session'], { ...session, role }],
      [['exemptions'], { file, taught: list }],
    ],
  })

test('lists what was taught and what the file says; only what holds can be revoked', () => {
  const revoked = { ...later, id: 'taught-1', revokedBy: 'bo', revokedAt: Date.now() - day }
  const html = page([later, revoked])
  expect(html).toContain('aria-label="Revoke taught-3"')
  expect(html).not.toContain('Revoke taught-1')
  expect(html.match(/data-off="true"/g)).toHaveLength(2)
  expect(text(html)).toContain('In the policy file')
})

test('auditors see the same and revoke nothing', () => {
  const html = page([later], 'auditor')
  expect(text(html)).toContain('SEC-142')
  expect(html).not.toContain('>Revoke<')
})

test('nothing there is said', () => {
  const words = text(page([], 'admin', []))
  expect(words).toContain('Nothing was taught yet')
  expect(words).toContain('The policy exempts nothing')
})
