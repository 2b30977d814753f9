import { expect, test } from 'vitest'
import { ApiError } from '../../../../console/web/api/client.ts'
import { createQueryClient } from '../../../../console/web/api/queries.ts'

test('what the console refuses is not asked again; what failed is, twice', () => {
  const retry = createQueryClient().getDefaultOptions().queries?.retry
  if (typeof retry !== 'function') throw new Error('no retry rule')
  expect(retry(0, new ApiError(404, {}))).toBe(false)
  expect(retry(0, new ApiError(401, {}))).toBe(false)
  expect(retry(0, new ApiError(0, {}))).toBe(true)
  expect(retry(1, new ApiError(503, {}))).toBe(true)
  expect(retry(2, new ApiError(503, {}))).toBe(false)
})
