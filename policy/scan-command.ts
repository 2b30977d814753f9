/** Finds passwords in commands, calls and statements whose form alone says where the password stands: `curl -u bob:x`, `IDENTIFIED BY 'x'`. */
import { genericPassword } from './detectors/generic.ts'
import { judgePassword } from './scan-judgement.ts'
import { classes, type Hit, type Page, SPACE } from './scan-page.ts'
import type { StemConsumer } from './scan-stem-engine.ts'

interface Token {
  readonly start: number
  readonly end: number
}

/** Finds the password behind a stem; `at` is the place behind it. */
type Reader = (page: Page, at: number) => Token | undefined

const longestLine = 600
const mostTokens = 60

/** The word behind one of the flags, or what is written against it. */
const flagged =
  (...flags: string[]): Reader =>
  (page, at) => {
    const tokens = tokensOf(page, at)
    const found = tokens.findIndex(token => flags.includes(textOf(page, token)))
    return found < 0 ? undefined : tokens[found + 1]
  }

/** `-pX`, as the clients of MySQL take it. */
const attached: Reader = (page, at) => {
  const found = tokensOf(page, at).find(({ start, end }) => end - start > 3 && page.text.startsWith('-p', start))
  return found && inQuotes(page, { start: found.start + 2, end: found.end })
}

/** The half behind the sign of `bob:X`, in the word that a reader finds. */
const halved =
  (sign: string, reader: Reader): Reader =>
  (page, at) => {
    const pair = reader(page, at)
    const cut = pair ? textOf(page, pair).indexOf(sign) : -1
    return pair && cut > 0 ? inQuotes(page, { start: pair.start + cut + 1, end: pair.end }) : undefined
  }

/** The word at this place among those that are no flags. */
const positional =
  (place: number): Reader =>
  (page, at) =>
    tokensOf(page, at)
      .filter(token => page.text[token.start] !== '-' && page.text[token.start] !== '/')
      .at(place)

/** The string at this place among the quoted arguments of a call. */
const argument =
  (place: number): Reader =>
  (page, at) => {
    let from = at
    for (let i = 0; i <= place; i++) {
      while (from - at < longestLine && ' ,("\''.includes(page.text[from] ?? '.') && !isQuote(page.units[from]!)) from++
      if (!isQuote(page.units[from]!)) return undefined
      const end = closingQuote(page, from)
      if (end < 0) return undefined
      if (i === place) return { start: from + 1, end }
      from = end + 1
    }
    return undefined
  }

/** `echo X | sudo -S`: the word before the bar on the same line; `part` cuts it further. */
const echoed =
  (part: (page: Page, token: Token) => Token | undefined = inQuotes): Reader =>
  (page, at) => {
    let lineStart = at
    while (lineStart > 0 && at - lineStart < longestLine && page.units[lineStart - 1] !== 10) lineStart--
    const echo = page.text.slice(lineStart, at).lastIndexOf('echo ')
    if (echo < 0) return undefined
    const tokens = tokensOf(page, lineStart + echo + 5).filter(token => page.text[token.start] !== '-')
    const bar = tokens[1]
    return tokens[0] && bar && page.text[bar.start] === '|' ? part(page, tokens[0]) : undefined
  }

const afterColon = (page: Page, token: Token): Token | undefined => {
  const colon = textOf(page, token).indexOf(':')
  return colon > 0 ? inQuotes(page, { start: token.start + colon + 1, end: token.end }) : undefined
}

/** `WIFI:T:WPA;S:Office;P:X;;`, as codes to scan hold it. */
const wifiCode: Reader = (page, at) => {
  const line = page.text.slice(at, at + 200)
  const start = line.indexOf('P:')
  const end = line.indexOf(';', start)
  const isCode = line.startsWith('T:') || line.startsWith('S:')
  return isCode && start > 0 && end > start ? { start: at + start + 2, end: at + end } : undefined
}

