/** What a person is told about values that were replaced before their request left. */
import type { Decision } from '../policy/decision.ts'
import { detectors } from '../policy/detectors/index.ts'
import type { Finding } from '../policy/finding.ts'
import type { Segment } from '../policy/segment.ts'
import type { BodyDocument } from './documents/types.ts'

/** `2 values were replaced before sending: 1 AWS access key id, 1 e-mail address. Policy: no-credentials`; null when none was. */
export function replacedWords(
  segments: readonly Segment[],
  findings: readonly Finding[],
  decision: Pick<Decision, 'redact' | 'rules'>,
): string | null {
  const byDetector = new Map<string, Set<string>>()
  for (const index of decision.redact) {
    const { detector, text, start, end } = findings[index]!
    const values = byDetector.get(detector) ?? new Set()
    values.add(segments[text]?.text.slice(start, end) ?? '')
    byDetector.set(detector, values)
  }
  const total = [...byDetector.values()].reduce((sum, values) => sum + values.size, 0)
  if (total === 0) return null
  const kinds = [...byDetector].map(([detector, { size }]) => `${size} ${nameOf(detector)}`).join(', ')
  const rules = decision.rules
    .filter(rule => rule.action === 'redact' && !rule.exemption && !rule.mode)
    .map(({ rule }) => rule)
  const policy = rules.length === 0 ? '' : ` Policy: ${rules.join(', ')}`
  return `${total} ${total === 1 ? 'value was' : 'values were'} replaced before sending: ${kinds}.${policy}`
}

/** The same as a header field: visible ASCII. */
export function asField(words: string): string {
  return words.replaceAll(/[^\x20-\x7e]/g, '?')
}

/** The same as the last line of an answer. */
export function asClosingLine(words: string): string {
  return `\n\n(${words})`
}

function nameOf(detector: string): string {
  return detectors.find(({ id }) => id === detector)?.name ?? detector
}

/** The caller asked for JSON, and would not be able to read an answer with a line behind it. */
export function wantsJson(document: BodyDocument): boolean {
  return (
    typeIsJson(document.scalar('response_format', 'type')) ||
    typeIsJson(document.scalar('text', 'format', 'type')) ||
    typeIsJson(document.scalar('output_config', 'format', 'type')) ||
    typeIsJson(document.scalar('output_format', 'type')) ||
    typeIsJson(document.scalar('generationConfig', 'responseMimeType')) ||
    typeIsJson(document.scalar('generation_config', 'response_mime_type')) ||
    document.scalar('format') === 'json'
  )
}

function typeIsJson(value: unknown): boolean {
  return typeof value === 'string' && value.includes('json')
}
