/** Finds code as a policy describes it: in these languages, this long, and the company's own by its packages or its licence header. */
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

interface Told {
  readonly confidence: Confidence
  readonly reasons: readonly string[]
}

/** With neither packages nor holders anybody's code counts. `rated` is the confidence that the policy gives the detector. */
export function codeOwnerEngine(detector: Hit['detector'], use: CodeUse, rated: Confidence | undefined): Engine {
  const { packages, languages, lines } = use
  const holders = use.copyright.map(holder => ({ holder: holder.toLowerCase(), written: holder }))
  const anybody = packages.length + holders.length === 0
  const asksConfig = languages.includes('config')
  return (page, hits) => {
    if (!anybody && !mayHold(page.text, packages, holders)) return
    const names = new NameSearch(page, packages)
    let above = 0
    for (const code of codeIn(page)) {
      const head = page.text.slice(Math.max(above, code.start - headReach), Math.min(code.end, code.start + headReach))
      above = code.end
      if (code.lines < lines || !isWanted(code, languages)) continue
      const told = anybody ? confidenceAlone(code, asksConfig) : whose(code, names, holdersIn(head, holders))
      if (!told) continue
      hits.push({
        detector,
        start: code.start,
        end: code.end,
        confidence: rated ?? told.confidence,
        why: [[code.words, ...told.reasons].join(', ')],
        beside: true,
      })
    }
  }
}

const isWanted = (code: Code, languages: readonly Language[]): boolean =>
  languages.length === 0 || (code.language !== undefined && languages.includes(code.language))

interface Holder {
  readonly holder: string
  readonly written: string
}

/** Most texts name neither; then no code is looked for. */
function mayHold(text: string, packages: readonly string[], holders: readonly Holder[]): boolean {
  if (packages.some(name => text.includes(name))) return true
  if (holders.length === 0) return false
  const small = text.toLowerCase()
  return holders.some(({ holder }) => small.includes(holder))
}

/** Configuration counts when it is asked for. */
const confidenceAlone = ({ language, confidence }: Code, asksConfig: boolean): Told => ({
  confidence: asksConfig && language === 'config' ? 'medium' : confidence,
  reasons: [],
})

/** A name in what is hardly code says less than an import or a header. */
function whose(code: Code, names: NameSearch, headers: readonly string[]): Told | undefined {
  const used = names.usedIn(code)
  if (used.length + headers.length === 0) return undefined
  const sure = headers.length > 0 || used.some(({ imported }) => imported) || code.confidence !== 'low'
  const reasons = used.map(({ name, imported }) => `${imported ? 'imports' : 'uses'} ${name}`)
  return { confidence: sure ? 'high' : 'medium', reasons: [...reasons, ...headers] }
}

interface Used {
  readonly name: string
  readonly imported: boolean
}

const mostPlaces = 200

/** Asked about stretches from first to last: each name is searched for once. */
class NameSearch {
  private readonly page: Page
  private readonly names: readonly string[]
  /** Where each stands next; past the end when nowhere. */
  private readonly next: number[]

  constructor(page: Page, names: readonly string[]) {
    this.page = page
    this.names = names
    this.next = names.map(() => -1)
  }

  usedIn({ start, end }: Code): Used[] {
    return this.names.flatMap((name, i): Used[] => {
      if (this.next[i]! < start) this.next[i] = this.find(name, start)
      let used = false
      for (let at = this.next[i]!, seen = 0; at < end && seen < mostPlaces; at = this.find(name, at + 1), seen++) {
        this.next[i] = at
        if (!beginsName(this.page, at, name)) continue
        used = true
        if (isImport(this.page, at)) return [{ name, imported: true }]
      }
      return used ? [{ name, imported: false }] : []
    })
  }

  private find(name: string, from: number): number {
    const at = this.page.text.indexOf(name, from)
    return at < 0 ? this.page.length : at
  }
}

/** A part of another name does not count; nor does the end of the name, unless it ends in a sign of its own. */
function beginsName({ units }: Page, at: number, name: string): boolean {
  const before = at > 0 ? units[at - 1]! : 32
  if (isWord(before) || before === 95 || before === 46 || before === 45) return false
  const last = name.charCodeAt(name.length - 1)
  return !isWord(last) || !isWord(units[at + name.length]!)
}

/** What a line that imports or declares begins with; `}` ends a list of names. */
const importing = new Set(
  'import from require use using #include include package export library open @import } module namespace'.split(' '),
)

function isImport({ text, units }: Page, at: number): boolean {
  let from = at
  while (from > 0 && units[from - 1] !== 10 && at - from < 200) from--
  const line = text.slice(from, at).trim()
  return (
    line.includes('require') ||
    line.includes('import') ||
    importing.has(line.split(' ')[0]!) ||
    line === '"' ||
    line === "'"
  )
}

const headReach = 3000
const mostHolders = 50
const signs = ['copyright', '(c)', '©', 'spdx-filecopyrighttext', 'property of', 'confidential']

/** A line with the holder and a word for copyright, in the code or right above it. */
function holdersIn(written: string, holders: readonly Holder[]): string[] {
  if (holders.length === 0) return []
  const head = written.toLowerCase()
  return holders.flatMap(({ holder, written: name }) => {
    let at = head.indexOf(holder)
    for (let seen = 0; at >= 0 && seen < mostHolders; at = head.indexOf(holder, at + 1), seen++) {
      const line = head.slice(head.lastIndexOf('\n', at) + 1, at)
      if (signs.some(sign => line.includes(sign))) return [`licence header of ${name}`]
    }
    return []
  })
}
