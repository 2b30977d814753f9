import { expect, test } from 'vitest'
import { buildRecords } from './records.ts'

test('what is left out is counted, with the reason', () => {
  const rows = [
    ['ann@acme.example', 'Ann Lee', 'Berlin', '2001-03-04'],
    ['', 'Al', 'Berlin', '2001-03-05'],
    ['bob@acme.example', 'word '.repeat(11), 'Berlin', ''],
    ['eve@acme.example', `x${'y'.repeat(100)}`, 'Rome', 'x'],
  ]
  const { columns, layout } = buildRecords(
    ['email', 'name', 'city', 'name+dob'],
    rows.map(row => [row[0]!, row[1]!, row[2]!, row[1]!, row[3]!]),
    2,
  )
  expect(columns).toEqual([
    { taken: 3, empty: 1, short: 0, long: 0, common: 0 },
    { taken: 1, empty: 0, short: 1, long: 2, common: 0 },
    { taken: 1, empty: 0, short: 0, long: 0, common: 3 },
    { taken: 2, empty: 1, short: 1, long: 0, common: 0 },
  ])
  expect(layout).toMatchObject({ cells: [1, 1, 1, 2], kinds: ['mail', 'text', 'text', 'text'], hasDates: true })
})

test('a million cells fit in 25 bytes each, filters and all', () => {
  const rows = Array.from({ length: 50_000 }, (_, i) => [`user${i * 7919}@acme.example`])
  const { parts } = buildRecords(['email'], rows)
  expect(parts.reduce((sum, part) => sum + part.byteLength, 0) / rows.length).toBeLessThan(25)
})

test('no value is among the parts', () => {
  const { parts } = buildRecords(['email'], [['jane.doe@acme.example']])
  for (const encoding of ['utf8', 'utf16le'] as const)
    expect(Buffer.concat(parts).includes(Buffer.from('jane', encoding))).toBe(false)
})
