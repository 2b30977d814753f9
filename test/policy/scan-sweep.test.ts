/** What the sweep of a page finds is what a look at every character finds. */
import { expect, test } from 'vitest'
import { pick, seededRandom } from '../../policy/detectors/make-value.ts'
import { eachChain } from '../../policy/scan-chains.ts'
import { classes, type Page, TOKEN } from '../../policy/scan-page.ts'
import { eachRun, shortestRun } from '../../policy/scan-runs.ts'
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
  'é',
  '—',
  // Low bytes of a digit, of a space and of a control character.
  '\u4e30',
  '\u2020',
  '\u4e0a',
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
    const low = [...text].map(sign => String.fromCharCode(sign.charCodeAt(0) & 255)).join('')
    const sweep = sweepOf(pageOf(text))
    for (let block = 0; block < text.length; block += blockSize) {
      const part = low.slice(block, block + blockSize).padEnd(blockSize, '\0')
      expect(sweep.digits.includes(block)).toBe(/[0-9]/.test(part))
      expect(sweep.solid.includes(block)).toBe([...part].every(sign => sign > ' '))
    }
  }
})

test('runs are those that a look at every character finds', () => {
  for (let i = 0; i < 300; i++) {
    const text = drawn()
    const expected: [number, number][] = []
    let start = 0
    for (let at = 0; at <= text.length; at++) {
      if (at < text.length && (classes[text.charCodeAt(at)]! & TOKEN) !== 0) continue
      if (at - start >= shortestRun) expected.push([start, at])
      start = at + 1
    }
    expect(runs(pageOf(text))).toEqual(expected)
  }
})

test('chains are the same wherever blocks begin', () => {
  for (let i = 0; i < 100; i++) {
    const text = drawn()
    const found = chains(pageOf(text))
    for (let shift = 2; shift < blockSize; shift += 2)
      expect(chains(pageOf('\n'.repeat(shift) + text))).toEqual(
        found.map(([digits, ...bounds]) => [digits, ...bounds.map(at => at + shift)]),
      )
  }
})
