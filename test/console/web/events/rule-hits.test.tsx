import { expect, test } from 'vitest'
import { RuleHits } from '../../../../console/web/events/rule-hits.tsx'
import { event } from '../data.ts'
import { render, text } from '../render.tsx'

test('each rule says why, what it asks for and whom it told', () => {
  const words = text(render(<RuleHits event={event} />))
  expect(words).toContain('no-credentials Redact 1 finding of github-token Notified: security')
  expect(words).toContain('Policy b41c7d09e2fa')
})

test('an exemption is named', () => {
  const rules = [{ ...event.rules[0]!, exemption: 'red-team-week' }]
  const html = render(<RuleHits event={{ ...event, rules, mode: 'monitor' }} />)
  expect(text(html)).toContain('Taken out by the exemption red-team-week')
  expect(text(html)).toContain('monitor mode')
  expect(html).toContain('data-exempt="true"')
})

test('no rule is said', () => {
  expect(text(render(<RuleHits event={{ ...event, rules: [] }} />))).toContain('None.')
})
