/** Sluice and secretlint behind one face: a text in, the places of secrets and of personal data out. */
import { lintSource } from '@secretlint/core'
import { creator } from '@secretlint/secretlint-rule-preset-recommend'
import { atLeast } from '../../policy/finding.ts'
import { createScanner } from '../../policy/scan.ts'

export interface Place {
  readonly kind: 'secret' | 'personal'
  readonly start: number
  readonly end: number
}

export interface Peer {
  readonly name: string
  /** What it knows of; the rest is not asked of it. */
  readonly kinds: readonly Place['kind'][]
  find(text: string): Promise<readonly Place[]>
}

const scanner = createScanner()

/** All built-in detectors; findings of medium confidence and above, as rules count them. */
export const sluice: Peer & { findNow(text: string): readonly Place[] } = {
  name: 'Sluice',
  kinds: ['secret', 'personal'],
  findNow: text =>
    scanner
      .scan([{ text }])
      .filter(({ confidence }) => atLeast(confidence, 'medium'))
      .map(({ category, start, end }) => ({ kind: category === 'secrets' ? 'secret' : 'personal', start, end })),
  find: async text => sluice.findNow(text),
}

// secretlint notes every step in the timeline of the process and searches all of it at each: it would slow down text by text.
const unnoted = new PerformanceMark('unnoted')
performance.mark = () => unnoted

/** Its recommended rules, with the one that finds the ids of AWS keys, which is off by default. */
const recommended = {
  id: '@secretlint/secretlint-rule-preset-recommend',
  rule: creator,
  rules: [{ id: '@secretlint/secretlint-rule-aws', options: { enableIDScanRule: true } }],
}

export const secretlint: Peer = {
  name: 'secretlint',
  kinds: ['secret'],
  async find(text) {
    const { messages } = await lintSource({
      source: { content: text, filePath: 'prompt.txt', ext: '.txt', contentType: 'text' },
      options: {
        config: { rules: [recommended] },
        noPhysicFilePath: true,
      },
    })
    return messages.map(({ range: [start, end] }) => ({ kind: 'secret', start, end }))
  },
}
