import { describe, expect, test } from 'vitest'
import { parseAmount } from '../../policy/amount.ts'

const sliding = (amount: number, seconds: number) => ({ amount, window: { kind: 'sliding', seconds } })
const calendar = (amount: number, unit: string) => ({
  amount,
  window: { kind: 'calendar', unit, timeZone: 'Europe/Berlin' },
})

describe('amounts as people write them', () => {
  test.each([
    ['120/min', 'requests', sliding(120, 60)],
    ['500/10min', 'requests', sliding(500, 600)],
    ['5 / s', 'requests', sliding(5, 1)],
    ['60 requests/hour', 'requests', sliding(60, 3600)],
    ['2000/24h', 'requests', sliding(2000, 86_400)],
    ['9/7d', 'requests', sliding(9, 604_800)],
    ['2k/day', 'requests', calendar(2000, 'day')],
    ['2M/day', 'tokens', calendar(2_000_000, 'day')],
    ['1.5M/month', 'tokens', calendar(1_500_000, 'month')],
    ['2_000_000 tokens/day', 'tokens', calendar(2_000_000, 'day')],
    ['2,000/day', 'tokens', calendar(2000, 'day')],
    ['25 USD/day', 'cost', calendar(25, 'day')],
    ['$0.50/hour', 'cost', sliding(0.5, 3600)],
    ['1k usd/month', 'cost', calendar(1000, 'month')],
  ] as const)('%s of %s', (text, metric, expected) => {
    expect(parseAmount(text, metric, 'Europe/Berlin')).toEqual(expected)
  })
})

describe('what cannot be meant is refused with what to write', () => {
  test.each([
    ['120', 'requests', /not an amount; write .*'120\/min'/],
    ['many/day', 'requests', /not an amount/],
    ['-3/min', 'requests', /not an amount/],
    ['0/min', 'requests', /more than 0; to forbid use/],
    ['1.5/min', 'requests', /whole numbers/],
    ['5/m', 'requests', /'m' may mean minutes or a month/],
    ['5/week', 'requests', /'\/7d'/],
    ['5/2months', 'requests', /calendar month/],
    ['5/fortnight', 'requests', /'fortnight' is not a window/],
    ['5/40d', 'requests', /1 second to 31 days/],
    ['5/0h', 'requests', /1 second to 31 days/],
    ['25/day', 'cost', /say the currency/],
    ['25 EUR/day', 'cost', /USD, not in 'EUR'/],
    ['25 USD/day', 'tokens', /no currency or unit: drop 'USD'/],
    [`${'9'.repeat(90)}/day`, 'requests', /too large/],
    [`1${' '.repeat(1_000_000)}`, 'requests', /not an amount/],
  ] as const)('%s of %s', (text, metric, message) => {
    expect(parseAmount(text, metric, 'UTC')).toMatch(message)
  })
})
