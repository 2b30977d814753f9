/** What the bench of passages measures with: an index of texts, a finder, bytes, CPU time. */
import type { Confidence, Scanner } from '../../policy/finding.ts'
import type { Fingerprints } from '../../policy/fingerprint.ts'
import { createPassageBuilder } from '../../policy/fingerprints/passages-build.ts'
import { createPassageEngine } from '../../policy/fingerprints/passages-engine.ts'
import type { PassageIndex } from '../../policy/fingerprints/passages-index.ts'
import { writePassages } from '../../policy/fingerprints/passages-payload.ts'
import { createScanner } from '../../policy/scan.ts'
import type { Text } from './texts.ts'

export type Style = PassageIndex['style']

export function indexOf(texts: readonly Text[], style: Style): PassageIndex {
  const builder = createPassageBuilder(style, [1, 2])
  for (const { name, text } of texts) builder.add(name, text)
  return builder.finish()
}

export interface Found {
  readonly start: number
  readonly end: number
  readonly confidence: Confidence
  readonly why: readonly string[]
}

/** The scanner as a policy makes it: the built-in detectors, unless `alone`, and one of these fingerprints. */
export function scannerOf(index: PassageIndex | undefined, alone: boolean, least = 30): Scanner {
  const use = { columns: [], together: 2, within: 300, passage: least }
  const silent = alone ? createScanner().detectorIds : []
  if (!index) return createScanner({ disabled: silent })
  const kind = index.style === 'code' ? 'code' : 'documents'
  const open = (): Fingerprints => ({
    kind,
    file: 'bench',
    build: '',
    columns: [],
    engine: (detector, { passage }, rated) => createPassageEngine(index, detector, { passage }, rated),
  })
  return createScanner(
    { disabled: silent, custom: [{ id: 'own', kind: 'fingerprints', file: 'bench', build: '', use }] },
    open,
  )
}

/** Finds passages of the index: findings of medium confidence and above, as in rules. */
export function finderOf(index: PassageIndex, least = 30): (text: string) => Found[] {
  const scanner = scannerOf(index, true, least)
  return text => scanner.scan([{ text }]).filter(one => one.detector === 'own' && one.confidence !== 'low')
}

/** In megabytes: of the file; of the memory, which adds the filter of four bytes for each bucket. */
export function sizeOf(index: PassageIndex): { file: number; memory: number } {
  const file = writePassages(index).parts.reduce((sum, part) => sum + part.byteLength, 0) / 1e6
  return { file, memory: file + (4 << index.bits) / 1e6 }
}

export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Megabytes a second, the best of `runs`; texts are scanned one at a time, in pieces of 32,000 characters. */
export function speedOf(scanner: Scanner, text: string, runs = 3): number {
  const pieces = Array.from({ length: Math.ceil(text.length / 32_000) }, (_, i) =>
    text.slice(i * 32_000, (i + 1) * 32_000),
  )
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < runs; i++) {
    const began = cpuMs()
    for (const piece of pieces) scanner.scan([{ text: piece }])
    least = Math.min(least, cpuMs() - began)
  }
  return text.length / 1000 / least
}

export const megabytes = (list: readonly Text[]): number => list.reduce((sum, { text }) => sum + text.length, 0) / 1e6
