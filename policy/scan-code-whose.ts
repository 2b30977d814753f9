/** Finds the company's own code: code that imports its packages, or bears a licence header with its name. */
import type { Confidence } from './finding.ts'
import { type Code, codeIn } from './scan-code.ts'
import type { Language } from './scan-code-languages.ts'
import { type Engine, type Hit, isWord, type Page } from './scan-page.ts'

export interface CodeUse {
  /** Beginnings of names: `@acme/`, `com.acme.`, `acme_`. */
  readonly packages: readonly string[]
  /** Holders in licence headers; case does not count. */
  readonly copyright: readonly string[]
  /** Only code in these; all when empty. */
  readonly languages: readonly Language[]
  /** Fewest lines. */
  readonly lines: number
}

/** `rated` is the confidence that the policy gives the detector; high unless said. */
export function codeOwnerEngine(detector: Hit['detector'], use: CodeUse, rated: Confidence | undefined): Engine {
  const holders = use.copyright.map(holder => holder.toLowerCase())
  return (page, hits) => {
    if (!mayHold(page.text, use.packages, holders)) return
    for (const code of codeIn(page)) {
      if (code.lines < use.lines || !isWanted(code, use.languages)) continue
      const reasons = [...importsIn(page, code, use.packages), ...holdersIn(page, code, holders, use.copyright)]
      if (reasons.length === 0) continue
      hits.push({
        detector,
        start: code.start,
        end: code.end,
        confidence: rated ?? 'high',
        why: [`${code.words}, ${reasons.join(', ')}`],
        beside: true,
      })
    }
  }
}

const isWanted = (code: Code, languages: readonly Language[]): boolean =>
  languages.length === 0 || (code.language !== undefined && languages.includes(code.language))

/** Most texts name neither; then no code is looked for. */
function mayHold(text: string, packages: readonly string[], holders: readonly string[]): boolean {
  if (packages.some(name => text.includes(name))) return true
  if (holders.length === 0) return false
  const small = text.toLowerCase()
  return holders.some(holder => small.includes(holder))
}

const mostPlaces = 200

function importsIn(page: Page, { start, end }: Code, packages: readonly string[]): string[] {
  const reasons: string[] = []
  for (const name of packages) {
    let used = false
    let imported = false
    let at = page.text.indexOf(name, start)
    for (let seen = 0; at >= 0 && at < end && seen < mostPlaces && !imported; seen++) {
      if (beginsName(page, at, name)) {
        used = true
        imported = isImport(page, at)
      }
      at = page.text.indexOf(name, at + 1)
    }
    if (used) reasons.push(`${imported ? 'imports' : 'uses'} ${name}`)
  }
  return reasons
}

/** A part of another name does not count; nor does the end of the name, unless it ends in a sign of its own. */
function beginsName({ units }: Page, at: number, name: string): boolean {
  const before = at > 0 ? units[at - 1]! : 32
  if (isWord(before) || before === 95 || before === 46 || before === 45) return false
  const last = name.charCodeAt(name.length - 1)
  return !isWord(last) || !isWord(units[at + name.length]!)
}

const importing = new Set([
  'import',
  'from',
  'require',
  'use',
  'using',
  '#include',
  'include',
  'package',
  'export',
  'const',
  'library',
  'open',
  '@import',
  '}',
  'module',
  'namespace',
])

function isImport({ text, units }: Page, at: number): boolean {
  let from = at
  while (from > 0 && units[from - 1] !== 10 && at - from < 200) from--
  const line = text.slice(from, at).trim()
  if (line.includes('require') || line.includes('import')) return true
  const word = line.split(' ')[0]!
  return (importing.has(word) && word !== 'const') || line === '"' || line === "'"
}

/** A line with the holder and a word for copyright, in the code or right above it. */
function holdersIn(
  { text }: Page,
  { start, end }: Code,
  holders: readonly string[],
  written: readonly string[],
): string[] {
  const head = text.slice(Math.max(0, start - headReach), Math.min(end, start + headReach)).toLowerCase()
  return holders.flatMap((holder, i) => {
    for (let at = head.indexOf(holder); at >= 0; at = head.indexOf(holder, at + 1)) {
      const line = head.slice(head.lastIndexOf('\n', at) + 1, at)
      if (signs.some(sign => line.includes(sign))) return [`licence header of ${written[i]}`]
    }
    return []
  })
}

const headReach = 3000
const signs = ['copyright', '(c)', '©', 'spdx-filecopyrighttext', 'property of', 'confidential']
