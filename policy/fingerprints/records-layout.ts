/** How fingerprints of records are laid out in memory and in their file, shared by who makes them and who looks them up. */
import { z } from 'zod'
import { cellKinds } from './records-cell.ts'

export const recordsLayout = z.strictObject({
  /** Of each column, how many cells it consists of: 2 for `name+dob`. */
  cells: z.array(z.number().int().min(1)),
  /** What most cells of each column are. */
  kinds: z.array(z.enum(cellKinds)),
  /** Most words that a value is written in, in any text. */
  maxWords: z.number().int(),
  /** Units of the longest and the shortest normal form. */
  maxLength: z.number().int(),
  minLength: z.number().int(),
  hasDates: z.boolean(),
})
export type RecordsLayout = z.infer<typeof recordsLayout>

/** Where entries of a column stand: `final` ones lead to rows; values of parts and joined parts lead to their ids. */
export interface ColumnIds {
  readonly parts: readonly number[]
  readonly joins: readonly number[]
  readonly final: number
}

const idBits = 5
export const idMask = (1 << idBits) - 1

/** Throws RangeError when there are too many. */
export function columnIds(cells: readonly number[]): ColumnIds[] {
  let next = 0
  const columns = cells.map(count => ({
    parts: count === 1 ? [] : Array.from({ length: count }, () => next++),
    joins: Array.from({ length: Math.max(0, count - 2) }, () => next++),
    final: next++,
  }))
  if (next > idMask + 1) throw new RangeError('too many columns: 32 at most, and name+dob counts as 3 of them')
  return columns
}

/** Units that are looked at together before a whole candidate is hashed. */
export const prefixLength = 6
export const prefixBits = 22

/** Takes one more unit into a hash that is quick and need not be safe: it only sorts out candidates. */
export const rolled = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)
export const rollStart = 0x811c9dc5 | 0

/** The upper bits of what it answers are good to be an index. */
export function mixed(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return (half ^ (half >>> 13)) >>> 0
}

/** One of 16 bits: lengths from 12 on share theirs, by four, those from 24 on one. */
export const lengthBit = (length: number): number => 1 << (length < 12 ? length : Math.min(15, 9 + (length >> 2)))

/** Two ids as one value: what stands together in a row. */
export function joinedUnits(into: Uint16Array, a: number, b: number, column: number): number {
  into[0] = 2
  into[1] = a
  into[2] = a >>> 16
  into[3] = b
  into[4] = b >>> 16
  into[5] = column
  return 6
}

/** Slots of two words each: the tag (27 bits of the hash, 5 of the column id) and the value; a value of 0 is an empty slot. */
export const slotOf = (high: number, slots: number): number => Math.floor((high * slots) / 4294967296)
export const tagOf = (low: number, id: number): number => ((low & ~idMask) | id) >>> 0
