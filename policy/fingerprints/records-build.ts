/** Makes the fingerprints of records, row by row: every form of every cell hashed, and counted where it is left out. */
import {
  type Cell,
  type CellKind,
  cellKinds,
  leastWeight,
  maxLength,
  maxWords,
  readCell,
  weightOf,
} from './records-cell.ts'
import {
  type ColumnIds,
  columnIds,
  joinedUnits,
  lengthBit,
  mixed,
  prefixBits,
  prefixLength,
  type RecordsLayout,
  rolled,
  rollStart,
  tagOf,
} from './records-layout.ts'
import { anotherForm, Entries, makeTable, shrunkPrefixes } from './records-table.ts'
import { createWordReader } from './records-words.ts'
import { createSipHash } from './siphash.ts'

export interface RecordsBuilderOptions {
  /** Of each column, how many cells it consists of. */
  readonly cells: readonly number[]
  /** 16 bytes. */
  readonly hashKey: Uint8Array
  /** A value in more rows than this says nothing about one of them. */
  readonly common: number
}

/** Of one column. */
export interface ColumnCounts {
  /** Cells taken. */
  readonly taken: number
  /** Left out: nothing in it; fewer than 4 characters; more than 10 words or 96 characters; in too many rows. */
  readonly empty: number
  readonly short: number
  readonly long: number
  readonly common: number
}

export interface BuiltRecords {
  readonly parts: readonly Uint8Array[]
  readonly layout: RecordsLayout
  readonly columns: readonly ColumnCounts[]
}

export interface RecordsBuilder {
  /** Row numbers begin with 1; `values` has the cells of each column. */
  add(row: number, values: readonly (readonly string[])[]): void
  finish(): BuiltRecords
}

/** Needs some 30 bytes of memory for each cell. Throws RangeError when there are too many columns. */
export function createRecordsBuilder(options: RecordsBuilderOptions): RecordsBuilder {
  return new Builder(options)
}

/** Parts of a column may be shorter than values that stand alone. */
const leastPart = 2
const leastParts = 6
const cachePower = 18

class Builder implements RecordsBuilder {
  readonly #options: RecordsBuilderOptions
  readonly #ids: readonly ColumnIds[]
  readonly #entries = new Entries()
  readonly #prefixes = new Uint16Array(2 ** prefixBits)
  readonly #sip
  readonly #read = createWordReader()
  readonly #units = new Uint16Array(maxLength * 4)
  readonly #cellUnits = new Uint16Array(4096)
  /** Values of parts seen last: dates and first names come again and again. */
  readonly #seen = new Float64Array(2 ** cachePower)
  readonly #counts
  #maxWords = 1
  #maxLength = 1
  #minLength = maxLength
  #hasDates = false

