/** Finds e-mail addresses, going out from every at sign. */
import { emailAddress } from './detectors/email.ts'
import { hasAddressLabel, isOfAuthors } from './scan-authorship.ts'
import { classes, type Engine, FOREIGN, isWord, type Page } from './scan-page.ts'

export const emailEngine: Engine = (page, hits) => {
  const { text } = page
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const start = localStart(page, at)
    if (at - start < 1) continue
    const end = domainEnd(page, at)
    if (end < 0) continue
    if (insideUrl(page, start)) continue
    const domain = text.slice(at + 1, end).toLowerCase()
    const local = text.slice(start, at).toLowerCase()
    const reason =
      unpersonal(local, domain) ??
      (isAuthorship(page, start) || isOfAuthors(page, start, hasAddressLabel(page, start))
        ? 'published as the address of an author'
        : undefined)
    hits.push({
      detector: emailAddress,
      start,
      end,
      confidence: reason ? 'low' : 'medium',
      why: [reason ?? 'address with a well-formed domain'],
    })
    at = end - 1
  }
}

const localSigns = "._%+-'"

function localStart(page: Page, sign: number): number {
  let start = sign
  while (start > 0 && sign - start < 64) {
    const unit = page.units[start - 1]!
    if (
      !isWord(unit) &&
      !localSigns.includes(String.fromCharCode(unit)) &&
      !(classes[unit] === FOREIGN && unit < 0x2e80)
    )
      break
    start--
  }
  while (start < sign && !isWord(page.units[start]!) && classes[page.units[start]!] !== FOREIGN) start++
  return page.units[sign - 1] === 46 ? sign : start
}

/** Behind the top-level domain, or -1. Labels of letters, digits and hyphens; the last of two letters or more. */
function domainEnd(page: Page, sign: number): number {
  const { units, length } = page
  let labelStart = sign + 1
  let end = -1
  let at = labelStart
  for (; at <= length && at - sign < 255; at++) {
    const unit = at < length ? units[at]! : 0
    if (isWord(unit) || unit === 45 || (unit >= 0xc0 && unit < 0x2000)) continue
    const labelLength = at - labelStart
    if (labelLength === 0 || units[labelStart] === 45) break
    if (labelStart > sign + 1 && labelLength >= 2 && labelLength <= 24 && letters(page, labelStart, at)) end = at
    if (unit !== 46) break
    labelStart = at + 1
  }
  return end
}

function letters(page: Page, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isWord(page.units[at]!) || page.units[at]! < 58) return false
  return true
}

/** `https://user@host` is no address. */
function insideUrl(page: Page, start: number): boolean {
  return page.text[start - 1] === '/' && page.text[start - 2] === '/'
}

const authorship = [
  'copyright',
  '(c)',
  '©',
  'author',
  'maintainer',
  'contributor',
  '-by:',
  'changed-by',
  'committer',
  'thanks to',
  'patch from',
  'reported by',
  'contact:',
  'message-id',
  'in-reply-to:',
  'references:',
]

/** On a line of a licence, a change log or a commit. */
function isAuthorship({ text, units }: Page, start: number): boolean {
  let from = start
  while (from > 0 && start - from < 160 && units[from - 1] !== 10) from--
  const line = text.slice(from, start).toLowerCase()
  if (authorship.some(word => line.includes(word))) return true
  // ` -- Name <address>  date` ends an entry of a Debian change log; `2010-01-16  Name <address>` begins one of GNU's.
  const head = line.trimStart()
  return head.startsWith('-- ') || (head.length > 10 && head[4] === '-' && head[7] === '-' && head.endsWith('<'))
}

const roles = new Set([
  'noreply',
  'no-reply',
  'donotreply',
  'do-not-reply',
  'support',
  'info',
  'contact',
  'admin',
  'help',
  'sales',
  'security',
  'abuse',
  'postmaster',
  'webmaster',
  'hostmaster',
  'root',
  'mailer-daemon',
  'git',
  'bugs',
  'bug',
  'feedback',
  'hello',
  'team',
  'press',
  'legal',
  'privacy',
  'billing',
  'jobs',
  'careers',
  'office',
  'mail',
  'service',
  'notifications',
  'user',
  'username',
  'name',
  'email',
  'you',
  'me',
  'test',
  'example',
  'someone',
  'foo',
  'bar',
])
const exampleDomains = [
  'example.com',
  'example.org',
  'example.net',
  'example.edu',
  '.example',
  '.invalid',
  '.test',
  '.localhost',
  'localhost.localdomain',
  'noreply.github.com',
  'domain.com',
  'yourcompany.com',
  'email.com',
]
const fileEndings = new Set([
  'png',
  'jpg',
  'jpeg',
  'gif',
  'svg',
  'webp',
  'js',
  'ts',
  'css',
  'json',
  'html',
  'md',
  'txt',
  'py',
  'service',
  'path',
  'target',
  'socket',
  'timer',
])

function unpersonal(local: string, domain: string): string | undefined {
  if (exampleDomains.some(name => domain === name || domain.endsWith(name.startsWith('.') ? name : `.${name}`)))
    return 'domain kept for examples'
  if (fileEndings.has(domain.slice(domain.lastIndexOf('.') + 1))) return 'ends like a file name'
  if (roles.has(local)) return 'address of a role, not of a person'
  return undefined
}
