/** Answers of the API for tests of pieces: one of each kind, changed where a test needs it. */
import type {
  EventRecord,
  EventSummary,
  FileExemption,
  Overview,
  PersonRow,
  Session,
  TaughtExemption,
  Totals,
} from '../../../console/contract.ts'

export const at = Date.UTC(2026, 4, 20, 15)

export const session: Session = { user: 'admin', role: 'admin', expiresAt: at + 1e7, passwordIsInitial: false }

export const totals: Totals = {
  ...{ requests: 1284, people: 12, tokens: 3_400_000, costUsd: 12.4, costMeasuredShare: 0.82 },
  ...{ allowed: 1200, alerted: 40, redacted: 30, blocked: 14, unpriced: 3 },
}

export const overview: Overview = {
  totals,
  previous: { ...totals, requests: 1000, blocked: 0 },
  buckets: [0, 1, 2].map(n => ({ ...totals, at: at + n * 3_600_000, requests: 10 * n, blocked: n })),
  topPeople: [{ name: 'ann@acme.example', requests: 9, tokens: 100, costUsd: 1.5, flagged: 1 }],
  topApps: [{ name: 'openai-api', requests: 9, tokens: 100, costUsd: 1.5, flagged: 1 }],
  topModels: [{ name: 'deepseek-chat', requests: 2, tokens: 40, costUsd: 0, flagged: 0 }],
  topDetectors: [{ name: 'aws-access-key-id', findings: 4 }],
  coverage: { full: 900, partial: 90, none: 10 },
}

export const person: PersonRow = {
  ...{ name: 'ann@acme.example', requests: 74, tokens: 324_000, costUsd: 1.03, flagged: 14 },
  ...{ redacted: 6, blocked: 3, alerted: 5, lastSeen: at, apps: ['chatgpt', 'gemini', 'openai-api', 'deepseek'] },
}

export const row: EventSummary = {
  ...{ id: 'ev_1', at, user: 'ann@acme.example', app: 'openai-api', host: 'api.openai.com', kind: 'chat' },
  ...{ model: 'gpt-5.1', action: 'redact', enforced: 'redact', severity: 'critical', coverage: 'full' },
  ...{ rules: ['no-credentials'], detectors: { 'github-token': 2 } },
  ...{ status: 200, tokens: 1234, costUsd: 0.0042, durationMs: 1812, ended: true },
}

export const finding: EventRecord['findings'][number] = {
  ...{ detector: 'github-token', category: 'secrets', severity: 'critical', confidence: 'high' },
  ...{ why: ['prefix holds', 'checksum holds'], place: 'messages[2].content', role: 'user', kind: 'prompt' },
  ...{ start: 10, length: 40, mask: 'ghp_…(40)', hash: 'abcdef0123456789abcdef0123456789', redacted: true },
}

export const event: EventRecord = {
  ...{ id: 'ev_1', at, user: 'ann@acme.example', identifiedBy: 'basic', groups: ['engineering'] },
  ...{ clientAddress: '10.0.0.7', app: 'openai-api', provider: 'openai', host: 'api.openai.com', method: 'POST' },
  ...{ path: '/v1/chat/completions', model: 'gpt-5.1', kind: 'chat', stream: true },
  coverage: { verdict: 'partial', reason: '1 image is not read' },
  findings: [finding],
  ...{ action: 'redact', enforced: 'redact', mode: 'enforce', severity: 'critical', policyVersion: 'b41c7d09e2fa' },
  rules: [
    {
      rule: 'no-credentials',
      action: 'redact',
      reason: '1 finding of github-token',
      severity: 'critical',
      notify: ['security'],
    },
  ],
  requestBytes: 2048,
  outcome: {
    status: 200,
    usage: {
      ...{ inputTokens: 120, outputTokens: 480, cachedInputTokens: 60, cacheWriteTokens: 0, reasoningTokens: 0 },
      basis: 'measured',
    },
    cost: { usd: 0.0042, basis: 'measured' },
    ...{ durationMs: 1812, firstByteMs: 612, ownMicros: 420, responseBytes: 5120 },
  },
}

export const taught: TaughtExemption = {
  ...{ id: 'taught-3', detector: 'github-token', hash: finding.hash, mask: finding.mask, scope: { kind: 'everyone' } },
  ...{ reason: 'SEC-142: the key of our docs', until: at + 90 * 86_400_000, createdBy: 'admin', createdAt: at },
  ...{ fromEvent: 'ev_1', used: { requests: 12, findings: 14 } },
}

export const inFile: FileExemption = {
  ...{ id: 'test-fixtures', rules: [], detectors: ['secrets'], values: [], patterns: [], paths: ['*/fixtures/*'] },
  ...{ people: [], apps: [], reason: 'not in use', until: at + 86_400_000, file: 'policies.yaml', line: 102 },
  used: { requests: 0, findings: 0 },
}
