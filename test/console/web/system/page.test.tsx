import { expect, test } from 'vitest'
import { SystemPage } from '../../../../console/web/system/page.tsx'
import { sampleStatus } from '../../sample/server.ts'
import { render, text } from '../render.tsx'

const status = sampleStatus(Date.now() - 60_000)
const show = (shown: typeof status) => text(render(<SystemPage />, { answers: [[['status'], shown]] }))

test('policy, proxy and audit store say how they are', () => {
  const words = show(status)
  expect(words).toContain('The file on disk is in force.')
  expect(words).toContain('Listens on 127.0.0.1:8080')
  expect(words).toContain('Running for 1 d 2 h')
  expect(words).toContain('Every decision is written')
})

test('limits come fullest first, reserved amounts counted', () => {
  const words = show(status)
  expect(words.indexOf('company-month')).toBeLessThan(words.indexOf('fair-use'))
  expect(words).toContain('$1,893 of $2,000 95%')
  expect(words).toContain('1.3M of 2M tokens 66%')
})

test('every error and warning of the policy is listed with its place', () => {
  const problems = [1, 2, 3, 4].map(line => ({ file: 'p.yaml', line, message: `wrong ${line}` }))
  const words = show({
    ...status,
    policy: { ...status.policy, errors: problems, warnings: [{ file: 'p.yaml', message: 'old key' }] },
  })
  for (const line of [1, 2, 3, 4]) expect(words).toContain(`p.yaml:${line} wrong ${line}`)
  expect(words).toContain('1 warning p.yaml old key')
  expect(words).not.toContain('is in force')
})

test('an audit store that fails is not called fine', () => {
  const words = show({ ...status, audit: { queued: 3, failed: 2, lastError: 'disk full' } })
  expect(words).toContain('2 failed writes: disk full')
  expect(words).not.toContain('Every decision is written')
})
