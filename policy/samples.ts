/** `{{sample:aws-access-key-id}}` in test texts: values made from the detectors' own examples, so that no policy file holds a key. */
import type { Example } from './detectors/detector.ts'
import { detectors } from './detectors/index.ts'
import { makeValue, seededRandom } from './detectors/make-value.ts'

/** `{{sample:credit-card}}`, `{{sample:credit-card x5}}` (five different ones, one a line). */
const placeholder = /\{\{\s*sample:\s*([A-Za-z0-9_-]+)(?:\s+x\s*(\d{1,4}))?\s*\}\}/g

/** Replaces every placeholder; each makes another value, the same in every run. Placeholders of unknown detectors stay. */
export function expandSamples(text: string): string {
  let made = 0
  return text.replaceAll(placeholder, (whole, id: string, times: string | undefined) => {
    const example = detectors.find(entry => entry.id === id)?.examples.match[0]
    if (example === undefined) return whole
    return Array.from({ length: Number(times ?? 1) }, () => make(id, example, made++)).join('\n')
  })
}

/** Detectors that the placeholders of a text name. */
export function sampleNames(text: string): string[] {
  return [...text.matchAll(placeholder)].map(match => match[1]!)
}

function make(id: string, example: Example, number: number): string {
  let seed = 7 + number
  for (const character of id) seed = Math.imul(seed, 31) + character.charCodeAt(0)
  const random = seededRandom(seed)
  return (typeof example === 'string' ? makeValue(example, random) : example(random)).replaceAll(/[«»]/g, '')
}
