/** Windows cover the text, overlap, and know where they stand. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createScanner } from '../../../policy/scan.ts'
import { locate } from '../../../proxy/cli/scan-report.ts'
import { placeAt, type TextWindow, windowsOf } from '../../../proxy/cli/scan-windows.ts'
import { makeSecret } from '../../secrets.ts'

const start = { offset: 0, line: 1, column: 1 }

async function windows(chunks: readonly string[], length: number, overlap: number): Promise<TextWindow[]> {
  const seen: TextWindow[] = []
  for await (const one of windowsOf(chunks, { length, overlap })) seen.push(one)
  return seen
}

test('a text that fits is one window, an empty one too', async () => {
  expect(await windows(['ab', 'c'], 10, 4)).toEqual([
    { text: 'abc', origin: start, from: 0, to: Number.POSITIVE_INFINITY },
  ])
  expect(await windows([], 10, 4)).toMatchObject([{ text: '' }])
})

test('every place belongs to one window, which knows its line and column', async () => {
  const chunk = fc.string({ unit: fc.constantFrom('a', '\n', '😀', '\r\n', ' b c', '\ud83d'), maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(fc.array(chunk, { maxLength: 12 }), async chunks => {
      const whole = chunks.join('')
      let owned = 0
      for (const { text, origin, from, to } of await windows(chunks, 64, 24)) {
        expect(whole.slice(origin.offset, origin.offset + text.length)).toBe(text)
        expect(origin).toEqual(placeAt(whole, origin.offset, start))
        expect(origin.offset + from).toBe(owned)
        if (to !== Number.POSITIVE_INFINITY) owned = origin.offset + to
        expect(text.length).toBeLessThanOrEqual(64 + 60 * 4)
      }
    }),
    { numRuns: 300 },
  )
})

test('a key is found once, wherever the windows are cut', async () => {
  const key = makeSecret('AKIA[A-Z2-7]{16}')
  const scanner = createScanner()
  for (const between of ['\n', ' ', 'entry\tentries '])
    for (let at = 180; at < 280; at++) {
      const before = `${between.repeat(200).slice(0, at)}\n`
      const whole = `${before}${key} ${between.repeat(200)}`
      const places = new Set<string>()
      for (const one of await windows([whole], 256, 80)) {
        for (const { start, line, column } of locate('f', one, scanner.scan([{ text: one.text }]), 'high'))
          places.add(`${start} ${line} ${column}`)
      }
      expect([...places]).toEqual([`${before.length} ${before.split('\n').length} 1`])
    }
})

test('the heading of a table goes with every window of its rows, and is no place of theirs', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => `${i},user${i},${makeSecret('[a-z]{4}[0-9]{4}[A-Z]{3}')}!`)
  const whole = ['id,name,password', ...rows].join('\n')
  const scanner = createScanner()
  const lines = new Set<number>()
  for (const one of await windows([whole], 400, 120))
    for (const { line, column } of locate('f', one, scanner.scan([{ text: one.text }]), 'medium')) {
      lines.add(line)
      expect(column).toBeGreaterThan(6)
    }
  expect([...lines]).toEqual(rows.map((_, i) => i + 2))
})
