import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Header } from '../../../proxy/fingerprints/container.ts'
import { openRecords } from '../../../proxy/fingerprints/records-open.ts'
import { buildRecords, hashKey } from '../../policy/fingerprints/records.ts'

const { parts, layout } = buildRecords(['email'], [['ann@acme.example']])
const header: Header = {
  kind: 'records',
  source: 'crm.csv',
  created: '2026-11-21T12:00:00.000Z',
  columns: ['email'],
  counts: {},
  layout,
  format: 1,
  build: 'b'.repeat(16),
  salt: 's',
  check: 'c',
  parts: [],
}
// Parts of a container are arrays of their own.
const own = parts.map(part => new Uint8Array(part))

test('says what it is, and where it was read from', () => {
  expect(openRecords({ header, hashKey, parts: own }, '/data/crm.slfp')).toMatchObject({
    kind: 'records',
    file: '/data/crm.slfp',
    build: 'b'.repeat(16),
    columns: ['email'],
  })
})

test('a layout that is not known is refused', () => {
  const other = { ...header, layout: { ...layout, words: randomBytes(1)[0]! } }
  expect(() => openRecords({ header: other, hashKey, parts: own }, 'x')).toThrow('is of another version of Sluice')
})
