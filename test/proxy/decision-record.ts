/** Records of decisions for tests: everything has a value, a test names what it is about. */
import type { RuleHit } from '../../policy/decision.ts'
import type { DecisionRecord, FindingRecord } from '../../proxy/audit/types.ts'

export function decisionRecord(more: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    id: 'ev_1',
    at: Date.UTC(2026, 10, 21, 12),
    user: 'ann@example.com',
    identifiedBy: 'basic',
    groups: [],
    clientAddress: '192.0.2.1',
    app: 'openai-api',
    provider: 'openai',
    host: 'api.openai.com',
    method: 'POST',
    path: '/v1/chat/completions',
    kind: 'chat',
    stream: false,
    coverage: { verdict: 'full' },
    findings: [],
    action: 'block',
    enforced: 'block',
    mode: 'enforce',
    rules: [],
    severity: 'high',
    policyVersion: 'p1',
    requestBytes: 10,
    ...more,
  }
}

export function findingRecord(more: Partial<FindingRecord> = {}): FindingRecord {
  return {
    detector: 'iban',
    category: 'financial',
    severity: 'high',
    confidence: 'high',
    why: ['check digits hold'],
    place: 'messages[0].content',
    role: 'user',
    kind: 'prompt',
    start: 0,
    length: 22,
    mask: 'DE…(22)',
    hash: '0'.repeat(32),
    redacted: false,
    ...more,
  }
}

export function ruleHit(more: Partial<RuleHit> = {}): RuleHit {
  return { rule: 'r', action: 'block', reason: 'every request', severity: 'high', notify: ['soc'], ...more }
}
