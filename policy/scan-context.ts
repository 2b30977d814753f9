/** Finds secrets that a name beside them gives away: assignments, headers, flags, tables and sentences. */
import { awsSecretAccessKey } from './detectors/aws.ts'
import { genericPassword, genericSecret } from './detectors/generic.ts'
import type { Confidence } from './finding.ts'
import { alignedBelow, htmlBelow } from './scan-aligned.ts'
import { type Assignment, readAssignment } from './scan-assignment.ts'
import { groupsFrom, lineFrom } from './scan-groups.ts'
import { mayPromise, type Promised, promiseOf, vendorOf, wordsOf } from './scan-identifier.ts'
import { judgePassword, judgeSecret, looksChosen, type Written } from './scan-judgement.ts'
import { skipLineBreak } from './scan-lines-between.ts'
import { isConstantName, isShouting, mayAssign, type Name, nameAt, stems } from './scan-name.ts'
import { classes, type Hit, type Page, SPACE } from './scan-page.ts'
import { isPassphrase } from './scan-passphrase.ts'
import { loginPair, type Told, toldBefore, toldBehind } from './scan-sentence.ts'
import type { StemConsumer } from './scan-stem-engine.ts'
import { cellsBelow } from './scan-table.ts'
import { tailEnd } from './scan-tail.ts'

/** Starts from the stems; a name with several stems in it is read once. */
export const contextConsumer: StemConsumer = {
  stems,
  reader: () => {
    let done = { start: 0, end: 0 }
    return (page, at, stem, hits) => {
      if (at < done.end && at >= done.start) return
      const name = nameAt(page, at, stems[stem]!)
      if (name.start < done.end && name.end <= done.end) return
      done = { start: name.start, end: Math.max(at + 4, name.end) }
      if (!mayAssign(page, name)) return
      const written = page.text.slice(name.start, name.end)
      if (!mayPromise(written)) return
      const words = wordsOf(written)
      const promised = promiseOf(words)
      if (promised) judgeNamed({ page, name, words, promised }, hits)
    }
  },
}

/** A name that promises something, on its page. */
interface Promise {
  readonly page: Page
  readonly name: Name
  readonly words: readonly string[]
  readonly promised: Promised
}

function judgeNamed(promise: Promise, hits: Hit[]): void {
  const { page, name, words } = promise
  const flag = page.units[name.start] === 45
  if (judgeColumn(promise, hits)) return
  const assignment = readAssignment(page, name.end, flag || isConstantName(page, name))
  if (assignment && assignment.sign !== ' ') return judgeAssignment(promise, assignment, hits)
  // "pass" alone is a verb in most sentences.
  if (!assignment && judgeNextLine(promise, hits)) return
  const told =
    words.length > 1 || words[0] !== 'pass' || page.text[name.start - 1] === '\n' ? judgeTold(promise, hits) : false
  if (!told && assignment) judgeAssignment(promise, assignment, hits)
}

/** `Password⏎X`: the name and the value have a line each. */
function judgeNextLine(promise: Promise, hits: Hit[]): boolean {
  const { page, name, promised } = promise
  if (promised !== 'password' || (name.start > 0 && page.units[name.start - 1] !== 10)) return false
  const start = skipLineBreak(page, name.end)
  if (start === name.end) return false
  let end = start
  while (classes[page.units[end]!] !== SPACE && page.units[end] !== 0) end++
  const value = page.text.slice(start, end)
  if (!looksChosen(value) || !judgePassword(value, spoken)) return false
  push(promise, start, end, 'medium', 'on the line below a name that says password', hits)
  return true
}

/** Cells below a column head that promises a secret. */
function judgeColumn(promise: Promise, hits: Hit[]): boolean {
  const { page, name, promised } = promise
  const cells = cellsBelow(page, name.start, name.end)
  for (const { start, end } of cells) {
    const value = page.text.slice(start, end)
    const written = { quoted: true, sign: '|' as const, shouting: false }
    const confidence = promised === 'password' ? judgePassword(value, written) : judgeSecret(value, written, false)
    if (!confidence) continue
    hits.push({
      detector: promised === 'password' ? genericPassword : genericSecret,
      start,
      end,
      confidence,
      why: [`in a column whose head says ${promised}`],
    })
  }
  return cells.length > 0 || judgeAligned(promise, hits)
}

/** Cells below a head where spaces or HTML make the columns: only passwords and secrets beyond doubt. */
function judgeAligned({ page, name, promised }: Promise, hits: Hit[]): boolean {
  const html = htmlBelow(page, name.start, name.end)
  const cells = html.length > 0 ? html : alignedBelow(page, name.start, name.end)
  const before = hits.length
  for (const { start, end } of cells) {
    const value = page.text.slice(start, end)
    const verdict = promised === 'password' ? judgePassword(value, cell) : judgeSecret(value, cell, false)
    if (verdict !== 'high') continue
    const detector = promised === 'password' ? genericPassword : genericSecret
    hits.push({ detector, start, end, confidence: 'medium', why: [`below a head that says ${promised}`] })
  }
  return hits.length > before
}

