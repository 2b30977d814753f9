/** One pass over everything written in digits: cards and ids, telephone numbers, dates of birth and postal addresses share it. */
import type { NumberFormat } from './detectors/detector.ts'
import { readAddress } from './scan-address.ts'
import { birthLabels, readBirth } from './scan-birth.ts'
import { eachChain } from './scan-chains.ts'
import { createLabelFinder, labelReach, type NearLabel } from './scan-labels.ts'
import { createNumberReader } from './scan-numbers.ts'
import type { Engine, Hit } from './scan-page.ts'
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
  return (page, hits) => {
    finder.reset()
    eachChain(page, leastDigits, chain => {
      const labels = finder.around(
        page,
        chain.bounds[0]!,
        chain.bounds[2 * chain.count - 1]!,
        chain.digits < leastDigitsAlone ? shortReach : labelReach,
      )
      if (labels.length === 0 && chain.digits < leastDigitsAlone) return
      const before = hits.length
      if (births && labels.length > 0 && names(labels, 'birth')) readBirth(page, chain, labels, hits)
      if (!foundSince(hits, before)) readNumbers(page, chain, labels, hits)
      if (phones && !foundSince(hits, before)) readPhone(page, chain, names(labels, 'phone'), hits)
      if (addresses && chain.digits >= leastDigitsAlone && !foundSince(hits, before)) readAddress(page, chain, hits)
    })
  }
}

function foundSince(hits: readonly Hit[], before: number): boolean {
  for (let i = before; i < hits.length; i++) if (hits[i]!.confidence !== 'low') return true
  return false
}

/** Is a label of the kind right before the value? */
function names(labels: readonly NearLabel<LabelOwner>[], kind: LabelOwner): boolean {
  return labels.some(label => label.distance < 24 && label.owners.includes(kind))
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
