/** Tells lists that are published anyway (authors, credits, change logs, references, standings) from lists of a company's people. */
import type { Page } from './scan-page.ts'

const reachBefore = 300
const longest = 1500
/** The head of a file of authors speaks for all of it. */
const reachTop = 600

const anywhere =
  'author|contributor|maintainer|committer|copyright|signed-off-by|reviewed-by|changelog|change log|acknowledg|thanks to|contribut|have reported|have helped|helped in|tradu|übersetz|et al.|bibliograph|isbn|doi:|message-id:|released under|translator|patches|@param|@author|merge branch'.split(
    '|',
  )

/** Said before the list, or in its first rows. */
export function isPublished({ text }: Page, start: number, end: number): boolean {
  const around = text.slice(Math.max(0, start - reachBefore), Math.min(end, start + longest)).toLowerCase()
  return (
    saysSo(around) || yearsInBrackets(around) >= 4 || opensSo(text.slice(0, Math.min(start, reachTop)).toLowerCase())
  )
}

const saysSo = (text: string): boolean => anywhere.some(word => text.includes(word))

const atTop = 'author|contribut|maintainer|thanks to|helped in|changelog|change log|translat|copyright'.split('|')
const opensSo = (text: string): boolean => atTop.some(word => text.includes(word))

/** `(1861`: of a book, or of who held an office. */
function yearsInBrackets(text: string): number {
  let count = 0
  for (let at = text.indexOf('('); at >= 0; at = text.indexOf('(', at + 1)) {
    const century = text.slice(at + 1, at + 3)
    if (century === '18' || century === '19' || century === '20')
      if (text[at + 4]! >= '0' && text[at + 4]! <= '9') count++
  }
  return count
}

const standings = new Set(
  'team|club|goals|points|score|rank|league|season|champion|winner|medal|wins|player|director|film|movie|actor|cast|novel|book|album|song|artist|president|king|queen|character|year|nobel|playwright|title'.split(
    '|',
  ),
)

/** Sports, films and books: the words stand in the head or right before it. */
export function isStatistics({ text }: Page, start: number): boolean {
  const end = text.indexOf('\n', start)
  const head = text.slice(Math.max(0, start - 120), end < 0 || end - start > 200 ? start + 200 : end).toLowerCase()
  return head
    .split(/[^a-z]+/)
    .some(word => standings.has(word) || (word.endsWith('s') && standings.has(word.slice(0, -1))))
}