  constructor(options: RecordsBuilderOptions) {
    this.#options = options
    this.#ids = columnIds(options.cells)
    this.#sip = createSipHash(options.hashKey)
    this.#counts = options.cells.map(() => ({
      taken: 0,
      empty: 0,
      short: 0,
      long: 0,
      kinds: Object.fromEntries(cellKinds.map(kind => [kind, 0])) as Record<CellKind, number>, // every kind is in the list
    }))
  }

  add(row: number, values: readonly (readonly string[])[]): void {
    values.forEach((cells, column) => {
      const counts = this.#counts[column]!
      const read = cells.map(value => this.#readCell(value))
      const left = leftOut(read)
      counts[left ?? 'taken']++
      if (left) return
      counts.kinds[read[0]!.kind]++
      for (const cell of read) this.#maxWords = Math.max(this.#maxWords, cell.words)
      const { final } = this.#ids[column]!
      if (read.length === 1) this.#addForms(formsOf(read[0]!), final, row)
      else this.#addJoined(read, this.#ids[column]!, row)
    })
  }

  finish(): BuiltRecords {
    const { slots, bits, live, common } = makeTable(this.#entries, this.#options.common)
    const parts = [shrunkPrefixes(this.#prefixes, live), bits, slots]
    return {
      parts: parts.map(words => new Uint8Array(words.buffer, words.byteOffset, words.byteLength)),
      layout: {
        cells: [...this.#options.cells],
        kinds: this.#counts.map(({ kinds }) => cellKinds.reduce((a, b) => (kinds[b] > kinds[a] ? b : a))),
        maxWords: this.#maxWords,
        maxLength: this.#maxLength,
        minLength: this.#minLength,
        hasDates: this.#hasDates,
      },
      columns: this.#counts.map(({ kinds: _, taken, ...counts }, column) => {
        const many = common[this.#ids[column]!.final]!
        return { ...counts, taken: taken - many, common: many }
      }),
    }
  }

  #readCell(value: string): Cell {
    const text = value.length > this.#cellUnits.length ? value.slice(0, this.#cellUnits.length) : value
    for (let i = 0; i < text.length; i++) this.#cellUnits[i] = text.charCodeAt(i)
    return readCell(text, this.#read(this.#cellUnits, text.length))
  }

  #addForms(forms: readonly string[], id: number, value: number): void {
    for (const [i, form] of forms.entries()) this.#addForm(form, id, i === 0 ? value : value | anotherForm)
  }

  #addForm(form: string, id: number, value: number): void {
    const units = this.#units
    for (let i = 0; i < form.length; i++) units[i] = form.charCodeAt(i)
    this.#push(form.length, id, value)
    if (units[0] === 1) {
      this.#hasDates = true
      return
    }
    this.#maxLength = Math.max(this.#maxLength, form.length)
    this.#minLength = Math.min(this.#minLength, form.length)
    let hash = rollStart
    for (let i = 0; i < Math.min(prefixLength, form.length); i++) hash = rolled(hash, units[i]!)
    this.#prefixes[mixed(hash) >>> (32 - prefixBits)]! |= lengthBit(form.length)
  }

  /** An entry for the first units of the buffer. */
  #push(length: number, id: number, value: number): void {
    let roll = rollStart
    for (let i = 0; i < length; i++) roll = rolled(roll, this.#units[i]!)
    this.#sip.hash(this.#units, 0, length)
    this.#entries.add(this.#sip.high, tagOf(this.#sip.low, id), value, roll)
  }

  /** Every reading of a part with every reading of the next: 03/04/2001 is two days. */
  #addJoined(cells: readonly Cell[], { parts, joins, final }: ColumnIds, row: number): void {
    const ids = cells.map((cell, part) => cell.readings.map(({ forms }) => this.#idOf(forms, parts[part]!)))
    let joined = ids[0]!
    for (let part = 1; part < ids.length; part++) {
      const column = part === ids.length - 1 ? final : joins[part - 1]!
      joined = joined.flatMap(a =>
        ids[part]!.map((b, i) => {
          const length = joinedUnits(this.#units, a, b, column)
          if (column === final) {
            this.#push(length, final, i === 0 && a === joined[0] ? row : row | anotherForm)
            return row
          }
          const id = this.#hashId(length)
          this.#push(length, column, id)
          return id
        }),
      )
    }
  }

  /** The id of a reading: of whichever of its forms sorts first, so that Doe, Jane and Jane Doe are one. */
  #idOf(forms: readonly string[], part: number): number {
    const first = forms.reduce((a, b) => (b < a ? b : a))
    this.#units[0] = 3
    for (let i = 0; i < first.length; i++) this.#units[i + 1] = first.charCodeAt(i)
    const id = this.#hashId(first.length + 1)
    let roll = rolled(rollStart, part)
    for (const form of forms) for (let i = 0; i < form.length; i++) roll = rolled(roll, form.charCodeAt(i))
    // Other forms may have the same id: Mueller has fewer than Müller.
    const seen = (roll >>> 0) * 0x100000 + (id & 0xfffff)
    const place = mixed(roll) >>> (32 - cachePower)
    if (this.#seen[place] !== seen) {
      this.#seen[place] = seen
      for (const form of forms) this.#addForm(form, part, id)
    }
    return id
  }

  /** 31 bits, never 0. */
  #hashId(length: number): number {
    this.#sip.hash(this.#units, 0, length)
    return this.#sip.low >>> 1 || 1
  }
}

const formsOf = (cell: Cell): string[] => [...new Set(cell.readings.flatMap(({ forms }) => forms))]

function leftOut(cells: readonly Cell[]): 'empty' | 'short' | 'long' | undefined {
  const weights = cells.map(cell => Math.max(0, ...cell.readings.flatMap(({ forms }) => forms.map(weightOf))))
  if (weights.includes(0)) return 'empty'
  const least = cells.length === 1 ? leastWeight : leastPart
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  if (weights.some(weight => weight < least) || all < (cells.length === 1 ? least : leastParts)) return 'short'
  return cells.some(tooLong) ? 'long' : undefined
}

const tooLong = ({ words, readings }: Cell): boolean =>
  words > maxWords || readings.some(({ forms }) => forms.some(form => form.length > maxLength))
