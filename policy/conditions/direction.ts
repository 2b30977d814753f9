/** `direction`: what leaves (request, the default of every rule) or what comes back (response). */
import { z } from 'zod'
import type { ConditionKind } from '../condition.ts'

const schema = z
  .enum(['request', 'response', 'any'])
  .describe('What leaves (request), what comes back (response), or any.')

export const direction: ConditionKind<typeof schema> = {
  id: 'direction',
  schema,
  tunnel: false,
  check: () => {},
  compile: value => ({
    kind: 'direction',
    holds: ({ request }) => value === 'any' || request.direction === value,
    says: ({ request }) => `it is a ${request.direction}`,
  }),
}
