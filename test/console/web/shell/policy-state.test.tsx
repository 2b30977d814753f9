import { expect, test } from 'vitest'
import { PolicyState } from '../../../../console/web/shell/policy-state.tsx'
import { sampleStatus } from '../../sample/server.ts'
import { render, text } from '../render.tsx'

const status = sampleStatus(0)

test.each([
  [{}, 'Enforcing Policy b41c7d0'],
  [{ mode: 'monitor' }, 'Monitor mode Policy b41c7d0'],
  [{ mode: 'monitor', errors: [{ file: 'p', message: 'm' }] }, 'Policy file broken Policy b41c7d0'],
] as const)('%j', (change, words) => {
  const policy = { ...status.policy, ...change, errors: [...('errors' in change ? change.errors : [])] }
  expect(text(render(<PolicyState status={{ ...status, policy }} />))).toBe(words)
})
