/** Finds values of protected records on a page: every run of words that may be one is looked up, in one pass. */
import type { FingerprintUse } from '../fingerprint.ts'
import type { Engine, Hit } from '../scan-page.ts'
import { type DateAt, dateAt, dateForm } from './records-dates.ts'
import type { RecordsIndex } from './records-index.ts'
import { joinParts } from './records-join.ts'
import { columnIds, lengthBit, prefixLength, rolled, rollStart } from './records-layout.ts'
import { standsAlone } from './records-place.ts'
import { recordsReport } from './records-report.ts'
import { Stretch } from './records-stretch.ts'
import { createWordReader, type Words } from './records-words.ts'

export interface RecordsSource {
  readonly index: RecordsIndex
  /** Names of the columns. */
  readonly columns: readonly string[]
  /** Name of the file that they were made of. */
  readonly source: string
}

/** Between two words of one value; further apart they are two. */
const widestGap = 8

export function recordsEngine(
  of: RecordsSource,
  detector: Hit['detector'],
  use: FingerprintUse,
  rated: Hit['confidence'] | undefined,
): Engine {
  const { index, columns } = of
  const wanted = columns.map((name, i) => ({ name, i })).filter(({ name }) => isWanted(name, use))
  const ids = columnIds(index.layout.cells)
  const columnOf = new Map(wanted.filter(({ i }) => ids[i]!.parts.length === 0).map(({ i }) => [ids[i]!.final, i]))
  const composed = wanted.filter(({ i }) => ids[i]!.parts.length > 0)
  const partIds = new Set(composed.flatMap(({ i }) => ids[i]!.parts))
  const read = createWordReader()
  const reported = { ...of, ...index.layout }
  return (page, hits) => {
    const report = recordsReport(reported, use, { detector, rated })
    const stretch = new Stretch(use.within, ({ matches, partsOf }) => {
      const all = [...matches]
      for (const { i } of composed)
        joinParts(index, ids[i]!, i, { partsOf, within: use.within }, match => all.push(match))
      report.add(all)
    })
    const words = read(page.units, page.length)
    lookUp(index, words, (id, value, first, last) => {
      const column = columnOf.get(id)
      if (column === undefined && !partIds.has(id)) return
      const start = words.start[first]!
      const end = words.end[last]!
      if (!standsAlone(page, words, first, last, column === undefined ? undefined : index.layout.kinds[column])) return
      const places = [start, end]
      if (column === undefined) stretch.addPart(id, { value, places })
      else stretch.addMatch({ row: value, column, start, end, places })
    })
    stretch.settle()
    for (const hit of report.hits()) hits.push(hit)
  }
}

const isWanted = (name: string, { columns }: FingerprintUse): boolean => columns.length === 0 || columns.includes(name)

type Looked = (id: number, value: number, first: number, last: number) => void

function lookUp(index: RecordsIndex, words: Words, found: Looked): void {
  const { minLength, maxLength, maxWords, hasDates } = index.layout
  const { folded, at, start, end, count } = words
  let first = 0
  let last = 0
  const here = (id: number, value: number): void => found(id, value, first, last)
  for (first = 0; first < count; first++) {
    const from = at[first]!
    const stop = Math.min(count, first + maxWords)
    let lengths = -1
    let hash = rollStart
    let hashed = from
    for (last = first; last < stop; last++) {
      if (last > first && start[last]! - end[last - 1]! > widestGap) break
      const to = at[last + 1]!
      const length = to - from
      if (length > maxLength) break
      if (length < minLength) continue
      if (length >= prefixLength) {
        if (lengths === -1) lengths = index.lengthsOf(folded, from, prefixLength)
        if (lengths === 0) break
        if ((lengths & lengthBit(length)) === 0) continue
      } else if ((index.lengthsOf(folded, from, length) & lengthBit(length)) === 0) continue
      for (; hashed < to; hashed++) hash = rolled(hash, folded[hashed]!)
      if (index.mayHold(hash)) index.find(folded, from, to, here)
    }
    if (hasDates) lookUpDate(index, dateAt(words, first), found)
  }
}

const dateUnits = new Uint16Array(9)

function lookUpDate(index: RecordsIndex, date: DateAt | undefined, found: Looked): void {
  for (const form of date?.forms ?? []) {
    const text = dateForm(form)
    for (let i = 0; i < text.length; i++) dateUnits[i] = text.charCodeAt(i)
    index.findWhole(dateUnits, text.length, (id, value) => found(id, value, date!.first, date!.last))
  }
}
