import { expect, test } from 'vitest'
import { routes } from '../../../../console/contract.ts'
import { openApiDocument } from '../../../../console/server/routes/openapi.ts'
import { makeSample } from '../../sample/server.ts'

/** The document as far as these tests look into it. */
interface Operation {
  readonly operationId: string
  readonly security: readonly Record<string, readonly string[]>[]
  readonly parameters: readonly {
    readonly name: string
    readonly in: string
    readonly required: boolean
    readonly schema: object
  }[]
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: object }> }>
}
// JSON Schema documents are plain objects; this is the part of OpenAPI 3.1 that is looked at.
const document = openApiDocument('1.2.3') as unknown as {
  readonly openapi: string
  readonly info: { readonly version: string }
  readonly paths: Record<string, Record<string, Operation>>
}
const operations = Object.values(document.paths).flatMap(path => Object.values(path))

test('it is served to everybody, as OpenAPI 3.1', async () => {
  const sample = await makeSample({ exchanges: 1 })
  const answer = await sample.app.inject({ url: '/api/openapi.json' })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toEqual(JSON.parse(JSON.stringify(openApiDocument('0.1.0'))))
  expect(answer.json().openapi).toMatch(/^3\.1\./)
  await sample.close()
})

test('every route of the contract is in it, and nothing else', () => {
  expect(operations.map(operation => operation.operationId).sort()).toEqual(Object.keys(routes).sort())
})

test('paths are templates whose parameters are declared', () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    expect(path).not.toContain(':')
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1])
    for (const operation of Object.values(methods)) {
      const declared = operation.parameters.filter(p => p.in === 'path').map(p => p.name)
      expect(declared, path).toEqual(named)
    }
  }
})

test('tokens are offered where they are let in', () => {
  const event = document.paths['/api/events/{id}']!['get']!
  const create = document.paths['/api/tokens']!['post']!
  expect(event.security).toEqual([{ token: [] }, { session: [] }])
  expect(create.security).toEqual([{ session: [] }])
  expect(document.paths['/api/session']!['post']!.security).toEqual([])
})

test('answers and failures have their types', () => {
  expect(Object.keys(document.paths['/api/events.csv']!['get']!.responses['200']!.content!)).toEqual(['text/csv'])
  expect(Object.keys(document.paths['/api/events/live']!['get']!.responses['200']!.content!)).toEqual([
    'text/event-stream',
  ])
  expect(document.paths['/api/session']!['delete']!.responses['204']!.content).toBeUndefined()
  for (const operation of operations)
    expect(operation.responses['default']!.content).toHaveProperty(['application/problem+json'])
})
