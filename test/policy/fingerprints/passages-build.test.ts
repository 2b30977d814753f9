/** The index holds the kept shingles of every text, and few of what stands everywhere. */
import { expect, test } from 'vitest'
import { createPassageBuilder, mostExcepted } from '../../../policy/fingerprints/passages-build.ts'
import { COMMON, textAt } from '../../../policy/fingerprints/passages-index.ts'
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

/** Places in the clause that ends each of so many texts, how many for each of its words. */
function placesOf(texts: number, clause: string): { counts: number[]; common: boolean[] } {
  const named = Array.from({ length: texts }, (_, i) => [`t${i}`, `${prose(20, i + 100).join(' ')} ${clause}`] as const)
  const { places, beginnings } = indexOf(Object.fromEntries(named))
  const inClause = [...places].filter(place => {
    const word = place & ~COMMON
    // Behind its first words, whose neighbours differ.
    return word - beginnings[textAt(beginnings, word)]! >= 30
  })
  const counts = new Map<number, number>()
  for (const place of inClause) {
    const word = (place & ~COMMON) - beginnings[textAt(beginnings, place & ~COMMON)]!
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return { counts: [...counts.values()], common: inClause.map(place => place >= COMMON) }
}

test('a shingle is kept at eight places at most, and marked when it is common', () => {
  const clause = prose(30, 5).join(' ')
  const [rare, common] = [placesOf(20, clause), placesOf(30, clause)]
  expect(new Set(rare.counts)).toEqual(new Set([8]))
  expect(new Set(rare.common)).toEqual(new Set([false]))
  expect(new Set(common.common)).toEqual(new Set([true]))
})

test('two places of one text are enough', () => {
  const clause = prose(5, 5).join(' ')
  const often = `${clause} ${prose(9, 6).join(' ')} ${clause} ${prose(9, 7).join(' ')} ${clause}`
  const { places, beginnings } = indexOf({ a: often, b: clause })
  expect([...places].filter(place => place >= beginnings[1]!)).toHaveLength(1)
})

test('a copy, however it is set, is not kept again', () => {
  const builder = createPassageBuilder('prose', key)
  const words = prose(60, 8)
  builder.add('a', words.join(' '))
  expect(builder.add('b', `- ${words.join('\n').toUpperCase()}`)).toEqual({ words: 60, shingles: 0, copyOf: 'a' })
  expect(builder.add('c', [...words].reverse().join(' ')).copyOf).toBeUndefined()
  expect(builder.finish().names).toEqual(['a', 'c'])
})

test('more texts to leave out than a set holds are refused', () => {
  const builder = createPassageBuilder('code', key)
  expect(() => builder.except('x '.repeat(mostExcepted + 1))).toThrow(RangeError)
})

test('nothing at all is an index that holds nothing', () => {
  const index = indexOf({})
  expect([index.places.length, index.names.length, index.buckets.at(-1)]).toEqual([0, 0, 0])
})
