/** Puts a token together again that a line break, spaces, quotes or table cells cut in pieces. */
import type { Budget } from './scan-budget.ts'
import { classes, isWord, NAME, type Page, TOKEN } from './scan-page.ts'
import { wordShare } from './scan-randomness.ts'

const mostJoins = 40
const widestJoin = 16
const longestToken = 700

/** Text from `at` on with its joints taken out; the unit `i` of it stands at `place(i)` of the page. */
export interface Rejoined {
  readonly text: string
  place(unit: number): number
}

/**
 * Calls `matches` with the pieces joined so far, one more each time, until it answers true or there is nothing to join.
 * A piece that reads like words ends it, and so does a spent budget.
 */
export function rejoin(page: Page, at: number, budget: Budget, matches: (joined: Rejoined) => boolean): void {
  const { units, length } = page
  // Where each piece starts on the page and in the joined text, the last first.
  const pieces: { from: number; start: number }[] = []
  const place = (unit: number): number => {
    const piece = pieces.find(({ start }) => start <= unit)!
    return piece.from + unit - piece.start
  }
  let text = ''
  let from = at
  for (let joins = 0; joins < mostJoins && text.length < longestToken && budget.allows(at); joins++) {
    let end = from
    while (end < length && end - from < longestToken && isPiece(units[end]!)) end++
    budget.spend(end - from)
    const piece = page.text.slice(from, end)
    if (end === from || (joins > 0 && readsLikeWords(piece))) return
    pieces.unshift({ from, start: text.length })
    text += piece
    if (joins > 0 && matches({ text, place })) return
    from = behindJoint(page, end)
    if (from < 0) return
  }
}

const isPiece = (unit: number): boolean =>
  (classes[unit]! & NAME) !== 0 ||
  ((classes[unit]! & TOKEN) !== 0 && (unit === 43 || unit === 47 || unit === 46 || unit === 61 || unit === 126))

/** Small letters without a digit or a capital: a word of a sentence, not a piece of a key. */
function readsLikeWords(piece: string): boolean {
  if (piece.length <= 6) {
    for (let i = 0; i < piece.length; i++) if (piece.charCodeAt(i) < 97 || piece.charCodeAt(i) > 122) return false
    return true
  }
  return piece.length > 6 && wordShare(piece) > 0.7
}

const joints = ' \t\r\n"\'`+|,\\.;:=&()[]{}>*_-$'

/** Offset of the next piece behind at most `widestJoin` signs that join; -1 where something else stands. */
function behindJoint({ units, text, length }: Page, from: number): number {
  let at = from
  while (at < length && at - from < widestJoin && !isWord(units[at]!)) {
    if (!joints.includes(text[at]!)) return -1
    at++
  }
  return at < length && at > from && isWord(units[at]!) ? at : -1
}
