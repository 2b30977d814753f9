import { expect, test } from 'vitest'
import { Findings } from '../../../../console/web/events/findings.tsx'
import { event, finding } from '../data.ts'
import { render, text } from '../render.tsx'

test('a finding shows mask, place, confidence and reasons', () => {
  const words = text(render(<Findings event={event} />))
  expect(words).toContain('GitHub token High confidence secrets')
  expect(words).toContain('prefix holds; checksum holds')
  expect(words).toContain('ghp_…(40)')
  expect(words).toContain('messages[2].content')
  expect(words).toContain('Prompt by the person · 40 characters · replaced')
  expect(words).toContain('#abcdef01')
})

test('findings of one detector share one heading', () => {
  const html = render(<Findings event={{ ...event, findings: [finding, { ...finding, start: 99 }] }} />)
  expect(html.split('GitHub token')).toHaveLength(2)
  expect(html.split('ghp_…(40)')).toHaveLength(3)
})

test('nothing found is said', () => {
  expect(text(render(<Findings event={{ ...event, findings: [] }} />))).toBe('Nothing.')
})
