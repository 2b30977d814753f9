/** How sure a match of a fixed format is: its check, its randomness, placeholders and documented examples. */
import type { TokenFormat } from './detectors/detector.ts'
import type { Confidence } from './finding.ts'
import { isDocumented } from './scan-documented.ts'
import { wordShare } from './scan-randomness.ts'
import { looksMadeUp, shannonEntropy } from './scan-value.ts'

export interface Judged {
  readonly confidence: Confidence
  readonly why: readonly string[]
}

/** Most of a value that may read like words where randomness is asked for. */
const mostWords = 0.45

/** Undefined when it is no match after all. `longer`: more characters of its alphabet follow than the format has. */
export function judgeToken(format: TokenFormat, keyword: string, value: string, longer: boolean): Judged | undefined {
  if (longer && format.exact) return undefined
  const fixed = `the fixed part is in place (${format.name})`
  const verified = longer ? undefined : format.verify?.(value)
  if (format.known?.includes(value) || isDocumented(value))
    return { confidence: 'low', why: [fixed, 'a documented example'] }
  if (verified === true) return { confidence: 'high', why: [fixed, `${format.check} holds`] }
  if (format.strict) return undefined
  if (format.identifier) return { confidence: format.confidence ?? 'high', why: [fixed] }
  const body = value.startsWith(keyword) ? value.slice(keyword.length) : value
  if (looksMadeUp(body)) return { confidence: 'low', why: [fixed, 'reads like a placeholder or a documented example'] }
  if (format.entropy !== undefined && (shannonEntropy(body) < format.entropy || wordShare(body) > mostWords))
    return undefined
  const confidence = format.confidence ?? 'high'
  if (verified === false)
    return { confidence: confidence === 'high' ? 'medium' : confidence, why: [fixed, `${format.check} does not hold`] }
  return { confidence, why: longer ? [fixed, 'longer than the documented length'] : [fixed] }
}
