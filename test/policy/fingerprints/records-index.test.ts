import { describe, expect, test } from 'vitest'
import { RecordsIndex } from '../../../policy/fingerprints/records-index.ts'
import { lengthBit, rolled, rollStart } from '../../../policy/fingerprints/records-layout.ts'
import { buildRecords, hashKey } from './records.ts'

const addresses = Array.from({ length: 5_000 }, (_, i) => `user${i * 7919}@acme.example`)
const { parts, layout } = buildRecords(
  ['email'],
  addresses.map(address => [address]),
)
const index = new RecordsIndex(parts, layout, hashKey)

const unitsOf = (text: string): Uint16Array => Uint16Array.from(text, letter => letter.charCodeAt(0))
const rollOf = (text: string): number => unitsOf(text).reduce(rolled, rollStart)
const formOf = (address: string): string => address.replace(/[@.]/g, '')

function rowsOf(text: string): number[] {
  const rows: number[] = []
  index.find(unitsOf(text), 0, text.length, (column, row) => void rows.push(column, row))
  return rows
}

test('every value is found with its row, and passes the filters', () => {
  const wrong = addresses.filter((address, i) => {
    const form = formOf(address)
    const lengths = index.lengthsOf(unitsOf(form), 0, 6)
    const passes = (lengths & lengthBit(form.length)) !== 0 && index.mayHold(rollOf(form))
    return !passes || rowsOf(form).join() !== `0,${i + 1}`
  })
  expect(wrong).toEqual([])
})

describe('a value that is not there', () => {
  const strangers = Array.from({ length: 5_000 }, (_, i) => `other${i * 104_729}acmeexample`)
  test('is not found', () => expect(strangers.flatMap(rowsOf)).toEqual([]))
  test('mostly fails the filters already', () => {
    expect(strangers.filter(form => index.lengthsOf(unitsOf(form), 0, 6) !== 0).length).toBeLessThan(1_000)
    expect(strangers.filter(form => index.mayHold(rollOf(form))).length).toBeLessThan(1_000)
  })
})

test('under another key nothing is found', () => {
  const other = new RecordsIndex(
    parts,
    layout,
    hashKey.map(byte => byte ^ 1),
  )
  const form = formOf(addresses[0]!)
  expect(other.find(unitsOf(form), 0, form.length, () => undefined)).toBe(0)
})

test('parts that do not fit are refused', () => {
  expect(() => new RecordsIndex(parts.slice(1), layout, hashKey)).toThrow(RangeError)
  expect(() => new RecordsIndex([parts[0]!, parts[1]!.subarray(0, 12), parts[2]!], layout, hashKey)).toThrow(RangeError)
})
