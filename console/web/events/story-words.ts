/** The sentences an event is told in. Pure; no sentence quotes what was found. */
import type { EventRecord, FindingRow } from '../../contract.ts'
import { plural } from '../words/format.ts'
import { titled } from '../words/names.ts'

/** One line that says how it went. */
export function headline(event: EventRecord): string {
  const { findings } = event
  if (event.action !== event.enforced) return `Would have been ${past[event.action]}; monitor mode let it pass`
  switch (event.enforced) {
    case 'block':
      return event.refusal?.code === 'limit_exceeded' ? 'Refused: a limit was reached' : 'Stopped before anything left'
    case 'redact': {
      const number = findings.filter(finding => finding.redacted).length
      return `${plural(number, 'value')} replaced before the request left`
    }
    case 'alert':
      return 'Let through, and noted'
    case 'allow':
      return event.refusal ? 'Refused' : 'Let through as it was'
    default:
      return event.enforced satisfies never
  }
}

const past = { allow: 'allowed', alert: 'noted', redact: 'redacted', block: 'blocked' } as const

export function identifiedWords(event: EventRecord): string {
  switch (event.identifiedBy) {
    case 'basic':
      return 'Signed in to the proxy with name and password'
    case 'address-map':
      return 'Known by the device’s address, from the settings'
    case 'anonymous':
      return 'Not identified: only the address is known'
    default:
      return `Identified by ${event.identifiedBy}`
  }
}

const roles: Readonly<Record<string, string>> = {
  user: 'the person',
  assistant: 'the model',
  system: 'the app’s instructions',
  tool: 'a tool',
  unknown: 'an unknown author',
}
const kinds: Readonly<Record<string, string>> = {
  prompt: 'Prompt',
  history: 'Earlier turn',
  instructions: 'Instructions',
  'tool-call': 'Tool call',
  'tool-result': 'Tool result',
  'tool-definition': 'Tool definition',
  attachment: 'Attachment',
  draft: 'Draft, not yet sent',
  parameter: 'Parameter',
  metadata: 'Metadata',
  answer: 'Answer',
  other: 'Other text',
}

/** `Prompt by the person`. */
export function whereWords(finding: FindingRow): string {
  const kind = kinds[finding.kind] ?? titled(finding.kind)
  return `${kind} by ${roles[finding.role] ?? finding.role}`
}

/** What was done, in the order of its consequences. */
export function doneSentence(event: EventRecord): string {
  if (event.action !== event.enforced) {
    return `The rules call for ${nouns[event.action]}. The policy is in monitor mode, so nothing was changed.`
  }
  switch (event.enforced) {
    case 'block':
      return 'Nothing of the request left. The app got the answer below, in its own format.'
    case 'redact':
      return 'The found values were replaced by placeholders; the rest left as it was written.'
    case 'alert':
      return 'The request left unchanged.'
    case 'allow':
      return event.refusal ? 'Nothing left. The app got the answer below.' : 'The request left unchanged.'
    default:
      return event.enforced satisfies never
  }
}

const nouns = { allow: 'letting it pass', alert: 'an alert', redact: 'redaction', block: 'blocking' } as const

/** How it ended for the client. */
export function endWords(event: EventRecord): string {
  const { outcome } = event
  if (!outcome) return 'Still running'
  if (outcome.abortedBy === 'client') return 'The app hung up before the answer was complete'
  if (outcome.abortedBy === 'upstream') return 'The provider broke off before the answer was complete'
  if (outcome.abortedBy === 'proxy') return 'Sluice ended it'
  if (outcome.error) return `Failed: ${outcome.error}`
  if (event.refusal) return `Refused with status ${outcome.status ?? event.refusal.status}`
  return outcome.status === undefined ? 'Ended' : `Answered with status ${outcome.status}`
}

export const costBasisWords = {
  measured: 'from the usage the provider reported',
  estimated: 'estimated: the provider reported no usage',
  unknown: 'the price of this model is not known',
} as const

/** Findings of one detector belong together. */
export function byDetector(findings: readonly FindingRow[]): readonly (readonly [string, readonly FindingRow[]])[] {
  const groups = new Map<string, FindingRow[]>()
  for (const finding of findings) groups.set(finding.detector, [...(groups.get(finding.detector) ?? []), finding])
  return [...groups]
}
