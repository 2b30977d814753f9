/** `{{sample:aws-access-key-id}}` in test texts: values made from the detectors' own examples, so that no policy file holds a key. */
import type { Detector } from './detectors/detector.ts'
import { detectors } from './detectors/index.ts'
import { makeValue, seededRandom } from './detectors/make-value.ts'

/** `{{sample:credit-card}}`, `{{sample:credit-card x5}}` (five different ones, one a line). */
const placeholder = /\{\{\s*sample:\s*([A-Za-z0-9_-]+)(?:\s+x\s*(\d{1,4}))?\s*\}\}/g

/**
 * Replaces every placeholder by a text in which its detector finds one value: the bare value where its format is enough,
 * else the value with its name beside it. Each is another value, the same in every run. Unknown detectors stay as they are.
 */
export function expandSamples(text: string): string {
  let made = 0
  return text.replaceAll(placeholder, (whole, id: string, times: string | undefined) => {
    const detector = detectors.find(entry => entry.id === id)
    if (detector === undefined) return whole
    return Array.from({ length: Number(times ?? 1) }, () => make(detector, made++)).join('\n')
  })
}

/** Detectors that the placeholders of a text name. */
export function sampleNames(text: string): string[] {
  return [...text.matchAll(placeholder)].map(match => match[1]!)
}

function make(detector: Detector, number: number): string {
  const { id, examples } = detector
  let seed = 7 + number
  for (const character of id) seed = Math.imul(seed, 31) + character.charCodeAt(0)
  const random = seededRandom(seed)
  const example = examples.match[0]
  const text = typeof example === 'string' ? makeValue(example, random) : example(random)
  const [before, value, after, ...more] = text.split(/[«»]/)
  if (value === undefined) return text
  if (more.length > 0) return text.replaceAll(/[«»]/g, '')
  return standsAlone(detector, value) ? value : `${before}${value}${after ?? ''}`
}

/** A token that is found by a part of itself, not by a name or an address beside it. */
function standsAlone(detector: Detector, value: string): boolean {
  return detector.kind === 'token' && detector.keywords.some(keyword => value.startsWith(keyword))
}
