import { expect, test } from 'vitest'
import { type Route, routes } from '../../../console/contract/routes.ts'

const all: readonly Route[] = Object.values(routes)

test('no two routes share method and path', () => {
  const names = all.map(route => `${route.method} ${route.path}`)
  expect(new Set(names).size).toBe(names.length)
})

test('whatever changes something asks for a session, except signing in', () => {
  const changing = all.filter(route => route.method !== 'GET' && route.path !== '/api/session')
  expect(changing.every(route => route.access === 'session' || route.access === 'admin')).toBe(true)
})

test('every parameter of a path has its schema', () => {
  for (const route of all) {
    const named = [...route.path.matchAll(/:(\w+)/g)].map(match => match[1])
    expect(Object.keys(route.params?.shape ?? {}), route.path).toEqual(named)
  }
})
