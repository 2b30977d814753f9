/** Rows are told by the values that other engines found in them. */
import { expect, test } from 'vitest'
import { emailEngine } from '../../policy/scan-email.ts'
import type { Hit } from '../../policy/scan-page.ts'
import { contactBlocks } from '../../policy/scan-people-contacts.ts'
import { cpuMs } from '../cpu-time.ts'
import { pageOf } from './pages.ts'

function blocks(text: string): string[][] {
  const page = pageOf(text)
  const hits: Hit[] = []
  emailEngine(page, hits)
  return contactBlocks(page, hits).map(rows =>
    rows.map(({ names, contacts }) => `${names.map(one => text.slice(one.start, one.end)).join()} ${contacts.length}`),
  )
}
const people = ['Anna Schmidt', 'Peter Lang', 'Julia Maier', 'Stefan Wolf', 'Karin Busch']
const rows = people.map(name => `${name}, ${name.toLowerCase().replace(' ', '.')}@acme-corp.de`)

test('lines, records of lines, and values in one line', () => {
  const expected = [people.map(name => `${name} 1`)]
  expect(blocks(rows.join('\n'))).toEqual(expected)
  expect(blocks(rows.map(row => row.replace(', ', '\n')).join('\n\n'))).toEqual(expected)
  expect(blocks(rows.join('; '))).toEqual(expected)
})

test('far from each other, or the same again, they are none', () => {
  expect(blocks(rows.join(`\n${'word '.repeat(100)}\n`))).toEqual([])
  expect(blocks(`${rows[0]}\n`.repeat(9))).toEqual([])
})

test('many values in one line take time in proportion', () => {
  const msOf = (count: number): number => {
    const page = pageOf(Array.from({ length: count }, (_, i) => `ann${i}@acme-corp.de`).join(' '))
    const hits: Hit[] = []
    emailEngine(page, hits)
    return cpuMs(() => expect(contactBlocks(page, hits)[0]).toHaveLength(count))
  }
  msOf(2000)
  expect(msOf(80_000)).toBeLessThan(3000)
})
