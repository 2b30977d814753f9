/** How far a value is cut on redaction: signs behind it that may be its own are cut with it. */
import { classes, type Page, SPACE } from './scan-page.ts'

const farthest = 200
const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/**
 * End of the value [start, end) with the one sign behind it that is as likely its last character as punctuation: a
 * question mark, a lone asterisk or underscore that does not close emphasis, a bracket that nothing on the line opens.
 */
export function tailEnd(page: Page, start: number, end: number): number {
  const { text, units } = page
  const sign = text[end] ?? ' '
  const next = units[end + 1]!
  if (next !== 0 && classes[next] !== SPACE && !closing.includes(text[end + 1] ?? ' ')) return end
  if (sign === '?') return end + 1
  if (sign === '*' || sign === '_') return text[start - 1] === sign ? end : end + 1
  const opener = pairs[sign]
  return opener !== undefined && !opensBefore(page, start, opener, sign) ? end + 1 : end
}

const closing = '"\'`.,;<'

function opensBefore({ text }: Page, start: number, opener: string, closer: string): boolean {
  let depth = 0
  for (let at = start - 1; at >= 0 && start - at < farthest && text[at] !== '\n'; at--) {
    if (text[at] === closer) depth++
    else if (text[at] === opener && depth-- === 0) return true
  }
  return false
}
