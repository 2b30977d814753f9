/** Finding records of the sample company; masks only, as in the real store. */
import { createHash } from 'node:crypto'
import type { FindingRecord } from '../../../proxy/audit/types.ts'
import type { FindingKind } from './company.ts'
import type { Random } from './records.ts'

const places = [
  { place: 'messages[0].content', role: 'system', kind: 'instructions' },
  { place: 'messages[2].content', role: 'user', kind: 'prompt' },
  { place: 'messages[3].content[0].text', role: 'user', kind: 'prompt' },
  { place: 'messages[1].tool_calls[0].function.arguments', role: 'assistant', kind: 'tool-call' },
  { place: 'messages[4].content', role: 'tool', kind: 'tool-result' },
] as const

export function makeFindings(random: Random, found: FindingKind, redacted: boolean): FindingRecord[] {
  const number = 1 + Math.floor(random() * found.most)
  const place = places[Math.floor(random() ** 0.5 * places.length * 0.99)]!
  const first = Math.floor(random() * 400)
  return Array.from({ length: number }, (_, index) => ({
    detector: found.detector,
    category: found.category,
    severity: found.severity,
    confidence: found.confidence,
    why: found.why,
    ...place,
    start: first + index * (found.length + 9),
    length: found.length,
    mask: found.mask,
    hash: createHash('sha256').update(`${random()}`).digest('hex').slice(0, 32),
    redacted,
  }))
}
