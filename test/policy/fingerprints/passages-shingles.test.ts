/** What two texts have in common is found by the few shingles that are kept. */
import { expect, test } from 'vitest'
import { eachShingle, echo, shingleShapes, varied, winnow } from '../../../policy/fingerprints/passages-shingles.ts'
import { prose, wordsOf } from './prose.ts'

function kept(text: string): Map<number, number> {
  const found = new Map<number, number>()
  winnow(wordsOf(text), shingleShapes.prose, (hash, first) => found.set(hash, first))
  return found
}

test('every run of nine words in common has a kept shingle, wherever it stands', () => {
  const words = prose(400, 1)
  const all = [...kept(words.join(' ')).values()].sort((a, b) => a - b)
  const gaps = all.slice(1).map((place, i) => place - all[i]!)
  expect(Math.max(all[0]!, ...gaps)).toBeLessThanOrEqual(shingleShapes.prose.window)
  expect(all.length).toBeLessThan(400 * 0.45)
})

test('the hash of a shingle is that of its words alone', () => {
  const words = prose(60, 2)
  const hashesOf = (text: string): number[] => {
    const hashes: number[] = []
    eachShingle(wordsOf(text), 5, hash => hashes.push(hash))
    return hashes
  }
  const inside = hashesOf(`some other words ${words.join(' ')} and others behind`)
  expect(inside.slice(3, -3)).toEqual(hashesOf(words.join(' ')))
})

test.each([
  [0, 0],
  [4, 0],
  [5, 1],
  [7, 1],
])('%i words keep %i shingle', (count, shingles) => {
  expect(kept(prose(count, 3).join(' ')).size).toBe(shingles)
})

test('an echo is a byte of two words in their order', () => {
  const [a, b] = [12_345, 67_890]
  expect(echo(a, b)).toBe(echo(a, b))
  expect(echo(a, b)).not.toBe(echo(b, a))
  expect(Math.max(...prose(300, 4).map((word, i) => echo(i, word.length)))).toBeLessThan(256)
})

test('a few words over and over are not varied', () => {
  expect(varied(Int32Array.of(1, 1, 2, 1, 2), 0, 5)).toBe(false)
  expect(varied(Int32Array.of(1, 1, 2, 1, 3), 0, 5)).toBe(true)
})
