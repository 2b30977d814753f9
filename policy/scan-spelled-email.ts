/** Finds e-mail addresses that are spelled against harvesters: `ann (at) berg [dot] io`, `ann at berg dot io`. */
import { emailAddress } from './detectors/email.ts'
import { isOfAuthors } from './scan-authorship.ts'
import { isDigit, isWord, type Page } from './scan-page.ts'
import type { StemConsumer } from './scan-stem-engine.ts'

const signs = ['(at)', '[at]', '{at}'] as const
const dots = ['.', ' [dot] ', '[dot]', ' (dot) ', '(dot)', ' dot ', ' DOT '] as const

/** A sign in brackets, or words of every day with a spelled dot. */
export const spelledEmailConsumer: StemConsumer = {
  stems: [...signs, ' dot '],
  reader: () => (page, start, stem, hits) => {
    const add = (from: number, to: number): void => {
      if (from < 0 || to < 0) return
      const published = isOfAuthors(page, from, false)
      hits.push({
        detector: emailAddress,
        start: from,
        end: to,
        confidence: published ? 'low' : 'medium',
        why: ['an address with its signs spelled out', ...(published ? ['published as the address of an author'] : [])],
      })
    }
    if (stem < signs.length) return add(localBefore(page, start), domainBehind(page, start + 4, 1))
    const before = Math.max(0, start - 40)
    const sign = before + page.text.slice(before, start).lastIndexOf(' at ')
    if (page.text.startsWith(' at ', sign) && isOneWord(page, sign + 4, start))
      add(localBefore(page, sign), domainBehind(page, sign + 4, 2))
  },
}

function isOneWord({ units }: Page, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isWord(units[at]!) && units[at] !== 45 && units[at] !== 46) return false
  return to > from
}

/** Start of the mailbox before the sign, a space aside; -1 without one. */
function localBefore({ units }: Page, sign: number): number {
  const end = units[sign - 1] === 32 ? sign - 1 : sign
  let start = end
  while (
    start > 0 &&
    end - start < 64 &&
    (isWord(units[start - 1]!) || units[start - 1] === 46 || units[start - 1] === 45 || units[start - 1] === 95)
  )
    start--
  return end - start > 1 ? start : -1
}

/** Ends of domains that people spell out; any other word may belong to the sentence. */
const topLevel = new Set(
  'com org net io de fr uk us ca au nl be ch at it es pt br mx in jp cn kr ru ua pl cz se no dk fi eu edu gov info biz co me app dev ai'.split(
    ' ',
  ),
)

/** Behind the top-level domain; -1 when there are not two names with at least `spelled` - 1 spelled dots between. */
function domainBehind({ units, text }: Page, from: number, spelled: number): number {
  let at = units[from] === 32 ? from + 1 : from
  let end = -1
  let words = spelled
  for (let names = 0; names < 5; names++) {
    const start = at
    while (at - start < 40 && (isWord(units[at]!) || units[at] === 45)) at++
    if (at === start) return end
    if (
      names > 0 &&
      words < 2 &&
      at - start > 1 &&
      !isDigit(units[start]!) &&
      (spelled < 2 || topLevel.has(text.slice(start, at).toLowerCase()))
    )
      end = at
    const dot = dots.find(one => text.startsWith(one, at))
    if (!dot) return end
    if (dot !== '.') words--
    at += dot.length
  }
  return end
}
