/** Who works in the demo, with what, and what they send: mostly harmless, sometimes not. Secrets are made anew at every run. */
import { makeSecret } from '../secrets.ts'

export type Client = 'openai' | 'anthropic' | 'chatgpt-web' | 'deepseek-web'

export interface Employee {
  readonly user: string
  readonly groups: readonly string[]
  /** Clients with how often each is used. */
  readonly clients: readonly (readonly [Client, number])[]
  /** Requests on an ordinary day. */
  readonly perDay: number
  readonly models: Readonly<Partial<Record<Client, readonly string[]>>>
  /** Harmless prompts. */
  readonly ordinary: readonly string[]
  /** Dangerous prompts with the secrets that must not arrive. */
  readonly slips: readonly (() => Slip)[]
  /** Share of requests that are slips, 0..1. */
  readonly slipRate: number
}

export interface Slip {
  readonly text: string
  readonly secrets: readonly string[]
}

const slip = (text: string, ...secrets: string[]): Slip => ({
  text: secrets.reduce((filled, secret) => filled.replace('%', secret), text),
  secrets,
})

const awsKey = (): string => makeSecret('AKIA[A-Z2-7]{16}')
const slackToken = (): string => makeSecret('xoxb-[0-9]{12}-[0-9]{12}-[A-Za-z0-9]{24}')

export const employees: readonly Employee[] = [
  {
    user: 'ann@eng.example.com',
    groups: ['engineering'],
    clients: [
      ['openai', 4],
      ['anthropic', 2],
    ],
    perDay: 26,
    models: { openai: ['gpt-5.4', 'gpt-5.4-mini'], anthropic: ['claude-sonnet-5'] },
    ordinary: [
      'How do I sort a list of dates in Python?',
      'Write a function that merges two sorted arrays.',
      'Why is this SQL query slow? SELECT * FROM users WHERE lower(email) = ?',
      'Explain what this regular expression matches: ^a+b$',
    ],
    slips: [
      () => slip('Why does boto3 answer AccessDenied with the key %?', awsKey()),
      () =>
        slip('Deploy script: export SLACK_TOKEN=% && node notify.js. Why does it print invalid_auth?', slackToken()),
      () =>
        slip(
          'Our cluster uses postgres://app:%@db.internal:5432/orders. How do I add a read replica?',
          makeSecret('[A-Za-z0-9]{18}'),
        ),
    ],
    slipRate: 0.1,
  },
  {
    user: 'ben@contractors.example.com',
    groups: ['contractors'],
    clients: [
      ['anthropic', 5],
      ['chatgpt-web', 1],
    ],
    perDay: 14,
    models: { anthropic: ['claude-sonnet-5', 'claude-haiku-4-5'], 'chatgpt-web': ['gpt-5.4'] },
    ordinary: [
      'Refactor this function so that it is easier to test.',
      'Write unit tests for a function that parses ISO dates.',
      'Summarise the difference between REST and gRPC in five lines.',
    ],
    slips: [() => slip('Here is our config, find the error: { "apiKey": "%" }', makeSecret('sk_live_[A-Za-z0-9]{24}'))],
    slipRate: 0.05,
  },
  {
    user: 'carla@finance.example.com',
    groups: ['finance'],
    clients: [['chatgpt-web', 1]],
    perDay: 12,
    models: { 'chatgpt-web': ['gpt-5.4', 'gpt-5.4-mini'] },
    ordinary: [
      'Summarise these numbers: revenue 4.2 M, costs 3.1 M, last year 3.9 M and 3.0 M.',
      'Write a polite reminder for an invoice that is two weeks late.',
      'Translate the report into French.',
    ],
    slips: [
      () => {
        const cards = Array.from({ length: 6 }, cardNumber)
        return { text: `Which of these payments bounced?\n${cards.join('\n')}`, secrets: cards }
      },
      () => slip('Draft a mail: refund to card % today.', cardNumber()),
    ],
    slipRate: 0.14,
  },
  {
    user: 'dev@support.example.com',
    groups: ['support'],
    clients: [
      ['anthropic', 3],
      ['openai', 2],
      ['deepseek-web', 1],
    ],
    perDay: 18,
    models: { anthropic: ['claude-haiku-4-5'], openai: ['gpt-5.4-mini'] },
    ordinary: [
      'Reply to a customer who asks where their parcel is.',
      'Make this reply friendlier: we cannot refund.',
      'Summarise this customer mail in two sentences.',
    ],
    slips: [
      () => ({
        text: `Which of these customers wrote twice?\n${Array.from({ length: 24 }, (_, i) => `customer${i}.${makeSecret('[a-z]{6}')}@mail.example.org`).join('\n')}`,
        secrets: [],
      }),
      () =>
        slip(
          'The customer says the token % does not work in our API, what do I answer?',
          makeSecret('glpat-[A-Za-z0-9]{20}'),
        ),
    ],
    slipRate: 0.08,
  },
]

/** Harmless code of some thousand characters, as people paste it beside a question. */
export function pastedCode(): string {
  const functions = 4 + Math.floor(Math.random() * 40)
  return Array.from(
    { length: functions },
    (_, i) =>
      `\nexport function step${i}(rows: Row[], limit = ${i + 3}): Row[] {\n  const kept = rows.filter(row => row.total > limit)\n  return kept.sort((a, b) => a.total - b.total).slice(0, limit)\n}\n`,
  ).join('')
}

/** A Visa-shaped number whose Luhn digit holds (ISO/IEC 7812-1 annex B). */
function cardNumber(): string {
  const digits = makeSecret('453914[0-9]{9}')
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return `${digits}${(10 - (sum % 10)) % 10}`
}
