/** The limit that the killed process and the test after it both count. */
import type { Limit } from '../../../policy/limit.ts'
import type { LimitCheck } from '../../../proxy/limits/types.ts'

const limit: Limit = {
  id: 'day',
  per: 'user',
  parts: [{ metric: 'tokens', amount: 1e12, window: { kind: 'sliding', seconds: 86_400 } }],
  action: 'block',
  keys: () => ['ann'],
}

export const dailyTokens: readonly LimitCheck[] = [{ limit, keys: ['ann'] }]
