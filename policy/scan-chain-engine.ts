/** One pass over everything written in digits: cards and ids, telephone numbers, dates of birth and postal addresses share it. */
import type { NumberFormat } from './detectors/detector.ts'
import { readAddress } from './scan-address.ts'
import { birthLabels, readBirth } from './scan-birth.ts'
import { type Chain, eachChain } from './scan-chains.ts'
import { createColumns, type Head } from './scan-columns.ts'
import { createLabelFinder, isRightBeside, labelReach, type NearLabel } from './scan-labels.ts'
import { createHtmlColumns, createSqlColumns } from './scan-markup-columns.ts'
import { createNumberReader } from './scan-numbers.ts'
import type { Engine, Hit, Page } from './scan-page.ts'
import { phoneLabels, readPhone } from './scan-phone.ts'

/** What a label stands for: a number format, or one of the kinds that have a reader of their own. */
export type LabelOwner = NumberFormat | 'phone' | 'birth'

export interface ChainKinds {
  readonly numbers: readonly NumberFormat[]
  readonly phones: boolean
  readonly births: boolean
  readonly addresses: boolean
}

const leastDigits = 3
const leastDigitsAlone = 5
/** Three or four digits need their label right before them. */
const shortReach = 40

export function createChainEngine({ numbers, phones, births, addresses }: ChainKinds): Engine {
  const finder = createLabelFinder(ownersOf(numbers))
  const readNumbers = createNumberReader(numbers)
  const columns = [createColumns(), createHtmlColumns(), createSqlColumns()]
  const heads = new Map<number, readonly NearLabel<LabelOwner>[]>()

  /** Labels in the head of the column that the chain stands in. */
  const columnLabels = (page: Page, chain: Chain): readonly NearLabel<LabelOwner>[] => {
    const start = chain.bounds[0]!
    const end = chain.bounds[2 * chain.count - 1]!
    let head: Head | undefined
    for (const kind of columns) if ((head = kind.headOf(page, start, end))) break
    if (!head) return noLabels
    const known = heads.get(head.start)
    if (known) return known
    const labels = finder.within(page, head.start, head.end)
    if (heads.size < mostHeads) heads.set(head.start, labels)
    return labels
  }

  const read = (page: Page, chain: Chain, labels: readonly NearLabel<LabelOwner>[], hits: Hit[]): boolean => {
    const before = hits.length
    if (births && labels.length > 0 && names(labels, 'birth')) readBirth(page, chain, labels, hits)
    if (!foundSince(hits, before)) readNumbers(page, chain, labels, hits)
    if (phones && !foundSince(hits, before)) readPhone(page, chain, names(labels, 'phone'), hits)
    return foundSince(hits, before)
  }

  return (page, hits) => {
    finder.reset()
    heads.clear()
    for (const kind of columns) kind.reset()
    eachChain(page, leastDigits, chain => {
      const start = chain.bounds[0]!
      const short = chain.digits < leastDigitsAlone
      const labels = finder.around(page, start, chain.bounds[2 * chain.count - 1]!, short ? shortReach : labelReach)
      if ((labels.length > 0 || !short) && read(page, chain, labels, hits)) return
      const column = columnLabels(page, chain)
      if (column.length > 0 && read(page, chain, column, hits)) return
      if (addresses && !short) readAddress(page, chain, hits)
    })
  }
}

const noLabels: readonly never[] = []
const mostHeads = 2000

function foundSince(hits: readonly Hit[], before: number): boolean {
  for (let i = before; i < hits.length; i++) if (hits[i]!.confidence !== 'low') return true
  return false
}

/** Is a label of the kind right before the value? */
function names(labels: readonly NearLabel<LabelOwner>[], kind: LabelOwner): boolean {
  return labels.some(label => isRightBeside(label.distance) && label.owners.includes(kind))
}

function ownersOf(numbers: readonly NumberFormat[]): Map<string, LabelOwner[]> {
  const owners = new Map<string, LabelOwner[]>()
  const add = (label: string, owner: LabelOwner): void => {
    const list = owners.get(label)
    if (list) list.push(owner)
    else owners.set(label, [owner])
  }
  for (const format of numbers) for (const label of format.labels) add(label, format)
  for (const label of phoneLabels) add(label, 'phone')
  for (const label of birthLabels) add(label, 'birth')
  return owners
}
