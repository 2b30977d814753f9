/** What a policy keeps of a detector's values. */
import { describe, expect, test } from 'vitest'
import { narrowing, reasonAgainst } from '../../policy/scan-narrow.ts'
import { pageOf } from './pages.ts'

const keeps = (change: Parameters<typeof narrowing>[0], text: string, value: string): boolean | undefined => {
  const at = text.indexOf(value)
  return narrowing(change)?.(pageOf(text), at, at + value.length)
}

test('nothing asked keeps everything, at no cost', () => {
  expect(narrowing({})).toBeUndefined()
  expect(narrowing({ near: [], only: [], except: [], within: 5 })).toBeUndefined()
})

test('near asks for a whole word within a hundred characters, before or behind', () => {
  const near = { near: ['incident'] }
  expect(keeps(near, 'Incident: ACME-12345', 'ACME-12345')).toBe(true)
  expect(keeps(near, 'ACME-12345 (INCIDENT)', 'ACME-12345')).toBe(true)
  expect(keeps(near, 'the incidental ACME-12345', 'ACME-12345')).toBe(false)
  expect(keeps(near, `incident ${'x '.repeat(60)}ACME-12345`, 'ACME-12345')).toBe(false)
  expect(keeps({ ...near, within: 200 }, `incident ${'x '.repeat(60)}ACME-12345`, 'ACME-12345')).toBe(true)
})

test('only and except look at the whole value', () => {
  expect(keeps({ only: ['DE[0-9]+', 'FR[0-9]+'] }, 'DE123', 'DE123')).toBe(true)
  expect(keeps({ only: ['DE'] }, 'DE123', 'DE123')).toBe(false)
  expect(keeps({ except: ['.*@acme\\.example'] }, 'ann@acme.example', 'ann@acme.example')).toBe(false)
  expect(keeps({ except: ['acme'] }, 'ann@acme.example', 'ann@acme.example')).toBe(true)
  expect(keeps({ only: ['[a-z]+'], except: ['abc'] }, 'abc', 'abc')).toBe(false)
  expect(keeps({ except: ['a.b'] }, 'a\nb', 'a\nb')).toBe(false)
})

describe('a pattern that RE2 cannot run is told with the reason', () => {
  test.each([
    ['(?=a)b', /look-ahead and look-behind/],
    ['(a)\\1', /back-references/],
    ['(', /missing/],
  ])('%s', (pattern, reason) => {
    expect(reasonAgainst(pattern)).toMatch(reason)
    expect(() => narrowing({ only: [pattern] })).toThrow()
  })
  test('others run', () => expect(reasonAgainst('[a-z]+', 'gi')).toBeUndefined())
})
