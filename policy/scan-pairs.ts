/** Finds secrets without a mark of their own near the id that belongs to them: an AWS secret near its access key id. */
import { awsAccessKeyId, awsSecretAccessKey } from './detectors/aws.ts'
import { classes, type Hit, type Page, WORD } from './scan-page.ts'
import { wordShare } from './scan-randomness.ts'
import { looksMadeUp } from './scan-value.ts'

const reach = 300
const secretLength = 40

/** Looks around the ids that were found; runs after the engines that find them. */
export function pairSecrets(page: Page, hits: Hit[]): void {
  let searched = 0
  for (const hit of [...hits].sort((a, b) => a.start - b.start)) {
    if (hit.detector.id !== awsAccessKeyId.id) continue
    const to = Math.min(page.length, hit.end + reach)
    let at = Math.max(searched, hit.start - reach)
    while (at < to) {
      let end = at
      while (end < page.length && end - at < 80 && isBase64(page.units[end]!)) end++
      if (end - at === secretLength && isSecret(page.text.slice(at, end)))
        hits.push({
          detector: awsSecretAccessKey,
          start: at,
          end,
          confidence: hit.confidence,
          why: ['40 base64 characters beside an access key id'],
        })
      at = end + 1
    }
    searched = Math.max(searched, at)
  }
}

const isBase64 = (unit: number): boolean => (classes[unit]! & WORD) !== 0 || unit === 43 || unit === 47

function isSecret(value: string): boolean {
  let small = false
  let capital = false
  let digit = false
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i)
    if (unit > 96) small = true
    else if (unit > 64) capital = true
    else if (unit > 47) digit = true
  }
  return small && capital && digit && !looksMadeUp(value) && wordShare(value) < 0.42
}
