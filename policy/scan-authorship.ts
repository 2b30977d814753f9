/** Tells addresses that authors published (licences, change logs, package files) from addresses of people in a text. */
import RE2 from 're2'
import { isWord, type Page } from './scan-page.ts'

/** A text is judged in blocks of this size, each once; a block counts for itself and the next one. */
const blockSize = 1024

const strong = new RE2(
  'copyright|\\(c\\) (?:19|20)|©|licen[sc]e|changelog|maintainer|contribut(?:or|ed)|acknowledg|\\bauthors?\\b|signed-off-by|debianized|upstream',
  'gi',
)
const weak = new RE2(
  '\\bpatch|closes:|\\bdebian|\\bcommit|\\bbugs?\\b|github|\\bgnu\\b|mailing list|translat|reported by|suggested by|\\bbuild|\\bcompil|\\.[ch]:|\\.py:|new release|\\bthanks|\\* ',
  'gi',
)

/** Does the place stand in a text of authors? `labelled`: a label says that an address follows, so only strong words count. */
export function isOfAuthors(page: Page, at: number, labelled: boolean): boolean {
  const block = Math.floor(at / blockSize)
  const kinds = [block - 1, block].map(one => (one < 0 ? people : kindOf(page, one)))
  return kinds.some(kind => kind === strongly || (!labelled && kind !== people))
}

const people = 1
const weakly = 2
const strongly = 3

function kindOf(page: Page, block: number): number {
  page.authors ??= new Uint8Array(Math.floor(page.length / blockSize) + 1)
  if (page.authors[block] === 0) page.authors[block] = judge(page, block, page.authors)
  return page.authors[block]!
}

function judge(page: Page, block: number, blocks: Uint8Array): number {
  const text = page.text.slice(block * blockSize, (block + 1) * blockSize)
  if (differentWords(text, strong) > 1) return strongly
  if (differentWords(text, strong) + differentWords(text, weak) > 1) return weakly
  // A list of authors goes on below its head.
  return block > 0 && text.includes('@') && (blocks[block - 1] ?? 0) > people ? weakly : people
}

function differentWords(text: string, words: RE2): number {
  return new Set(words.match(text)?.map(word => word.toLowerCase())).size
}

/** Stands a label of an address right before `start`: `E-mail: `, `"email": "`, `To: `? */
export function hasAddressLabel({ units, text }: Page, start: number): boolean {
  let at = start
  while (at > 0 && start - at < 12 && ' :="\'<*|\t>('.includes(text[at - 1]!)) at--
  let from = at
  while (from > 0 && at - from < 24 && (isWord(units[from - 1]!) || units[from - 1] === 45 || units[from - 1]! > 127))
    from--
  return labels.has(text.slice(from, at).toLowerCase())
}

const labels = new Set(
  'email e-mail mail mailto courriel correo contact to from cc bcc email_address emailaddress address mailadresse e-mailadresse epost e-posta adresse почта メール 邮箱 郵箱 이메일 البريد is at'.split(
    ' ',
  ),
)
