import { describe, expect, test } from 'vitest'
import { Banners, place } from '../../../../console/web/shell/banners.tsx'
import { sampleStatus } from '../../sample/server.ts'
import { session } from '../data.ts'
import { render, text } from '../render.tsx'

const status = sampleStatus(0)
const show = (change: Partial<Parameters<typeof Banners>[0]>) =>
  text(render(<Banners status={status} unreachable={false} session={session} {...change} />))
const problem = (line: number) => ({ file: 'policies.yaml', line, column: 5, message: `wrong ${line}` })

test('all is well: nothing is said', () => {
  expect(show({})).toBe('')
})

describe('what an admin must know', () => {
  test('a broken policy, where, and which policy holds', () => {
    const words = show({ status: { ...status, policy: { ...status.policy, errors: [1, 2, 3, 4, 5].map(problem) } } })
    expect(words).toContain('policy b41c7d0 stays in force')
    expect(words).toContain('policies.yaml:1:5 wrong 1')
    expect(words).toContain('2 more')
    expect(words).not.toContain('wrong 4')
  })
  test('monitor mode', () => {
    expect(show({ status: { ...status, policy: { ...status.policy, mode: 'monitor' } } })).toContain(
      'nothing is redacted or blocked',
    )
  })
  test('an audit store that fails', () => {
    expect(show({ status: { ...status, audit: { queued: 0, failed: 2, lastError: 'disk full' } } })).toContain(
      '(2: disk full)',
    )
  })
  test('a console that does not answer', () => {
    expect(show({ unreachable: true })).toContain('Sluice does not answer')
  })
  test('a first password', () => {
    expect(show({ session: { ...session, passwordIsInitial: true } })).toContain('Choose your own')
  })
})

test('a place is written as editors link it', () => {
  expect(place(problem(14))).toBe('policies.yaml:14:5')
  expect(place({ file: 'policies.yaml', message: 'cannot be read' })).toBe('policies.yaml')
})
