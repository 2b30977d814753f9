/** Reads what follows a name: quote, type, operator and value, in the notations of configuration files, code, headers, flags and tables. */
import { skipBlockSign, skipLineBreak, skipSettings } from './scan-lines-between.ts'
import { classes, type Page, SPACE } from './scan-page.ts'

export interface Assignment {
  readonly start: number
  readonly end: number
  /** How the value is written. */
  readonly quoted: boolean
  /** The sign between name and value. */
  readonly sign: '=' | ':' | '(' | ',' | '>' | '|' | ' '
}

const longestValue = 4096
/** Behind so many names in one unbroken value, only values up to this length are read. */
const mostNames = 24
const longestInside = 64

/** The value assigned to the name that ends at `nameEnd`; `flag` when the name began with a hyphen, as in `--password x`. */
export function readAssignment(page: Page, nameEnd: number, flag: boolean): Assignment | undefined {
  const { units, length } = page
  let at = nameEnd
  at = skipClosers(page, at)
  const spaced = skipTypeWord(page, skipSpaces(page, at, 40))
  const sign =
    readValueWord(page, at) ??
    readFallback(page, nameEnd, spaced) ??
    readSign(page, spaced) ??
    (flag && spaced > at ? { sign: ' ' as const, end: spaced } : undefined)
  if (!sign) return undefined
  at = skipSpaces(page, sign.end, sign.sign === '|' ? 40 : 12)
  if (sign.sign === ':') at = skipLineBreak(page, skipBlockSign(page, at))
  at = skipValuePrefix(page, at)
  if (at >= length) return undefined
  const quote = units[at]!
  if (quote === 123 && sign.sign === '=') return readBraced(page, at)
  if (quote === 34 || quote === 39 || quote === 96) return readQuoted(page, at, quote, sign.sign)
  if (sign.sign === '(' || (sign.sign === ',' && !flag)) return undefined
  const bare = readBare(page, at, sign.sign)
  // `<password>x</password>`; without the closing tag the sign is a comparison or a template.
  return bare && sign.sign === '>' && !page.text.startsWith('</', bare.end) ? undefined : bare
}

const longestLine = 120

/** `Pwd={x};` of ODBC. */
function readBraced({ text }: Page, open: number): Assignment | undefined {
  const close = text.slice(open + 1, open + longestLine).indexOf('};')
  return close > 0 ? value(open + 1, open + 1 + close, true, '=') : undefined
}

/** What stands in for a missing value: `process.env.X || 'x'`, `os.environ.get("X") or "x"`, `env.X ?? "x"`. */
function readFallback(
  page: Page,
  nameEnd: number,
  spaced: number,
): { sign: Assignment['sign']; end: number } | undefined {
  // The question marks may have been taken for closing signs.
  const at = page.units[spaced - 1] === 63 ? spaced - 2 : spaced
  const sign = fallbacks.find(one => page.text.startsWith(one, at))
  const end = sign === undefined ? 0 : skipSpaces(page, at + sign.length, 3)
  return at >= nameEnd && end > 0 && (page.units[end] === 34 || page.units[end] === 39 || page.units[end] === 96)
    ? { sign: '=', end }
    : undefined
}

const fallbacks = ['||', '??', 'or ', '?:']

/** Go puts the type between name and sign: `var key string = "x"`; C# its accessors: `string Key { get; set; } = "x"`. */
function skipTypeWord(page: Page, at: number): number {
  if (page.units[at] === 123) {
    const accessors = accessorLists.find(one => page.text.startsWith(one, at))
    return accessors ? skipSpaces(page, at + accessors.length, 8) : at
  }
  const type = spacedTypes.find(one => page.text.startsWith(one, at))
  return type ? skipSpaces(page, at + type.length, 8) : at
}

const spacedTypes = ['string ', 'As String ']
const accessorLists = ['{ get; set; }', '{ get; }', '{ get; init; }', '{ get; private set; }', '{get;set;}']

/** The value stands behind a word of its own: `name: X⏎ value: "…"`, `key="X" value="…"`, `variable "X" { default = "…"`. */
function readValueWord(page: Page, from: number): { sign: Assignment['sign']; end: number } | undefined {
  let at = from
  while (at - from < 40 && ' \t\r\n,{"\'\\'.includes(page.text[at] ?? '.')) at++
  // `"db_password": { "value": "x" }`, as Terraform keeps its outputs.
  if (page.units[at] === 58 && page.units[at + 1] === 32 && page.units[at + 2] === 123) at += 3
  while (at - from < 40 && ' \t\r\n"'.includes(page.text[at] ?? '.')) at++
  if (at - from < 40 && page.text.slice(from, at).includes('{')) at = skipSettings(page, at)
  if (page.text.startsWith('--body ', at)) return { sign: '=', end: at + 7 }
  const word = valueWords.find(one => page.text.startsWith(one, at))
  if (!word || at === from) return undefined
  at = skipSpaces(page, skipClosers(page, at + word.length), 8)
  const sign = page.text[at]
  return sign === ':' || sign === '=' ? { sign, end: at + 1 } : undefined
}

const valueWords = ['value', 'Value', 'default', 'VALUE', 'secretValue']

/** Quotes, brackets and emphasis right behind a name: `"password"`, `['password']`, `**password**`, `\"password\"`. */
export function skipClosers(page: Page, at: number): number {
  let end = at
  while (end < page.length && end - at < 5 && '"\'`])*\\?!'.includes(page.text[end]!)) end++
  return end
}

export function skipSpaces(page: Page, from: number, most: number): number {
  let at = from
  while (at < page.length && at - from < most && (page.units[at] === 32 || page.units[at] === 9)) at++
  return at
}

