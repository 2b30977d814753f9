import { describe, expect, test } from 'vitest'
import type { RuleHit } from '../../policy/decision.ts'
import type { DecisionRecord } from '../../proxy/audit/types.ts'
import { composeMessage, countDetectors, type Notice } from '../../proxy/notify-message.ts'
import { decisionRecord, findingRecord, ruleHit } from './decision-record.ts'

const hit = (rule: string, more: Partial<RuleHit> = {}) => ruleHit({ rule, ...more })

function notice(record: Partial<DecisionRecord>, more: Partial<Notice> = {}): Notice {
  const whole = decisionRecord(record)
  return {
    record: whole,
    hits: whole.rules,
    count: 1,
    since: whole.at,
    detectors: countDetectors(whole.findings),
    ...more,
  }
}

test('names who, where, which rules and how much was found', () => {
  const findings = [
    findingRecord({ detector: 'credit-card' }),
    findingRecord({ detector: 'iban' }),
    findingRecord({ detector: 'credit-card' }),
  ]
  const rules = [hit('no-lists', { severity: 'high' }), hit('no-cards', { severity: 'critical' })]
  const message = composeMessage(notice({ findings, rules, action: 'block', enforced: 'block' }), '')
  expect(message).toEqual({
    version: 1,
    text: 'Sluice blocked a request of ann@example.com to openai-api at api.openai.com. Rules: no-lists (high), no-cards (critical). Found: 2 credit-card, 1 iban. Event ev_1',
    event: 'ev_1',
    time: '2026-11-21T12:00:00.000Z',
    user: 'ann@example.com',
    app: 'openai-api',
    host: 'api.openai.com',
    action: 'block',
    enforced: 'block',
    severity: 'critical',
    rules: [
      { id: 'no-lists', action: 'block', severity: 'high' },
      { id: 'no-cards', action: 'block', severity: 'critical' },
    ],
    detectors: [
      { id: 'credit-card', count: 2 },
      { id: 'iban', count: 1 },
    ],
    count: 1,
  })
})

describe('what was done', () => {
  test.each([
    ['block', 'block', 'enforce', 'Sluice blocked a request'],
    ['redact', 'redact', 'enforce', 'Sluice redacted a request'],
    ['alert', 'alert', 'enforce', 'Sluice let pass and reports a request'],
    ['block', 'allow', 'monitor', 'Sluice let pass, in monitor mode, and would have blocked a request'],
    ['redact', 'allow', 'monitor', 'would have redacted a request'],
    ['alert', 'allow', 'monitor', 'Sluice let pass and reports a request'],
  ] as const)('%s, really %s in %s mode', (action, enforced, mode, words) => {
    expect(composeMessage(notice({ action, enforced, mode, rules: [hit('r')] }), '').text).toContain(words)
  })
})

test('many requests are one message, with when the first came', () => {
  const record = { rules: [hit('r')], at: Date.UTC(2026, 10, 21, 12, 0, 59) }
  const message = composeMessage(notice(record, { count: 12, since: Date.UTC(2026, 10, 21, 12, 0, 1) }), '')
  expect(message).toMatchObject({ count: 12, since: '2026-11-21T12:00:01.000Z' })
  expect(message.text).toContain('12 requests of ann@example.com')
  expect(message.text).toContain('since 12:00:01 UTC')
  expect(message.text).toContain('Latest event ev_1')
})

test.each(['https://sluice.example', 'https://sluice.example/', 'https://example.com/tools/sluice'])(
  'the link leads to the event: %s',
  url => {
    const message = composeMessage(notice({ rules: [hit('r')] }), url)
    expect(message.link).toBe(`${url.replace(/\/$/, '')}/events/ev_1`)
    expect(message.text.endsWith(` ${message.link}`)).toBe(true)
  },
)

test('a name cannot call a whole channel', () => {
  const { text, user } = composeMessage(notice({ user: '<!channel> & co', rules: [hit('r')] }), '')
  expect(text).toContain('of &lt;!channel&gt; &amp; co to')
  expect(user).toBe('<!channel> & co')
})

test('nothing of the request, its mask, its reasons or its path is told', () => {
  const private_ = 'words-of-the-request'
  const findings = [findingRecord({ mask: private_, place: private_, why: [private_], hash: private_ })]
  const rules = [hit('r', { reason: private_ })]
  const message = composeMessage(
    notice({ findings, rules, path: private_, model: private_, account: private_ }),
    'https://sluice.example',
  )
  expect(JSON.stringify(message)).not.toContain(private_)
})
