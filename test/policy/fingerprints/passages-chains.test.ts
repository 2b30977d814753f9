/** Shingles that follow one another here and there are one chain; a page that repeats them stays cheap. */
import { expect, test } from 'vitest'
import { type Chain, createChainFinder } from '../../../policy/fingerprints/passages-chains.ts'
import { cpuMs } from '../../cpu-time.ts'
import { indexOf, prose, wordsOf } from './prose.ts'

const a = prose(200, 1)
const b = prose(200, 2)
const index = indexOf({ a: a.join(' '), b: b.join(' ') })
const finder = createChainFinder(index)

function chains(text: string): Chain[] {
  const found: Chain[] = []
  finder(wordsOf(text), chain => found.push({ ...chain }))
  return found.sort((x, y) => x.first - y.first)
}

test('a passage is one chain, with the place of its words on both sides', () => {
  const [chain, ...more] = chains(`${prose(20, 3).join(' ')} ${a.slice(50, 110).join(' ')} ${prose(20, 4).join(' ')}`)
  expect(more).toEqual([])
  expect(chain).toMatchObject({ text: 0, common: 0 })
  expect(chain!.firstPlace - chain!.first).toBe(30)
  expect(chain!.lastPlace - chain!.last).toBe(30)
  expect(chain!.matched).toBe(chain!.last - chain!.first + 1)
  expect(chain!.matched).toBeGreaterThan(50)
})

test('edits inside do not end it, and are not counted as equal', () => {
  const edited = a.slice(20, 80)
  edited.splice(30, 1, 'changed')
  edited.splice(15, 0, 'added')
  const [chain, ...more] = chains(edited.join(' '))
  expect(more).toEqual([])
  expect(chain!.matched).toBeLessThan(chain!.last - chain!.first + 1)
  expect(chain!.matched).toBeGreaterThan(45)
})

test('another text, or words out of order, are chains of their own', () => {
  expect(chains([...a.slice(0, 40), ...b.slice(0, 40)].join(' ')).map(chain => chain.text)).toEqual([0, 1])
  expect(chains([...a.slice(100, 140), ...a.slice(0, 40)].join(' '))).toHaveLength(2)
})

test('nothing of it, nothing found', () => {
  expect(chains(prose(3000, 9).join(' '))).toEqual([])
  expect(chains('')).toEqual([])
})

test('a page that repeats a common clause costs little more than any other', () => {
  const clause = prose(6, 7).join(' ')
  const many = indexOf(
    Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`t${i}`, `${prose(20, i).join(' ')} ${clause}`])),
  )
  const words = wordsOf(`${clause} `.repeat(20_000))
  let found = 0
  expect(cpuMs(() => createChainFinder(many)(words, () => found++))).toBeLessThan(1000)
  expect(found).toBeLessThan(50_000)
})