function readSign(page: Page, at: number): { sign: Assignment['sign']; end: number } | undefined {
  const character = page.text[at]
  const next = page.text[at + 1]
  switch (character) {
    case '=':
      if (next === '>' || next === '=') return { sign: '=', end: at + (page.text[at + 2] === '=' ? 3 : 2) }
      return { sign: '=', end: at + 1 }
    case '!':
      return next === '=' ? { sign: '=', end: at + (page.text[at + 2] === '=' ? 3 : 2) } : undefined
    case ':':
    case '：': {
      if (next === '=' || next === ':') return { sign: '=', end: at + 2 }
      const end = skipType(page, at + 1)
      return end > 0 ? { sign: '=', end } : { sign: ':', end: skipEmphasis(page, at + 1) }
    }
    case '<':
      return readArrow(page, at)
    case '-':
      return next === '>' ? { sign: '=', end: at + 2 } : undefined
    case '(':
    case ',':
    case '>':
    case '|':
      return { sign: character, end: at + 1 }
    default:
      return undefined
  }
}

/** `x <- "…"` of R; `<key>x</key> <string>…` of property lists. */
function readArrow(page: Page, at: number): { sign: Assignment['sign']; end: number } | undefined {
  const { text, units } = page
  if (units[at + 1] === 45) {
    const end = skipSpaces(page, at + 2, 8)
    return units[end] === 34 || units[end] === 39 ? { sign: '=', end } : undefined
  }
  if (!text.startsWith('</key>', at)) return undefined
  let end = at + 6
  while (end - at < 40 && classes[units[end]!] === SPACE) end++
  return text.startsWith('<string>', end) ? { sign: '>', end: end + 8 } : undefined
}

const typeNames = [
  'string',
  'String',
  'str',
  '&str',
  "&'static str",
  'std::string',
  'SecretStr',
  'Secret',
  'varchar',
  'text',
  'Optional[str]',
  'String?',
  'const char*',
]

/** Behind `: string =`, the offset where the value begins; 0 when no type and equals sign stand here. */
function skipType(page: Page, at: number): number {
  const from = skipSpaces(page, at, 2)
  const type = typeNames.find(name => page.text.startsWith(name, from))
  if (!type) return 0
  const equals = skipSpaces(page, from + type.length, 3)
  return page.units[equals] === 61 && page.units[equals + 1] !== 62 ? equals + 1 : 0
}

function skipEmphasis(page: Page, from: number): number {
  let at = from
  while (at - from < 2 && page.units[at] === 42) at++
  return at
}

/** `b"`, `f"`, `@"`, `r'`, `Bearer `, a backslash before a quote. */
function skipValuePrefix(page: Page, from: number): number {
  let at = from
  if (page.text[at] === '\\' && (page.units[at + 1] === 34 || page.units[at + 1] === 39)) return at + 1
  for (const scheme of schemes) if (page.text.startsWith(scheme, at)) at += scheme.length
  const following = page.units[at + 1]
  if ((following === 34 || following === 39) && 'bfruBFRU@$L&'.includes(page.text[at]!)) return at + 1
  return at
}

const schemes = [
  'Bearer ',
  'bearer ',
  'Token ',
  'token ',
  'Api-Token ',
  'SSWS ',
  'ApiKey ',
  'Apikey ',
  'apikey ',
  'Key ',
  'Splunk ',
  'GenieKey ',
  'Bot ',
  '<![CDATA[',
  '<Value>',
]

function readQuoted(page: Page, open: number, quote: number, sign: Assignment['sign']): Assignment | undefined {
  const { units, length } = page
  let start = open + 1
  if (units[open + 1] === quote && units[open + 2] === quote) start = open + 3
  // Quotes inside quotes: `"\\"x\\""`.
  else if (units[open + 1] === 92 && units[open + 2] === quote) start = open + 3
  const escaped = units[start - 2] === 92
  const limit = Math.min(length, start + longestValue)
  for (let at = start; at < limit; at++) {
    const unit = units[at]!
    if (unit === 10 || unit === 0) return undefined
    if (unit === 92 && escaped && units[at + 1] === quote) return value(start, at, true, sign)
    if (unit === 92) at++
    else if (unit === quote) return escaped ? undefined : value(start, at, true, sign)
  }
  return undefined
}

/** Up to white space, a quote or a sign that ends values in every notation. */
function readBare(page: Page, start: number, sign: Assignment['sign']): Assignment | undefined {
  const { units, length } = page
  const limit = Math.min(length, start + longestValue)
  // Names inside a value have values that end where it does: what was read is not read again.
  const outer = page.bare
  const inside = outer !== undefined && start >= outer.start && start < outer.stop
  let at = inside ? outer.stop : start
  while (at < limit && classes[units[at]!] !== SPACE && !endsBare(units[at]!)) at++
  page.bare = { start: inside ? outer.start : start, stop: at, names: inside ? outer.names + 1 : 0 }
  if (page.bare.names > mostNames && at - start > longestInside) return undefined
  while (at > start && trailingSigns.includes(page.text[at - 1]!)) at--
  return value(start, at, false, sign)
}

/** NUL " ' < > ` , ; | \ and what no password is written in. */
const endsBare = (unit: number): boolean =>
  unit === 0 ||
  unit === 34 ||
  unit === 39 ||
  unit === 60 ||
  unit === 62 ||
  unit === 96 ||
  unit === 44 ||
  unit === 59 ||
  unit === 124 ||
  unit === 92 ||
  // Hebrew and all behind it, among them closing quotes and Asian signs.
  unit >= 0x590

const trailingSigns = '.:)]}*'

const value = (start: number, end: number, quoted: boolean, sign: Assignment['sign']): Assignment | undefined =>
  end > start ? { start, end, quoted, sign } : undefined
