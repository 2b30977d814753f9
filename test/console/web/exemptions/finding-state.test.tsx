import { expect, test } from 'vitest'
import { FindingState } from '../../../../console/web/exemptions/finding-state.tsx'
import { event, finding, inFile, session, taught } from '../data.ts'
import { render, text } from '../render.tsx'

const later = { ...taught, until: Date.now() + 86_400_000 }
const shown = (found = finding, role: 'admin' | 'auditor' = 'admin', list = [] as (typeof taught)[]) =>
  text(
    render(<FindingState event={{ ...event, findings: [found] }} finding={found} />, {
      answers: [
        [['session'], { ...session, role }],
        [['exemptions'], { file: [inFile], taught: list }],
      ],
    }),
  )

test('admins may teach a value that counted; auditors are not offered it', () => {
  expect(shown()).toBe('Not a finding')
  expect(shown(finding, 'auditor')).toBe('')
})

test('a finding that was exempt names the exemption', () => {
  expect(shown({ ...finding, exemption: 'taught-3' }, 'admin', [later])).toBe('exempt: taught-3')
})

test('a value that was taught since is said to be exempt by now; for one person it can still be taught for all', () => {
  expect(shown(finding, 'admin', [later])).toBe('Exempt by now: taught-3 (Everyone)')
  const forOne = { ...later, scope: { kind: 'user', user: 'ann@acme.example' } } as const
  expect(shown(finding, 'admin', [forOne])).toContain('Not a finding')
})

test('what ended, was revoked or is of another value says nothing', () => {
  for (const one of [
    taught,
    { ...later, revokedAt: 1 },
    { ...later, hash: '0'.repeat(32) },
    { ...later, detector: 'jwt' },
  ])
    expect(shown(finding, 'auditor', [one])).toBe('')
})