/** `net use Z: \\\\srv\\share X /user:ann`: the word that is no drive, share or option, where a user is named. */
const share: Reader = (page, at) => {
  const tokens = tokensOf(page, at)
  if (!tokens.some(token => textOf(page, token).toLowerCase().startsWith('/u'))) return undefined
  return tokens.find(token => {
    const text = textOf(page, token)
    return text.length > 2 && text[0] !== '/' && text[0] !== '\\'
  })
}

/** What is written against an option: `/p:X`. */
const against =
  (option: string): Reader =>
  (page, at) => {
    const found = tokensOf(page, at).find(token => textOf(page, token).startsWith(option))
    return found && { start: found.start + option.length, end: found.end }
  }

/** The first word, or the second behind the digit that says how a router writes it. */
const routed: Reader = (page, at) => {
  const [first, second] = tokensOf(page, at)
  return first && first.end - first.start === 1 ? second : first
}

/** `app:X@tcp(db:3306)/shop`: from the user's colon to the sign before the stem. */
const dialled: Reader = (page, at) => {
  const end = at - '@tcp('.length
  let start = end
  while (start > 0 && end - start < 80 && classes[page.units[start - 1]!] !== SPACE && page.text[start - 1] !== ':')
    start--
  return page.text[start - 1] === ':' && end - start > 3 ? { start, end } : undefined
}

/** `app/X@db`, as clients of Oracle take it. */
const slashed: Reader = (page, at) => {
  const pair = halved('/', positional(0))(page, at)
  const cut = pair ? textOf(page, pair).lastIndexOf('@') : -1
  return pair && cut > 0 ? { start: pair.start, end: pair.start + cut } : undefined
}

/** What a command or call begins with, in lower case; how to read on; and its rarest four letters, where all are common in code. */
const readers: readonly (readonly [string, Reader, string?])[] = [
  ['curl ', halved(':', flagged('-u', '--user', '-U', '--proxy-user'))],
  ['net use ', share],
  ['net user ', positional(1)],
  ['az login ', flagged('-p')],
  ['xfreerdp', against('/p:')],
  ['psexec', flagged('-p')],
  ['sqlplus ', slashed],
  ['@tcp(', dialled],
  ['radius-server key ', routed],
  ['tacacs-server key ', routed],
  ['enable password ', routed],
  ['enable secret ', routed],
  ['privilege 15 secret ', routed],
  ['--secret-string ', positional(0)],
  ['credentials(', argument(1)],
  ['.login(', argument(1)],
  ['mysqli(', argument(2)],
  ['sshpass ', flagged('-p'), 'sshp'],
  ['mysql ', attached],
  ['mysqldump ', attached],
  ['mysqladmin ', attached],
  ['docker login', flagged('-p'), 'r lo'],
  ['redis-cli', flagged('-a'), 's-cl'],
  ['mongosh', flagged('-p'), 'gosh'],
  ['mongodump', flagged('-p')],
  ['mongorestore', flagged('-p')],
  ['ldapsearch', flagged('-w'), 'ldap'],
  ['ldapmodify', flagged('-w'), 'ldap'],
  ['ldapadd ', flagged('-w'), 'ldap'],
  ['sqlcmd ', flagged('-P')],
  ['mosquitto_', flagged('-P')],
  ['snowsql ', flagged('-p')],
  ['smbclient', halved('%', flagged('-U'))],
  ['openssl enc', flagged('-k', '-pass'), 'nssl'],
  ['-storepass ', positional(0), 'pass'],
  ['-keypass ', positional(0), 'pass'],
  ['htpasswd -', positional(-1), 'sswd'],
  ['add_user ', positional(1), 'dd_u'],
  ['change_password ', positional(1), 'sswo'],
  ['identified by ', argument(0), 'fied'],
  ['to-securestring ', positional(0), 'o-se'],
  ['requirepass ', positional(0), 'pass'],
  ['masterauth ', positional(0), 'auth'],
  ['snmp-server community ', positional(0)],
  [': psk ', positional(0)],
  ['wifi:', wifiCode],
  ['btoa(', halved(':', argument(0))],
  ['basicauth(', argument(1), 'asic'],
  ['credential(', argument(1), 'cred'],
  ['getconnection(', argument(2), 'etco'],
  ['mysqli_connect(', argument(2)],
  ['auth=(', argument(1), 'auth'],
  ['auth: [', argument(1), 'auth'],
  ['--password-stdin', echoed(), 'sswo'],
  ['passwd --stdin', echoed(), 'sswd'],
  ['sudo -s', echoed()],
  ['chpasswd', echoed(afterColon), 'sswd'],
]

