/** Finds secrets that a name beside them gives away: assignments, headers, flags, tables and sentences. */
import { awsSecretAccessKey } from './detectors/aws.ts'
import { genericPassword, genericSecret } from './detectors/generic.ts'
import type { Confidence } from './finding.ts'
import { type Assignment, readAssignment, readLink } from './scan-assignment.ts'
import { type Promised, promiseOf, vendorOf, wordsOf } from './scan-identifier.ts'
import { judgePassword, judgeSecret } from './scan-judgement.ts'
import { classes, FOREIGN, type Hit, isWord, NAME, type Page, SPACE } from './scan-page.ts'
import type { StemConsumer } from './scan-stem-engine.ts'
import { cellsBelow } from './scan-table.ts'

/** Stems of the names that scan-identifier.ts knows; each stands at the end of a name or near it. */
export const stems = (
  'password passwd passwort kennwort passphrase passcode pass= pass: pass" pass\' pwd= pwd: pwd" pwd\' secret token ?key credential creds authorization bearer senha ' +
  'contrase clave wachtwoord hasło haslo parola heslo şifre sifre пароль пароля токен パスワード トークン 비밀번호 पासवर्ड mnemonic auth= auth: auth" lozinka ' +
  'jelszo salasana lösenord كلمة 密码 密碼 口令 密钥 令牌 암호 _pat= _pat: _pat" _pat\' _psk= _psk: _pwd skey _pass'
)
  .split(' ')
  .concat(['pass =', 'pass :', '_pat ', 'pwd =', 'mot de passe', 'kata sandi'])

const longestName = 64

/** Starts from the stems; a name with several stems in it is read once. */
export const contextConsumer: StemConsumer = {
  stems,
  reader: () => {
    let done = { start: 0, end: 0 }
    let last: Page | undefined
    return (page, at, stem, hits) => {
      // The character before `key` may be the space of `api key`.
      const start = isNamePart(page.units[at]!) ? at : at + 1
      if (page !== last) done = { start: 0, end: 0 }
      last = page
      if (start < done.end && start >= done.start) return
      const name = page.units[start]! >= 0x2e80 ? stemName(start, stems[stem]!) : nameAround(page, start)
      done = { start: name.start, end: Math.max(start + 4, name.end) }
      if (!mayAssign(page, name)) return
      const words = wordsOf(page.text.slice(name.start, name.end))
      const promised = promiseOf(words)
      if (promised) judgeNamed(page, name, words, promised, hits)
    }
  },
}

/** Code is full of names that nothing is assigned to: a member or a call without a literal behind tells most of them. */
function mayAssign({ units, length }: Page, name: Name): boolean {
  if (name.end >= length || units[name.end] === 46) return false
  return units[name.end] !== 40 || units[name.end + 1] === 34 || units[name.end + 1] === 39
}

interface Name {
  readonly start: number
  readonly end: number
}

/** In scripts without spaces the stem is the name. */
const stemName = (start: number, stem: string): Name => ({ start, end: start + stem.length })

/** The identifier around a stem, or the words before it in prose: `API key`, `mot de passe`. */
function nameAround(page: Page, at: number): Name {
  const { units, length } = page
  let start = at
  let end = at
  while (start > 0 && at - start < longestName && isNamePart(units[start - 1]!)) start--
  while (end < length && end - at < longestName && isNamePart(units[end]!)) end++
  // Two words as one name: the word after, where the stem itself has a space, and the word before a lone `key`.
  while (units[end] === 32 && inSpacedStem(page, at, end)) {
    end++
    while (end < length && isNamePart(units[end]!)) end++
  }
  if (start > 1 && end - start <= 6 && units[start - 1] === 32) {
    let before = start - 1
    while (before > 0 && start - before < 16 && isNamePart(units[before - 1]!)) before--
    start = before
  }
  return { start, end }
}

const isNamePart = (unit: number): boolean => (classes[unit]! & NAME) !== 0 || classes[unit] === FOREIGN

