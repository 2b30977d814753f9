/** Pages and hits for the tests of single engines. */
import type { Confidence, Finding } from '../../policy/finding.ts'
import { createScanner } from '../../policy/scan.ts'
import { createPageMaker, type Engine, type Hit, type Page } from '../../policy/scan-page.ts'

export const pageOf = (text: string): Page => createPageMaker()(text)

/** What one engine finds, as `detector` and the matched text: for texts without real secrets. */
export function foundBy(engine: Engine, text: string): [string, string][] {
  const hits: Hit[] = []
  engine(pageOf(text), hits)
  return hits.map(hit => [hit.detector.id, text.slice(hit.start, hit.end)])
}

const scanner = createScanner()

/** Detectors and matched texts of a whole scan at `least` confidence or better. */
export function scanned(text: string, least: Confidence = 'medium'): [string, string][] {
  return findings(text, least).map(one => [one.detector, text.slice(one.start, one.end)])
}

export function findings(text: string, least: Confidence = 'medium'): Finding[] {
  const order: Confidence[] = ['low', 'medium', 'high']
  return scanner.scan([{ text }]).filter(one => order.indexOf(one.confidence) >= order.indexOf(least))
}
