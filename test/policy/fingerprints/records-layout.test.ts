import { expect, test } from 'vitest'
import { columnIds, joinedUnits, lengthBit, mixed, slotOf, tagOf } from '../../../policy/fingerprints/records-layout.ts'

test('each column, each part and each joint has its own id', () => {
  expect(columnIds([1, 2, 3])).toEqual([
    { parts: [], joins: [], final: 0 },
    { parts: [1, 2], joins: [], final: 3 },
    { parts: [4, 5, 6], joins: [7], final: 8 },
  ])
  expect(() => columnIds(Array.from({ length: 33 }, () => 1))).toThrow(RangeError)
})

test('lengths have 16 bits', () => {
  const bits = Array.from({ length: 96 }, (_, length) => lengthBit(length))
  expect(new Set(bits).size).toBe(16)
  expect(Math.max(...bits)).toBe(0x8000)
})

test('slots and tags stay in their range', () => {
  expect(slotOf(0, 7)).toBe(0)
  expect(slotOf(0xffffffff, 7)).toBe(6)
  expect(tagOf(0xffffffff, 0)).toBe(0xffffffe0)
  expect(tagOf(0, 31)).toBe(31)
  expect(mixed(-1)).toBeGreaterThanOrEqual(0)
})

test('two ids make a value of their order and column', () => {
  const units = (a: number, b: number, column: number) => {
    const into = new Uint16Array(8)
    return [...into.subarray(0, joinedUnits(into, a, b, column))]
  }
  expect(units(0x12345678, 9, 1)).toEqual([2, 0x5678, 0x1234, 9, 0, 1])
  expect(units(1, 2, 0)).not.toEqual(units(2, 1, 0))
})
