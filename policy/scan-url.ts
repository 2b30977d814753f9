/** Finds user names with passwords in URLs and in connection strings of the same shape. */
import { connectionString, urlCredentials } from './detectors/connection-string.ts'
import { onlyDigits } from './scan-chains.ts'
import { classes, type Engine, isWord, type Page, SPACE } from './scan-page.ts'
import { isReference, looksMadeUp } from './scan-value.ts'

const databases = new Set([
  'postgres',
  'postgresql',
  'mysql',
  'mariadb',
  'mongodb',
  'redis',
  'rediss',
  'amqp',
  'amqps',
  'mssql',
  'sqlserver',
  'oracle',
  'clickhouse',
  'cockroachdb',
  'cassandra',
  'couchbase',
  'neo4j',
  'bolt',
  'nats',
  'kafka',
  'ldap',
  'ldaps',
  'memcached',
  'snowflake',
  'vertica',
  'db2',
  'elasticsearch',
  'influxdb',
  'stomp',
  'mqtt',
  'mqtts',
  'sqlite',
  'firebird',
  'presto',
  'trino',
  'tds',
  'sybase',
])

export const urlEngine: Engine = (page, hits) => {
  const { text } = page
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const parts = credentials(page, at)
    if (!parts) continue
    const scheme = schemeBefore(page, at)
    if (scheme.length < 2) continue
    const family = scheme
      .toLowerCase()
      .split(/[+:]/)
      .find(part => databases.has(part))
    const password = text.slice(parts.passwordStart, parts.passwordEnd)
    if (isReference(password)) continue
    const host = text.slice(parts.passwordEnd + 1, parts.hostEnd)
    const user = text.slice(at + 3, parts.passwordStart - 1)
    const made =
      user === password || looksMadeUp(password) || commonExamples.has(password.toLowerCase()) || exampleHost(host)
    hits.push({
      detector: family ? connectionString : urlCredentials,
      start: at - scheme.length,
      end: parts.hostEnd,
      confidence: made ? 'low' : 'high',
      why: made ? ['URL with a placeholder for a password'] : ['URL with user name and password'],
    })
  }
}

/** What documentation writes for a password. */
const commonExamples = new Set([
  'password',
  'passwd',
  'pass',
  'pwd',
  'secret',
  'pw',
  'user',
  'username',
  'p',
  'token',
  'xxx',
  'xxxxx',
  'mypassword',
  'yourpassword',
  'my-password',
])

/** example.com and its kin, which stand in documentation: https://www.rfc-editor.org/rfc/rfc2606 */
function exampleHost(host: string): boolean {
  const name = host.split(':')[0]!.toLowerCase()
  return ['example.com', 'example.org', 'example.net'].some(one => name === one || name.endsWith(`.${one}`))
}

function schemeBefore(page: Page, colon: number): string {
  let start = colon
  while (start > 0 && colon - start < 32) {
    const unit = page.units[start - 1]!
    if (!isWord(unit) && unit !== 43 && unit !== 45 && unit !== 46 && !(unit === 58 && start > 1)) break
    start--
  }
  while (start < colon && !isLetterAt(page, start)) start++
  const text = page.text.slice(start, colon)
  // `url:postgres`, `DATABASE_URL:postgres`: only what stands behind the last colon, except for jdbc.
  const cut = text.startsWith('jdbc:') ? -1 : text.lastIndexOf(':')
  return text.slice(cut + 1)
}

const isLetterAt = (page: Page, at: number): boolean => isWord(page.units[at]!) && page.units[at]! > 57

const isPort = (page: Page, from: number, to: number): boolean =>
  to > from && to - from < 6 && onlyDigits(page.text.slice(from, to))

interface Credentials {
  readonly passwordStart: number
  readonly passwordEnd: number
  readonly hostEnd: number
}

/** `user:password@host` behind `://`; the user may be missing, the password may not. */
function credentials(page: Page, colon: number): Credentials | undefined {
  const { units, length } = page
  let divider = -1
  let at = colon + 3
  const limit = Math.min(length, at + 300)
  let sign = -1
  for (; at < limit; at++) {
    const unit = units[at]!
    if (
      classes[unit] === SPACE ||
      unit === 0 ||
      unit === 34 ||
      unit === 39 ||
      unit === 60 ||
      unit === 62 ||
      unit === 96 ||
      unit === 92
    )
      break
    if (unit === 47 && (divider < 0 || isPort(page, divider + 1, at))) break
    if (unit === 58 && divider < 0) divider = at
    if (unit === 64 && divider >= 0) sign = at
    if ((unit === 47 || unit === 63 || unit === 35) && sign >= 0) break
  }
  if (sign < 0 || sign - divider < 4) return undefined
  let hostEnd = sign + 1
  while (
    hostEnd < length &&
    hostEnd - sign < 255 &&
    (isWord(units[hostEnd]!) || '.-_:[],$(){}'.includes(page.text[hostEnd]!))
  )
    hostEnd++
  while (hostEnd > sign + 1 && !isWord(units[hostEnd - 1]!) && units[hostEnd - 1] !== 93) hostEnd--
  return hostEnd > sign + 1 ? { passwordStart: divider + 1, passwordEnd: sign, hostEnd } : undefined
}