const cell = { quoted: true, sign: '|' as const, shouting: false }

function judgeAssignment(promise: Promise, assignment: Assignment, hits: Hit[]): void {
  const { page, name, words, promised } = promise
  const { quoted, sign } = assignment
  const phrase = words.some(word => phraseWords.has(word))
  const { start, end } =
    (!quoted && (phrase ? lineFrom(page, assignment.start) : groupsFrom(page, assignment.start))) || assignment
  const value = page.text.slice(start, end)
  const written = { quoted, sign, shouting: isShouting(page, name), phrase }
  const grouped = end > assignment.end && (!phrase || isPassphrase(value))
  // "auth" alone names a way to sign in as often as a secret.
  if (words.length === 1 && words[0] === 'auth' && end - start < 20) return
  const verdict = grouped ? 'medium' : judgeValue(promise, value, written)
  if (verdict) return push(promise, start, end, verdict, `assigned to a name that says ${promised}`, hits)
  if (holdsLogins(words)) pushLogin(promise, loginPair(page, assignment.start), hits)
}

function judgeValue({ words, promised }: Promise, value: string, written: Written): Confidence | undefined {
  if (promised === 'password') return judgePassword(value, written) ?? judgeGenerated(value, written)
  return judgeSecret(value, written, vendorOf(words) !== undefined) ?? judgeChosen(words, value)
}

const phraseWords = new Set(['passphrase', 'phrase', 'mnemonic', 'seed'])

/** A generated secret in the place of a password. */
const judgeGenerated = (value: string, written: Written): Confidence | undefined =>
  value.length >= 20 && value.length <= 128 && judgeSecret(value, written, false) ? 'medium' : undefined

/** A password in the place of a generated secret. */
const judgeChosen = (words: readonly string[], value: string): Confidence | undefined =>
  words.at(-1) === 'secret' && looksChosen(value) && judgePassword(value, spoken) ? 'medium' : undefined

const spoken = { quoted: false, sign: ' ' as const, shouting: false }

const holdsLogins = (words: readonly string[]): boolean => loginWords.has(words.at(-1)!)

const loginWords = new Set(
  'credentials credential creds login auth zugangsdaten credenciales credenciais credenziali identifiants'.split(' '),
)

function pushLogin(promise: Promise, pair: Told | undefined, hits: Hit[]): void {
  if (pair && looksChosen(promise.page.text.slice(pair.start, pair.end)))
    push(promise, pair.start, pair.end, 'medium', 'behind a user name where credentials are told', hits)
}

/** `the password is X`: only X with the look of a password counts. True when a value was found. */
function judgeTold(promise: Promise, hits: Hit[]): boolean {
  const { page, name, words, promised } = promise
  let confidence: Confidence | undefined
  const told =
    toldBehind(page, name.end, one => {
      confidence = judgeSpoken(promise, one)
      if (!confidence && holdsLogins(words)) pushLogin(promise, loginPair(page, one.start), hits)
      return confidence !== undefined
    }) ?? toldBefore(page, name.start)
  if (!told) return false
  confidence ??= judgeSpoken(promise, told)
  if (!confidence) return false
  push(promise, told.start, told.end, confidence, `told as a ${promised} in a sentence`, hits)
  return true
}

function judgeSpoken({ page, name, words, promised }: Promise, { start, end, tie }: Told): Confidence | undefined {
  const value = page.text.slice(start, end)
  if (promised === 'secret') {
    const verdict = judgeSecret(value, spoken, vendorOf(words) !== undefined) ?? judgeChosen(words, value)
    return verdict && tie !== 'link' ? 'medium' : verdict
  }
  if (tie === 'link') return judgePassword(value, { ...spoken, phrase: words.some(word => phraseWords.has(word)) })
  if (tie === 'beside' && behindLogin(page, name)) return judgePassword(value, spoken)
  return looksChosen(value) && judgePassword(value, spoken) ? 'medium' : undefined
}

/** `login ann password X`, as .netrc writes it. */
function behindLogin({ text }: Page, name: Name): boolean {
  const before = text.slice(Math.max(0, name.start - 100), name.start).trimEnd()
  return before.slice(0, before.lastIndexOf(' ')).endsWith('login')
}

function push(
  { page, words, promised }: Promise,
  start: number,
  end: number,
  confidence: Confidence,
  why: string,
  hits: Hit[],
): void {
  const aws =
    promised === 'secret' &&
    end - start === 40 &&
    (words.includes('aws') || (words.includes('secret') && words.includes('access')))
  const detector = aws ? awsSecretAccessKey : promised === 'password' ? genericPassword : genericSecret
  hits.push({ detector, start, end: tailEnd(page, start, end), confidence, why: [why] })
}
