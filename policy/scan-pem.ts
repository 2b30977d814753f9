/** Finds private keys in armour: PEM of every kind, OpenPGP, SSH2 and PuTTY files, whole or cut off. */
import { privateKey } from './detectors/private-key.ts'
import { classes, type Engine, type Page, SPACE, WORD } from './scan-page.ts'

const heads = ['PRIVATE KEY', 'PRIVATE KEY BLOCK', 'ENCRYPTED PRIVATE KEY'] as const
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
  const close = text.indexOf('----', begin)
  if (close < 0 || close - begin > longestHead) return undefined
  const title = text.slice(begin + 6, close).trimEnd()
  if (!heads.some(head => title.endsWith(head))) return undefined
  let bodyStart = close
  while (text[bodyStart] === '-') bodyStart++
  const endMark = endMarkAfter(text, bodyStart)
  const nextBegin = text.indexOf('-BEGIN ', bodyStart)
  const closed = endMark >= 0 && endMark - bodyStart < longestKey && (nextBegin < 0 || endMark < nextBegin)
  const bodyEnd = closed ? endMark : openEnd(page, bodyStart)
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
function endMarkAfter(text: string, from: number): number {
  const tight = text.indexOf('-END ', from)
  const spaced = text.indexOf('- END ', from)
  return tight < 0 || (spaced >= 0 && spaced < tight) ? spaced : tight
}

/** Without an END line: as far as base64, line breaks (escaped or not) and armour headers go. */
function openEnd(page: Page, from: number): number {
  const { units, length } = page
  let at = from
  let lastWord = from
  let spaces = 0
  while (at < length && at - from < longestKey) {
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
  let end = page.text.indexOf('----', mark + 4)
  if (end < 0 || end - mark > longestHead) return Math.min(page.length, mark + 5)
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

function puttyKeys(page: Page, hits: Parameters<Engine>[1]): void {
  for (
    let at = page.text.indexOf('PuTTY-User-Key-File-');
    at >= 0;
    at = page.text.indexOf('PuTTY-User-Key-File-', at + 20)
  ) {
    const body = page.text.indexOf('Private-Lines:', at)
    if (body < 0 || body - at > longestKey) continue
    const mac = page.text.indexOf('Private-MAC:', body)
    const end = mac >= 0 && mac - body < longestKey ? lineEnd(page.text, mac) : openEnd(page, body + 14)
    hits.push({ detector: privateKey, start: at, end, confidence: 'high', why: ['PuTTY private key file'] })
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? Math.min(text.length, from + 90) : end
}
