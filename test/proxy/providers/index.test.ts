import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { knownProviders, providerById, providers } from '../../../proxy/providers/index.ts'

test('ids are unique, lead to their adapter, and an unknown one to generic', () => {
  expect(new Set(knownProviders).size).toBe(providers.length)
  for (const provider of providers) expect(providerById(provider.id)).toBe(provider)
  expect(providerById('none such').id).toBe('generic')
})

test.each(providers.map(p => p.id))('%s has fixtures of requests and answers', id => {
  const folder = join(import.meta.dirname, 'fixtures', id)
  expect(existsSync(folder)).toBe(true)
  const files = readdirSync(folder)
  expect(files.some(f => f.endsWith('.request.json'))).toBe(true)
  expect(files.some(f => f.endsWith('.answer.json'))).toBe(true)
})
