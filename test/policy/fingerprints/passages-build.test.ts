/** The index holds the kept shingles of every text, and few of what stands everywhere. */
import { expect, test } from 'vitest'
import { createPassageBuilder } from '../../../policy/fingerprints/passages-build.ts'
import { COMMON } from '../../../policy/fingerprints/passages-index.ts'
import { indexOf, key, prose } from './prose.ts'

test('words and kept shingles are told, texts begin where the last one ended', () => {
  const builder = createPassageBuilder('prose', key)
  const first = builder.add('a', `1. ${prose(100, 1).join(' ')}`)
  expect(first.words).toBe(101)
  expect(first.shingles).toBeGreaterThan(20)
  builder.add('empty', '')
  builder.add('b', prose(50, 2).join(' '))
  const index = builder.finish()
  expect(index.names).toEqual(['a', 'empty', 'b'])
  expect([...index.beginnings]).toEqual([0, 100, 100, 150])
  expect(index.echoes).toHaveLength(150)
  expect(index.buckets.at(-1)).toBe(index.places.length)
})

test('what also stands in a public text is left out', () => {
  const licence = prose(80, 3).join(' ')
  const builder = createPassageBuilder('prose', key)
  builder.except(licence)
  expect(builder.add('LICENSE', licence.toUpperCase()).shingles).toBe(0)
  expect(builder.add('own', `${prose(50, 4).join(' ')} ${licence}`).shingles).toBeGreaterThan(10)
})

test('a shingle is kept at eight places at most, two of one text, and marked when it is common', () => {
  const clause = prose(5, 5).join(' ')
  const rare = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`t${i}`, clause]))
  expect(indexOf(rare).places).toHaveLength(8)
  const often = `${clause} ${prose(9, 6).join(' ')} ${clause} ${prose(9, 7).join(' ')} ${clause}`
  const { places, beginnings } = indexOf({ a: often, b: clause })
  expect([...places].filter(place => place >= beginnings[1]!)).toHaveLength(1)
  const common = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`t${i}`, clause]))
  expect([...indexOf(common).places].every(place => place >= COMMON)).toBe(true)
  expect([...indexOf(rare).places].some(place => place >= COMMON)).toBe(false)
})

test('nothing at all is an index that holds nothing', () => {
  const index = indexOf({})
  expect([index.places.length, index.names.length, index.buckets.at(-1)]).toEqual([0, 0, 0])
})
