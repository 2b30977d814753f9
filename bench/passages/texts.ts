/** Texts for the bench of passages: those below a folder, each once, and passages of them. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'

export interface Text {
  readonly name: string
  readonly text: string
}

/** Those of which fingerprints are made, and others. */
export interface Halves {
  readonly own: readonly Text[]
  readonly others: readonly Text[]
}

const largest = 400_000
const prose = new Set(['.md', '.markdown', '.txt', '.rst', ''])
const code = new Set(['.js', '.mjs', '.cjs', '.ts', '.mts', '.py', '.c', '.h', '.pl', '.sh', '.rb'])
const licence = /licen[cs]e|copying|notice|copyright/i

/** Prose below the folders: READMEs, guides, change logs. Copies and licences are left out. */
export const proseBelow = (folders: readonly string[]): Text[] => textsBelow(folders, prose, licence)

/** Source code below the folders. Copies and what was built are left out. */
export const codeBelow = (folders: readonly string[]): Text[] => textsBelow(folders, code, /\.min\.|\.d\.ts|bundle/)

function textsBelow(folders: readonly string[], kinds: ReadonlySet<string>, not: RegExp): Text[] {
  const seen = new Set<string>()
  const texts: Text[] = []
  for (const path of folders.flatMap(folder => [...filesBelow(folder)])) {
    if (!kinds.has(extname(path).toLowerCase()) || not.test(basename(path))) continue
    if (statSync(path).size > largest) continue
    const text = readFileSync(path, 'utf8')
    const print = text.slice(200, 500)
    const minified = text.length > 4000 && text.length / text.split('\n').length > 250
    if (print.length < 300 || seen.has(print) || text.includes('\0') || minified) continue
    seen.add(print)
    texts.push({ name: path, text })
  }
  return texts
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !entry.name.startsWith('.')) yield* filesBelow(path)
    else if (entry.isFile()) yield path
  }
}

/** Whole folders are dealt to one half or the other: files of one package share their words. */
export function halves(texts: readonly Text[], random: () => number): Halves {
  const side = new Map<string, boolean>()
  const isOwn = ({ name }: Text): boolean => {
    const at = packageOf(name)
    if (!side.has(at)) side.set(at, random() < 0.5)
    return side.get(at)!
  }
  const dealt = texts.map(text => ({ text, own: isOwn(text) }))
  return {
    own: dealt.filter(one => one.own).map(one => one.text),
    others: dealt.filter(one => !one.own).map(one => one.text),
  }
}

/** `node_modules/@scope/name`, `/usr/share/doc/name`, `/usr/lib/python3/name`. */
function packageOf(path: string): string {
  const inside = path.lastIndexOf('node_modules/')
  if (inside >= 0)
    return path
      .slice(inside)
      .split('/')
      .slice(1, path[inside + 13] === '@' ? 3 : 2)
      .join('/')
  return path.split('/').slice(0, 5).join('/')
}

export const pick = <T>(from: readonly T[], random: () => number): T => from[Math.floor(random() * from.length)]!

/** `count` words in a row of one of the texts, most of them plain ones. */
export function passageOf(texts: readonly Text[], count: number, random: () => number): string[] {
  for (;;) {
    const all = pick(texts, random).text.split(/\s+/)
    const words = all.slice(Math.floor(random() * all.length)).slice(0, count)
    const plain = words.filter(word => /^[^A-Za-z]?[A-Za-z][a-z]*[^A-Za-z]?$/.test(word)).length
    if (words.length === count && plain > count * 0.9 && new Set(words).size > count * 0.55) return words
  }
}

/** `count` lines in a row of one of the texts, most of them code. */
export function linesOf(texts: readonly Text[], count: number, random: () => number): string[] {
  for (;;) {
    const all = pick(texts, random).text.split('\n')
    const lines = all.slice(Math.floor(random() * all.length)).slice(0, count)
    const written = lines.filter(line => /^(?!\s*(\/\/|\/?\*|#)).*\w\W+\w/.test(line)).length
    if (lines.length === count && written > count * 0.7 && lines.join(' ').split(/\W+/).length > count * 4) return lines
  }
}
