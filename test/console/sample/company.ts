/** The people, apps and findings of the sample company. */
import type { Action, RuleHit } from '../../../policy/decision.ts'
import type { Category, Confidence, Severity } from '../../../policy/finding.ts'
import type { IdentifiedBy } from '../../../proxy/audit/types.ts'

export interface Person {
  readonly name: string
  readonly groups: readonly string[]
  readonly address: string
  readonly identifiedBy: IdentifiedBy
  readonly account?: string
  readonly usual: string
}

const person = (name: string, group: string, last: number, usual: string, account = true): Person => ({
  name: `${name}@acme.example`,
  groups: [group],
  address: `10.20.4.${last}`,
  identifiedBy: 'basic',
  usual,
  ...(account ? { account: `email:${name}@acme.example` } : {}),
})

export const people: readonly Person[] = [
  person('ann.berger', 'engineering', 11, 'openai-api'),
  person('luca.moretti', 'engineering', 12, 'anthropic-api'),
  person('priya.raman', 'data-science', 13, 'anthropic-api'),
  person('tom.okafor', 'support', 14, 'chatgpt'),
  person('mei.tanaka', 'marketing', 15, 'chatgpt'),
  person('jonas.lind', 'finance', 16, 'chatgpt'),
  person('sara.haddad', 'legal', 17, 'gemini'),
  person('diego.ramos', 'engineering', 18, 'openai-api'),
  person('build-agent', 'automation', 40, 'openai-embeddings', false),
  { name: 'anonymous@10.20.7.31', groups: [], address: '10.20.7.31', identifiedBy: 'anonymous', usual: 'deepseek' },
  person('nina.petrova', 'product', 19, 'gemini-api'),
  person('oliver.grant', 'sales', 20, 'chatgpt'),
]

export interface App {
  readonly id: string
  readonly name: string
  readonly provider: string
  readonly host: string
  readonly path: string
  readonly models: readonly string[]
  readonly sanctioned: boolean
  readonly measured: boolean
  readonly priced: boolean
  /** US dollars per million tokens. */
  readonly inputPrice: number
  readonly outputPrice: number
}

const app = (id: string, name: string, provider: string, host: string, path: string, models: string[]): App => ({
  ...{ id, name, provider, host, path, models },
  ...{ sanctioned: true, measured: true, priced: true, inputPrice: 2.5, outputPrice: 10 },
})

export const apps: readonly App[] = [
  app('openai-api', 'OpenAI API', 'openai', 'api.openai.com', '/v1/chat/completions', ['gpt-5.1', 'gpt-5-mini']),
  {
    ...app('anthropic-api', 'Anthropic API', 'anthropic', 'api.anthropic.com', '/v1/messages', [
      'claude-sonnet-4-5',
      'claude-haiku-4-5',
    ]),
    inputPrice: 3,
    outputPrice: 15,
  },
  {
    ...app('chatgpt', 'ChatGPT', 'chatgpt-web', 'chatgpt.com', '/backend-api/conversation', ['gpt-5.1']),
    measured: false,
  },
  {
    ...app(
      'gemini-api',
      'Gemini API',
      'gemini',
      'generativelanguage.googleapis.com',
      '/v1beta/models/gemini-2.5-flash:generateContent',
      ['gemini-2.5-flash'],
    ),
    inputPrice: 0.3,
    outputPrice: 2.5,
  },
  { ...app('gemini', 'Gemini', 'generic', 'gemini.google.com', '/app', ['gemini-2.5-pro']), measured: false },
  {
    ...app('openai-embeddings', 'OpenAI API', 'openai', 'api.openai.com', '/v1/embeddings', ['text-embedding-3-small']),
    inputPrice: 0.02,
    outputPrice: 0,
  },
  {
    ...app('deepseek', 'DeepSeek', 'generic', 'chat.deepseek.com', '/api/v0/chat/completion', ['deepseek-chat']),
    sanctioned: false,
    measured: false,
    priced: false,
  },
]

export interface FindingKind {
  readonly detector: string
  readonly category: Category
  readonly severity: Severity
  readonly confidence: Confidence
  readonly why: readonly string[]
  readonly mask: string
  readonly length: number
  readonly most: number
  readonly message?: string
  hit(findings: number): RuleHit
}

function kind(
  base: Omit<FindingKind, 'hit' | 'confidence' | 'most'> & Partial<Pick<FindingKind, 'confidence' | 'most'>>,
  rule: string,
  action: Action,
): FindingKind {
  return {
    confidence: 'high',
    most: 1,
    ...base,
    hit: findings => ({
      rule,
      action,
      reason: `${findings} ${findings === 1 ? 'finding' : 'findings'} of ${base.detector}`,
      severity: base.severity,
      notify: action === 'block' ? ['security'] : [],
    }),
  }
}

export const findingKinds: readonly FindingKind[] = [
  kind(
    {
      detector: 'aws-access-key-id',
      category: 'secrets',
      severity: 'critical',
      why: ['prefix and length hold', 'the word “key” stands near'],
      mask: 'AKIA…(20)',
      length: 20,
      most: 2,
    },
    'no-credentials',
    'redact',
  ),
  kind(
    {
      detector: 'github-token',
      category: 'secrets',
      severity: 'critical',
      why: ['prefix holds', 'checksum holds'],
      mask: 'ghp_…(40)',
      length: 40,
    },
    'no-credentials',
    'redact',
  ),
  kind(
    {
      detector: 'private-key',
      category: 'secrets',
      severity: 'critical',
      why: ['begins and ends as PEM does', 'the body is base64'],
      mask: '-----BEGIN …(1704)',
      length: 1704,
    },
    'no-credentials',
    'redact',
  ),
  kind(
    {
      detector: 'email-address',
      category: 'personal',
      severity: 'low',
      confidence: 'medium',
      why: ['the domain is registered'],
      mask: 'j…@…(24)',
      length: 24,
      most: 4,
    },
    'watch-personal-data',
    'alert',
  ),
  kind(
    {
      detector: 'credit-card',
      category: 'financial',
      severity: 'high',
      why: ['Luhn checksum holds', 'the prefix is issued'],
      mask: '4…(16)',
      length: 16,
      most: 9,
      message: 'Customer data stays in the company. Questions: #ai-help',
    },
    'no-customer-lists',
    'block',
  ),
  kind(
    {
      detector: 'iban',
      category: 'financial',
      severity: 'high',
      why: ['mod-97 checksum holds', 'the length fits the country'],
      mask: 'DE…(22)',
      length: 22,
      most: 6,
      message: 'Customer data stays in the company. Questions: #ai-help',
    },
    'no-customer-lists',
    'block',
  ),
  kind(
    {
      detector: 'connection-string',
      category: 'secrets',
      severity: 'high',
      confidence: 'medium',
      why: ['scheme, user and password are there'],
      mask: 'postgres://…(61)',
      length: 61,
    },
    'no-credentials',
    'redact',
  ),
  kind(
    {
      detector: 'project-names',
      category: 'custom',
      severity: 'medium',
      why: ['on the word list'],
      mask: 'P…(14)',
      length: 14,
      most: 3,
    },
    'watch-project-names',
    'alert',
  ),
]
