import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { policyJsonSchema, policySchema } from '../../policy/schema.ts'

const published = new URL('../../docs/policy.schema.json', import.meta.url)

test('the published JSON Schema is that of the code: sluice policy schema > docs/policy.schema.json', () => {
  expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())))
})

test('every key of the language is described, for docs and editors', () => {
  const missing: string[] = []
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return
    const { properties, items, additionalProperties, anyOf } = node as Record<string, unknown> // parsed JSON Schema
    for (const [key, child] of Object.entries(properties ?? {})) {
      const described = typeof child === 'object' && child !== null && 'description' in child
      // What a name says by itself.
      if (!described && !/(^|\.)(id|name|model|text|email|url|secret|request|expect|webhook|rules|tests)$/.test(key))
        missing.push(`${path}.${key}`)
      walk(child, `${path}.${key}`)
    }
    walk(items, `${path}[]`)
    walk(additionalProperties, `${path}.*`)
    for (const one of Array.isArray(anyOf) ? anyOf : []) walk(one, path)
  }
  walk(policyJsonSchema(), '')
  expect(missing).toEqual([])
})

test('anchors may stand under x- keys in an editor that checks', () => {
  expect(policyJsonSchema()).toMatchObject({ additionalProperties: false, patternProperties: { '^x-': {} } })
})

test('the language knows its keys and no others', () => {
  expect(policySchema.safeParse({ version: 1 }).success).toBe(true)
  expect(policySchema.safeParse({ version: 1, mod: 'monitor' }).success).toBe(false)
})