const spacedStems = ['api key', 'access key', 'secret key', 'private key', 'mot de passe', 'kata sandi']

function inSpacedStem(page: Page, at: number, space: number): boolean {
  return spacedStems.some(
    stem => space - at < stem.length && page.text.slice(at, at + stem.length).toLowerCase() === stem,
  )
}

function judgeNamed(page: Page, name: Name, words: readonly string[], promised: Promised, hits: Hit[]): void {
  const flag = page.units[name.start] === 45
  if (judgeColumn(page, name, promised, hits)) return
  const assignment = readAssignment(page, name.end, flag || isConstantName(page, name))
  if (assignment && assignment.sign !== ' ') return judgeAssignment(page, name, words, promised, assignment, hits)
  // "pass" alone is a verb in most sentences.
  const told = words.length > 1 || words[0] !== 'pass' ? judgeSentence(page, name, words, promised, hits) : false
  if (!told && assignment) judgeAssignment(page, name, words, promised, assignment, hits)
}

/** Cells below a column head that promises a secret. */
function judgeColumn(page: Page, name: Name, promised: Promised, hits: Hit[]): boolean {
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
  return cells.length > 0
}

/** DB_PASSWORD or api_key: a name that only programs write, which a value may follow without a sign. */
function isConstantName(page: Page, name: Name): boolean {
  for (let at = name.start + 1; at < name.end - 1; at++) if (page.units[at] === 95) return true
  return false
}

function judgeAssignment(
  page: Page,
  name: Name,
  words: readonly string[],
  promised: Promised,
  assignment: Assignment,
  hits: Hit[],
): void {
  const value = page.text.slice(assignment.start, assignment.end)
  const written = { quoted: assignment.quoted, sign: assignment.sign, shouting: isShouting(page, name) }
  const verdict =
    promised === 'password' ? judgePassword(value, written) : judgeSecret(value, written, vendorOf(words) !== undefined)
  if (!verdict) return
  push(
    page,
    words,
    promised,
    assignment.start,
    assignment.end,
    verdict,
    `assigned to a name that says ${promised}`,
    hits,
  )
}

/** `the password is X`: only X with the look of a password counts. True when there is such a sentence, whatever X. */
function judgeSentence(page: Page, name: Name, words: readonly string[], promised: Promised, hits: Hit[]): boolean {
  const from = readLink(page, name.end)
  if (from < 0) return false
  const open = '"\'`“„«‘「*_'.includes(page.text[from] ?? ' ') ? 1 : 0
  let end = from + open
  while (
    end < page.length &&
    end - from < 300 &&
    classes[page.units[end]!] !== SPACE &&
    !'"`”“»’」\0,;<>'.includes(page.text[end]!)
  )
    end++
  while (end > from + open && '.:)]*_?。！'.includes(page.text[end - 1]!)) end--
  const value = page.text.slice(from + open, end)
  const written = { quoted: false, sign: ' ' as const, shouting: false }
  const verdict =
    promised === 'password' ? judgePassword(value, written) : judgeSecret(value, written, vendorOf(words) !== undefined)
  if (verdict) push(page, words, promised, from + open, end, verdict, `told as a ${promised} in a sentence`, hits)
  return true
}

function push(
  page: Page,
  words: readonly string[],
  promised: Promised,
  start: number,
  end: number,
  confidence: Confidence,
  why: string,
  hits: Hit[],
): void {
  const value = page.text.slice(start, end)
  const aws =
    promised === 'secret' &&
    value.length === 40 &&
    (words.includes('aws') || (words.includes('secret') && words.includes('access')))
  const detector = aws ? awsSecretAccessKey : promised === 'password' ? genericPassword : genericSecret
  hits.push({ detector, start, end, confidence, why: [why] })
}

/** DB_PASSWORD: the style of environment files, where values stand bare. */
function isShouting(page: Page, name: Name): boolean {
  for (let at = name.start; at < name.end; at++) if (isWord(page.units[at]!) && page.units[at]! > 96) return false
  return true
}
