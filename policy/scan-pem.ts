/** Finds private keys in armour: PEM of every kind, OpenPGP, SSH2 and PuTTY files, whole or cut off. */
import { privateKey } from './detectors/private-key.ts'
import { classes, type Engine, type Page, SPACE, WORD } from './scan-page.ts'

const heads = ['PRIVATE KEY', 'PRIVATE KEY BLOCK', 'ENCRYPTED PRIVATE KEY', 'OpenVPN Static key V1'] as const
/** Longest armour head and the most that one key may take. */
const longestHead = 60
const longestKey = 40_000

export const pemEngine: Engine = (page, hits) => {
  for (let at = page.text.indexOf('BEGIN '); at >= 0; at = page.text.indexOf('BEGIN ', at + 6)) {
    const found = armouredKey(page, at)
    if (!found) continue
    const { start, end, body, made } = found
    hits.push({
      detector: privateKey,
      start,
      end,
      confidence: made ? 'low' : body >= 64 ? 'high' : 'medium',
      why: made
        ? ['private key armour around a placeholder']
        : ['private key armour', `${body} characters of key material behind it`],
    })
    at = end - 6
  }
  puttyKeys(page, hits)
}

interface Armour {
  readonly start: number
  readonly end: number
  /** Characters of base64 inside. */
  readonly body: number
  readonly made: boolean
}

function armouredKey(page: Page, begin: number): Armour | undefined {
  const { text } = page
  let start = begin
  while (start > 0 && begin - start < 6 && (text[start - 1] === '-' || text[start - 1] === ' ')) start--
  if (begin - start < 4) return undefined
  while (text[start] === ' ') start++
  const close = indexWithin(text, '----', begin, begin + longestHead)
  if (close < 0) return undefined
  const title = text.slice(begin + 6, close).trimEnd()
  if (!heads.some(head => title.endsWith(head))) return undefined
  let bodyStart = close
  while (text[bodyStart] === '-') bodyStart++
  // A key ends where the next one begins: each stretch is looked at once.
  const nextBegin = text.indexOf('-BEGIN ', bodyStart)
  const limit = Math.min(nextBegin < 0 ? page.length : nextBegin, bodyStart + longestKey)
  const endMark = endMarkAfter(text, bodyStart, limit)
  const closed = endMark >= 0
  const bodyEnd = closed ? endMark : openEnd(page, bodyStart, limit)
  const body = countWord(page, bodyStart, bodyEnd)
  if (body < 16) return undefined
  return {
    start,
    end: closed ? afterEndMark(page, endMark) : bodyEnd,
    body,
    made: fewDistinct(text.slice(bodyStart, bodyEnd)),
  }
}

/** `-----END …` or `---- END …`, the SSH2 form. */
function endMarkAfter(text: string, from: number, limit: number): number {
  const tight = indexWithin(text, '-END ', from, limit)
  const spaced = indexWithin(text, '- END ', from, limit)
  return tight < 0 || (spaced >= 0 && spaced < tight) ? spaced : tight
}

/** Place of `sign` that begins in [from, limit); -1 without one. Nothing behind is looked at. */
function indexWithin(text: string, sign: string, from: number, limit: number): number {
  const at = text.slice(from, limit + sign.length - 1).indexOf(sign)
  return at < 0 ? -1 : from + at
}

/** Without an END line: as far as base64, line breaks (escaped or not) and armour headers go. */
function openEnd({ units }: Page, from: number, limit: number): number {
  let at = from
  let lastWord = from
  let spaces = 0
  while (at < limit) {
    const unit = units[at]!
    const kind = classes[unit]!
    if ((kind & WORD) !== 0 || unit === 43 || unit === 47 || unit === 61) {
      lastWord = at + 1
      spaces = 0
    } else if (kind === SPACE || unit === 92 || unit === 58 || unit === 45 || unit === 44) {
      if (++spaces > 8) break
    } else break
    at++
  }
  return lastWord
}

function afterEndMark(page: Page, mark: number): number {
  let end = indexWithin(page.text, '----', mark + 4, mark + longestHead)
  if (end < 0) return Math.min(page.length, mark + 5)
  while (page.text[end] === '-') end++
  return end
}

function countWord(page: Page, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) if ((classes[page.units[at]!]! & WORD) !== 0) count++
  return count
}

/** `...`, `xxxx` or a few words where the key belongs. */
function fewDistinct(body: string): boolean {
  return new Set(body).size < 12
}

const puttyHead = 'PuTTY-User-Key-File-'

function puttyKeys(page: Page, hits: Parameters<Engine>[1]): void {
  const { text, length } = page
  let at = text.indexOf(puttyHead)
  while (at >= 0) {
    const next = text.indexOf(puttyHead, at + puttyHead.length)
    const limit = Math.min(next < 0 ? length : next, at + longestKey)
    const body = indexWithin(text, 'Private-Lines:', at, limit)
    if (body >= 0) {
      const mac = indexWithin(text, 'Private-MAC:', body, limit)
      const end = mac >= 0 ? lineEnd(text, mac) : openEnd(page, body + 14, limit)
      hits.push({ detector: privateKey, start: at, end, confidence: 'high', why: ['PuTTY private key file'] })
    }
    at = next
  }
}

function lineEnd(text: string, from: number): number {
  const end = indexWithin(text, '\n', from, from + 200)
  return end < 0 ? Math.min(text.length, from + 90) : end
}