export const commandConsumer: StemConsumer = {
  stems: readers.map(([word, , rarest]) => rarest ?? word),
  reader: () => {
    // What was read is not read again by the same words behind it.
    const done = new Int32Array(readers.length)
    return (page, at, stem, hits) => {
      if (at < done[stem]!) return
      const [word, read, rarest] = readers[stem]!
      const start = rarest === undefined ? at : at - word.indexOf(rarest)
      if (rarest !== undefined && page.text.slice(start, start + word.length).toLowerCase() !== word) return
      done[stem] = lineEnd(page, at)
      const found = read(page, start + word.length)
      if (found) judge(page, found, hits)
    }
  },
}

function judge(page: Page, { start, end }: Token, hits: Hit[]): void {
  const confidence = judgePassword(page.text.slice(start, end), { quoted: true, sign: '=', shouting: false })
  if (confidence)
    hits.push({
      detector: genericPassword,
      start,
      end,
      confidence,
      why: ['in the place of a password in a command or call'],
    })
}

const textOf = ({ text }: Page, { start, end }: Token): string => text.slice(start, end)
const isQuote = (unit: number): boolean => unit === 34 || unit === 39 || unit === 96

/** Words of a command line up to its end, without their quotes; a backslash before the line break carries it on. */
function tokensOf(page: Page, from: number): Token[] {
  const { units, length } = page
  const tokens: Token[] = []
  let at = from
  const limit = Math.min(length, from + longestLine)
  while (at < limit && tokens.length < mostTokens) {
    const unit = units[at]!
    if (unit === 0 || (unit === 10 && units[at - 1] !== 92)) break
    if (classes[unit] === SPACE || (unit === 92 && units[at + 1] === 10)) {
      at++
      continue
    }
    const start = at
    while (at < limit && classes[units[at]!] !== SPACE && units[at] !== 0) {
      const close = isQuote(units[at]!) ? closingQuote(page, at) : -1
      at = close > 0 && close < limit ? close + 1 : at + 1
    }
    tokens.push(inQuotes(page, { start, end: at }))
  }
  return tokens
}

/** Without the quotes around it and the sign that ends a statement. */
function inQuotes({ units }: Page, token: Token): Token {
  let { start, end } = token
  while (end > start + 1 && (units[end - 1] === 59 || units[end - 1] === 44 || units[end - 1] === 41)) end--
  if (end - start > 2 && isQuote(units[start]!) && units[end - 1] === units[start])
    return { start: start + 1, end: end - 1 }
  if (isQuote(units[end - 1]!)) end--
  if (isQuote(units[start]!)) start++
  return { start, end: Math.max(start, end) }
}

/** Place of the quote that closes the one at `open`, on the same line; -1 without one. */
function closingQuote({ units, length }: Page, open: number): number {
  const limit = Math.min(length, open + longestLine)
  for (let at = open + 1; at < limit && units[at] !== 10; at++)
    if (units[at] === units[open] && units[at - 1] !== 92) return at
  return -1
}

function lineEnd({ units, length }: Page, from: number): number {
  const limit = Math.min(length, from + longestLine)
  let at = from
  while (at < limit && units[at] !== 10) at++
  return at
}
