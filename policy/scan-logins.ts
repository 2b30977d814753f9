/** Finds the passwords in lists of logins: `ann@acme.example:X`, one a line, as leaked lists and exports have them. */
import { emailAddress } from './detectors/email.ts'
import { genericPassword } from './detectors/generic.ts'
import { judgePassword, looksChosen } from './scan-judgement.ts'
import { classes, type Hit, type Page, SPACE } from './scan-page.ts'

const longest = 64
const written = { quoted: false, sign: ' ' as const, shouting: false }

/** Looks behind the addresses that were found; runs after the engine that finds them. */
export function loginList(page: Page, hits: Hit[]): void {
  const addresses = hits.filter(hit => hit.detector.id === emailAddress.id)
  for (const address of addresses) {
    const { start, end } = address
    const before = page.units[start - 1] ?? 10
    if (before !== 10 && before !== 34 && before !== 0) continue
    const sign = page.text[end]
    if (sign !== ':' && sign !== '|' && sign !== ';') continue
    let stop = end + 1
    while (stop - end < longest && classes[page.units[stop]!] !== SPACE && page.units[stop] !== 0) stop++
    if (page.units[stop] !== 10 && page.units[stop] !== 13 && page.units[stop] !== 0) continue
    if (page.units[stop - 1] === 34) stop--
    const value = page.text.slice(end + 1, stop)
    if (!looksChosen(value) || !judgePassword(value, written)) continue
    hits.push({
      detector: genericPassword,
      start: end + 1,
      end: stop,
      confidence: 'medium',
      why: ['behind an address and a sign, alone in its line'],
    })
  }
}
