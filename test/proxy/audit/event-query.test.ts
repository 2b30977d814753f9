import { expect, test } from 'vitest'
import { postingKeyOf, summaryOf, whereOf } from '../../../proxy/audit/event-query.ts'
import type { EventFilter } from '../../../proxy/audit/reader-types.ts'

test.each<[EventFilter, string]>([
  [{}, '*'],
  [{ kind: 'chat', modelCallsOnly: true, coverage: 'full', action: 'allow' }, '*'],
  [{ app: 'chatgpt' }, 'a:chatgpt'],
  [{ app: 'chatgpt', action: 'block' }, 'f'],
  [{ flagged: true }, 'f'],
  [{ coverage: 'none', flagged: true }, 'c:none'],
  [{ user: 'ann', app: 'chatgpt', coverage: 'none' }, 'u:ann'],
  [{ user: 'ann', detector: 'iban' }, 'd:iban'],
  [{ rule: 'no-lists', detector: 'iban' }, 'r:no-lists'],
])('%j is found by the list %s', (filter, key) => expect(postingKeyOf(filter)).toBe(key))

test('values of a filter are parameters, never part of the query', () => {
  const hostile = "x' OR 1=1 --"
  const { sql, parameters } = whereOf({ user: hostile, app: hostile, rule: hostile, detector: hostile })
  expect(sql).not.toContain('1=1')
  expect(parameters).toEqual([hostile, hostile, hostile, hostile])
})

test('a row with an action or kind we do not know is an error, not a silent event', () => {
  expect(() => summaryOf({ seq: 1, kind: 'chat', action: 'explode' })).toThrow()
})
