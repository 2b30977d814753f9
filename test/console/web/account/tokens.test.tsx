import { expect, test } from 'vitest'
import { TokensPage } from '../../../../console/web/account/tokens.tsx'
import { at, session } from '../data.ts'
import { render, text } from '../render.tsx'

const token = {
  id: 't1',
  name: 'nightly export',
  role: 'auditor',
  prefix: 'slc_abcd',
  createdBy: 'admin',
  createdAt: at,
} as const
const show = (tokens: readonly object[], who: object = session) =>
  text(
    render(<TokensPage />, {
      answers: [
        [['session'], who],
        [['tokens'], { tokens }],
      ],
    }),
  )

test('a token tells its maker, use and end, but only its first characters', () => {
  const words = show([{ ...token, expiresAt: Date.UTC(2999, 0, 5, 12), lastUsedAt: at }])
  expect(words).toContain('nightly export slc_abcd…')
  expect(words).toContain('until 5 Jan')
  expect(words).not.toContain('Expired')
})

test('never used, never ending, and over are told apart', () => {
  expect(show([token])).toContain('never used · does not expire')
  expect(show([{ ...token, expiresAt: 5 }])).toContain('Expired')
})

test('auditors are told whose page this is', () => {
  expect(show([token], { ...session, role: 'auditor' })).toBe('Only admins manage API tokens')
})
