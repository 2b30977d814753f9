/** Finds IP and MAC addresses, going out from their dots and colons. */
import { isIPv6 } from 'node:net'
import { ipAddress, macAddress } from './detectors/network-addresses.ts'
import { type Engine, type Hit, isDigit, isWord, type Page } from './scan-page.ts'

export const networkEngine: Engine = (page, hits) => {
  dotted(page, hits)
  colons(page, hits)
  hyphens(page, hits)
}

/** Looks at the third of three dots that have one to three digits between. */
function dotted(page: Page, hits: Hit[]): void {
  const { units, text } = page
  for (let at = text.indexOf('.'); at >= 0; at = text.indexOf('.', at + 1)) {
    if (!isDigit(units[at + 1]!) || at === 0 || !isDigit(units[at - 1]!)) continue
    let start = at
    while (start > 0 && at - start < 4 && isDigit(units[start - 1]!)) start--
    const end = quadEnd(page, start)
    if (end < 0) continue
    const before = units[start - 1] ?? 0
    const after = units[end] ?? 0
    if (
      isWord(before) ||
      before === 46 ||
      before === 45 ||
      isWord(after) ||
      (after === 46 && isDigit(units[end + 1] ?? 0)) ||
      after === 45
    ) {
      at = end - 1
      continue
    }
    const dull = dullAddress(text.slice(start, end)) ?? numbering(page, start, end)
    hits.push({
      detector: ipAddress,
      start,
      end,
      confidence: dull ? 'low' : 'medium',
      why: [dull ?? 'public IPv4 address'],
    })
    at = end - 1
  }
}

/** Offset behind four numbers up to 255 joined by dots; -1 otherwise. */
function quadEnd({ units }: Page, start: number): number {
  let at = start
  for (let part = 0; part < 4; part++) {
    let value = 0
    let digits = 0
    for (; digits < 4 && isDigit(units[at]!); digits++) value = value * 10 + units[at++]! - 48
    if (digits === 0 || digits > 3 || value > 255 || (digits > 1 && units[at - digits] === 48)) return -1
    if (part < 3 && units[at++] !== 46) return -1
  }
  return at
}

function dullAddress(address: string): string | undefined {
  const [a, b, c] = address.split('.').map(Number) as [number, number, number, number]
  if (a === 0 || a >= 224 || address.endsWith('.0') || (a < 10 && b < 10 && c < 10)) return 'no address of a host'
  if (
    a === 10 ||
    a === 127 ||
    (a === 192 && b === 168) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b < 128)
  )
    return 'private or local range'
  if ((a === 192 && b === 0 && c === 2) || (a === 198 && b === 51 && c === 100) || (a === 203 && b === 0 && c === 113))
    return 'range kept for documentation'
  return ['8.8.8.8', '8.8.4.4', '1.1.1.1', '1.0.0.1', '9.9.9.9'].includes(address) ? 'public resolver' : undefined
}

/** Versions, sections and object ids look the same: without a word about hosts, short numbers are no address. */
function numbering({ text, units }: Page, start: number, end: number): string | undefined {
  const before = text.slice(Math.max(0, start - 24), start).toLowerCase()
  if (versionWords.some(word => before.includes(word))) return 'behind a word such as version'
  const large = end - start >= 11 || (end - start >= 9 && units[end] === 58)
  return large || hostWords.some(word => before.includes(word))
    ? undefined
    : 'short numbers, which versions and sections have too'
}

const versionWords = [
  'version',
  'ver.',
  'release',
  ' v.',
  'section',
  'chapter',
  'build',
  '§',
  'chrome/',
  'firefox/',
  'safari/',
  '>=',
  '<=',
  '~=',
  '==',
  'oid',
]
const hostWords = [
  ' ip ',
  'ip:',
  'ip=',
  'ip"',
  'host',
  'addr',
  'server',
  'ping ',
  'ssh ',
  'from ',
  'connect',
  'peer ',
  'client',
  'subnet',
  'dns',
  'gateway',
  '//',
]

const longestAddress = 45
const mostColons = 8

/** Six pairs of hex digits with hyphens between, as Windows writes MAC addresses. */
function hyphens(page: Page, hits: Hit[]): void {
  const { units, text } = page
  for (let at = text.indexOf('-'); at >= 0; at = text.indexOf('-', at + 1)) {
    if (units[at + 3] !== 45 || units[at + 6] !== 45 || units[at + 9] !== 45 || units[at + 12] !== 45) continue
    const [start, end] = [at - 2, at + 15]
    if (start < 0 || !isEdge(units[start - 1] ?? 0) || !isEdge(units[end]!)) continue
    const written = text.slice(start, end).replaceAll('-', ':')
    if (onlyHex(written)) address(written, start, end, hits)
  }
}

const isEdge = (unit: number): boolean => !isWord(unit) && unit !== 45 && unit !== 95

/** Pairs of hex digits with signs between, one a letter. */
function onlyHex(written: string): boolean {
  for (let at = 0; at < written.length; at++) if (at % 3 !== 2 && !isHex(written.charCodeAt(at))) return false
  return !onlyDecimalPairs(written)
}

const onlyDecimalPairs = (written: string): boolean => {
  for (const sign of written) if (sign > ':') return false
  return true
}

/** Runs of hex digits and colons: six pairs are a MAC address; with `::` or seven colons an IPv6 address. */
function colons(page: Page, hits: Hit[]): void {
  const { units, text, length } = page
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    let start = at
    while (start > 0 && at - start < 5 && isHex(units[start - 1]!)) start--
    if (start === at && units[at + 1] !== 58) continue
    let end = at
    let count = 0
    while (end < length && end - start < longestAddress && (isHex(units[end]!) || units[end] === 58))
      if (units[end++] === 58) count++
    if (count < 2 || count > mostColons || isWord(units[start - 1] ?? 0) || isWord(units[end] ?? 0)) {
      at = Math.max(at, end - 1)
      continue
    }
    while (end > start && units[end - 1] === 58 && units[end - 2] !== 58) end--
    address(text.slice(start, end), start, end, hits)
    at = end - 1
  }
}

function address(written: string, start: number, end: number, hits: Hit[]): void {
  const pairs = written.split(':')
  if (pairs.length === 6 && pairs.every(pair => pair.length === 2)) {
    const dull =
      new Set(pairs).size < 3 || written.startsWith('01:') || written.startsWith('33:33') || onlyDecimal(written)
    hits.push({
      detector: macAddress,
      start,
      end,
      confidence: dull ? 'low' : 'medium',
      why: ['six pairs of hex digits'],
    })
    return
  }
  if (end - start < 8 || !isIPv6(written)) return
  const lower = written.toLowerCase()
  const dull =
    lower.startsWith('fe80') ||
    lower.startsWith('fc') ||
    lower.startsWith('fd') ||
    lower.startsWith('2001:db8') ||
    lower.startsWith('ff') ||
    lower.startsWith('::')
  hits.push({
    detector: ipAddress,
    start,
    end,
    confidence: dull ? 'low' : 'medium',
    why: [dull ? 'local, group or documentation range' : 'public IPv6 address'],
  })
}

const onlyDecimal = (written: string): boolean => {
  for (const sign of written) if (sign > '9' && sign !== ':') return false
  return written.startsWith('0') && written.endsWith('0')
}

const isHex = (unit: number): boolean => isDigit(unit) || (unit > 96 && unit < 103) || (unit > 64 && unit < 71)
