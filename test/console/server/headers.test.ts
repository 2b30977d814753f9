import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../../console/server/headers.ts'
import { makeSample, type Sample } from '../sample/server.ts'

let sample: Sample
beforeAll(async () => {
  sample = await makeSample({ exchanges: 1 })
})
afterAll(() => sample.close())

test.each(['/', '/api/session', '/api/openapi.json', '/api/nothing', '/assets/none.js'])(
  '%s has every header',
  async url => {
    const { headers } = await sample.app.inject({ url })
    expect(headers).toMatchObject({
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers['permissions-policy']).toContain('camera=()')
  },
)

test('nothing inline and nothing from elsewhere may run', () => {
  expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:/)
  expect(contentSecurityPolicy).toContain("default-src 'none'")
  expect(contentSecurityPolicy).toContain("frame-ancestors 'none'")
})
