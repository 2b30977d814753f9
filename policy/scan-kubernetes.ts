/** Finds the values of Kubernetes Secret objects, whatever their keys are called. */
import { genericSecret } from './detectors/generic.ts'
import { judgePassword, judgeSecret } from './scan-judgement.ts'
import type { Hit, Page } from './scan-page.ts'
import type { StemConsumer } from './scan-stem-engine.ts'
import { isReference, looksMadeUp } from './scan-value.ts'

const stems = ['kind: secret', 'kind":"secret', 'kind": "secret']
const farthestBack = 4000
const farthest = 20_000
const longestKey = 80

interface Entry {
  readonly key: string
  readonly start: number
  readonly end: number
}

export const kubernetesConsumer: StemConsumer = {
  stems,
  reader: () => {
    // Behind the last object that was read.
    let done = 0
    return (page, at, stem, hits) => {
      if (at < done || !' \r\n"\',}'.includes(page.text[at + stems[stem]!.length] ?? ' ')) return
      const { start, end } = objectAround(page, at, done)
      done = end
      const entries = stem === 0 ? yamlEntries : jsonEntries
      for (const encoded of [true, false])
        for (const entry of entries(page, start, end, encoded ? 'data' : 'stringData'))
          judge(page, entry, encoded, hits)
    }
  },
}

/** Up to the lines of hyphens that part documents. */
function objectAround({ text }: Page, at: number, floor: number): { start: number; end: number } {
  const lowest = Math.max(floor, at - farthestBack)
  const before = text.slice(lowest, at).lastIndexOf('\n---')
  const behind = text.slice(at, at + farthest).indexOf('\n---')
  return { start: before < 0 ? lowest : lowest + before + 4, end: behind < 0 ? at + farthest : at + behind }
}

/** The lines below `data:` that are indented further. */
function yamlEntries({ text, length }: Page, from: number, to: number, section: string): Entry[] {
  const entries: Entry[] = []
  let inside = -1
  for (let at = from; at < Math.min(to, length); ) {
    const next = text.indexOf('\n', at)
    const stop = next < 0 ? length : next
    const line = text.slice(at, stop)
    const indent = line.length - line.trimStart().length
    const written = line.trim()
    if (written === `${section}:`) inside = indent
    else if (inside >= 0 && written !== '' && indent <= inside) inside = -1
    else if (inside >= 0) {
      const colon = line.indexOf(': ')
      const key = line.slice(0, colon).trim()
      if (colon > 0 && key.length <= longestKey && !key.includes(' '))
        entries.push(unquoted(text, key, at + colon + 2, stop))
    }
    at = stop + 1
  }
  return entries
}

function unquoted(text: string, key: string, from: number, to: number): Entry {
  let start = from
  let end = to
  while (start < end && ' "\''.includes(text[start]!)) start++
  while (end > start && ' "\'\r'.includes(text[end - 1]!)) end--
  return { key, start, end }
}

/** The strings between the braces behind `"data":`. */
function jsonEntries({ text }: Page, from: number, to: number, section: string): Entry[] {
  const entries: Entry[] = []
  const name = text.slice(from, to).indexOf(`"${section}"`)
  const open = name < 0 ? -1 : text.indexOf('{', from + name)
  const close = open < 0 ? -1 : text.slice(open, to).indexOf('}')
  if (close < 0) return entries
  const quotes: number[] = []
  for (let at = text.indexOf('"', open); at >= 0 && at < open + close; at = text.indexOf('"', at + 1)) quotes.push(at)
  for (let i = 0; i + 3 < quotes.length; i += 4)
    entries.push({ key: text.slice(quotes[i]! + 1, quotes[i + 1]), start: quotes[i + 2]! + 1, end: quotes[i + 3]! })
  return entries
}

/** Keys of what is no secret in a Secret. */
const open = new Set('username user host hostname port database dbname namespace type url ca.crt tls.crt'.split(' '))

function judge(page: Page, { key, start, end }: Entry, encoded: boolean, hits: Hit[]): void {
  const value = page.text.slice(start, end)
  if (open.has(key.toLowerCase()) || isReference(value) || looksMadeUp(value)) return
  if (!(encoded ? isEncodedSecret(value) : isSecret(value))) return
  hits.push({ detector: genericSecret, start, end, confidence: 'medium', why: ['a value of a Kubernetes Secret'] })
}

const written = { quoted: true, sign: ':' as const, shouting: false }
const isSecret = (value: string): boolean =>
  judgePassword(value, written) !== undefined || judgeSecret(value, written, false) !== undefined

/** Base64 of eight characters or more that is no certificate. */
function isEncodedSecret(value: string): boolean {
  if (value.length < 8 || value.length % 4 !== 0 || value.startsWith('LS0tLS1CRUdJTiBDRVJU')) return false
  for (let at = 0; at < value.length; at++) {
    const sign = value[at]!
    if (!(sign >= 'a' && sign <= 'z') && !(sign >= 'A' && sign <= 'Z') && !(sign >= '/' && sign <= '9') && sign !== '+')
      return sign === '=' && at >= value.length - 2
  }
  return true
}
