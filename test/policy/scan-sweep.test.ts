/** What the sweep of an ASCII page finds is what a look at every character finds. */
import { expect, test } from 'vitest'
import { pick, seededRandom } from '../../policy/detectors/make-value.ts'
import { eachChain } from '../../policy/scan-chains.ts'
import type { Page } from '../../policy/scan-page.ts'
import { eachRun } from '../../policy/scan-runs.ts'
import { blockSize, sweepOf } from '../../policy/scan-sweep.ts'
import { pageOf } from './pages.ts'

const pieces = [
  ' ',
  '\n',
  '"',
  '(',
  '\u007f',
  '\u0001',
  'a',
  'Zz',
  '-_',
  '/+=',
  '12',
  '7',
  '1.2',
  'word',
  'x'.repeat(9),
]
const random = seededRandom(11)
const drawn = (): string => Array.from({ length: Math.floor(random() * 40) }, () => pick(pieces, random)).join('')

function runs(page: Page): [number, number][] {
  const found: [number, number][] = []
  eachRun(page, (start, end) => found.push([start, end]))
  return found
}

function chains(page: Page): number[][] {
  const found: number[][] = []
  eachChain(page, 1, ({ count, digits, bounds }) => found.push([digits, ...bounds.slice(0, 2 * count)]))
  return found
}

test('blocks with digits and blocks without white space', () => {
  for (let i = 0; i < 300; i++) {
    const text = drawn()
    const sweep = sweepOf(pageOf(text))!
    for (let block = 0; block < text.length; block += blockSize) {
      const part = text.slice(block, block + blockSize).padEnd(blockSize, '\0')
      expect(sweep.digits.includes(block)).toBe(/[0-9]/.test(part))
      expect(sweep.solid.includes(block)).toBe([...part].every(sign => sign > ' '))
    }
  }
})

test('runs and chains are those of a page that is not swept', () => {
  for (let i = 0; i < 300; i++) {
    const text = drawn()
    const plain = { ...pageOf(text), words: undefined }
    expect(runs(pageOf(text))).toEqual(runs(plain))
    expect(chains(pageOf(text))).toEqual(chains(plain))
  }
})

test('a page with other characters is not swept', () => {
  expect(sweepOf(pageOf('é'))).toBeUndefined()
})
