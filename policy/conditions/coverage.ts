/** `coverage`: how much of the request could be read. */
import { z } from 'zod'
import { type ConditionKind, checkContradiction, selecting } from '../condition.ts'
import { entriesOf, selector } from '../fields.ts'

const verdicts = ['full', 'partial', 'none'] as const
const verdict = z.enum(verdicts)
const some = z.union([verdict, z.array(verdict).min(1, 'the list is empty')], {
  error: 'must be full, partial or none',
})
const schema = z
  .union(
    [
      verdict,
      z.array(verdict).min(1, 'the list is empty'),
      z.strictObject({
        any_of: some.optional().describe('One of these.'),
        not: some.optional().describe('None of these.'),
      }),
    ],
    {
      error: 'must be full, partial or none, or a list of them',
    },
  )
  .describe('How much of the text could be read: full, partial, none.')

export const coverage: ConditionKind<typeof schema> = {
  id: 'coverage',
  schema,
  tunnel: false,
  check: (value, _names, report) => checkContradiction(entriesOf(selector.parse(value)), report),
  compile(value) {
    const condition = selecting(
      'coverage',
      'coverage',
      value,
      request => request.coverage.verdict,
      wanted => seen => wanted.includes(seen),
    )
    return {
      ...condition,
      says: facts => {
        const { reason } = facts.request.coverage
        return condition.says(facts) + (reason ? ` (${reason})` : '')
      },
    }
  },
}
