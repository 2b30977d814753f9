import { expect, expectTypeOf, test } from 'vitest'
import { type EventRecord, type RouteInput, type RouteOutput, routes, type Session } from '../../console/contract.ts'
import type { ExchangeRecord } from '../../proxy/audit/types.ts'

test('the routes are there for server and web alike', () => {
  expect(routes.event.path).toBe('/api/events/:id')
})

test('types follow the schemas, and fit the audit record', () => {
  expectTypeOf<RouteOutput<typeof routes.session>>().toEqualTypeOf<Session>()
  expectTypeOf<RouteInput<typeof routes.signIn>['body']>().toEqualTypeOf<{ name: string; password: string }>()
  expectTypeOf<RouteOutput<typeof routes.signOut>>().toEqualTypeOf<undefined>()
  expectTypeOf<EventRecord['enforced']>().toEqualTypeOf<ExchangeRecord['enforced']>()
})
