/** Texts for the bench of passages: those below a folder, each once, and passages of them as somebody pastes and edits them. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'

export interface Text {
  readonly name: string
  readonly text: string
}

const largest = 400_000
const prose = new Set(['.md', '.markdown', '.txt', '.rst', ''])
const licence = /licen[cs]e|copying|notice|copyright/i

/** Prose below `folder`: READMEs, guides, licences (apart). Copies are left out. */
export function proseBelow(folder: string): { texts: Text[]; licences: Text[] } {
  const seen = new Set<string>()
  const texts: Text[] = []
  const licences: Text[] = []
  for (const path of filesBelow(folder)) {
    if (!prose.has(extname(path).toLowerCase()) || statSync(path).size > largest) continue
    const text = readFileSync(path, 'utf8')
    const print = text.slice(200, 500)
    if (print.length < 300 || seen.has(print) || text.includes('\0')) continue
    seen.add(print)
    ;(licence.test(basename(path)) ? licences : texts).push({ name: path, text })
  }
  return { texts, licences }
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !entry.name.startsWith('.')) yield* filesBelow(path)
    else if (entry.isFile()) yield path
  }
}

export const pick = <T>(from: readonly T[], random: () => number): T => from[Math.floor(random() * from.length)]!

/** `count` words in a row of one of the texts, most of them plain ones. */
export function passageOf(
  texts: readonly Text[],
  count: number,
  random: () => number,
): { name: string; words: string[] } {
  for (;;) {
    const { name, text } = pick(texts, random)
    const all = text.split(/\s+/)
    const words = all.slice(Math.floor(random() * all.length)).slice(0, count)
    const plain = words.filter(word => /^[^A-Za-z]?[A-Za-z][a-z]*[^A-Za-z]?$/.test(word)).length
    if (words.length === count && plain > count * 0.9 && new Set(words).size > count * 0.55) return { name, words }
  }
}

/** A share of the words changed, dropped, or another added. */
export function edited(
  words: readonly string[],
  share: number,
  others: readonly string[],
  random: () => number,
): string[] {
  const result: string[][] = words.map(word => [word])
  for (let i = 0; i < Math.round(words.length * share); i++) {
    const at = Math.floor(random() * words.length)
    const how = random()
    if (how < 0.34) result[at] = [pick(others, random)]
    else if (how < 0.67) result[at] = []
    else result[at] = [pick(others, random), ...result[at]!]
  }
  return result.flat()
}

/** Set anew: lines, bullets, numbers, capitals, hyphens at the ends of lines, other quotes. */
export function reformatted(words: readonly string[], random: () => number): string {
  const breaks = ['\n', '\n', '\n', '\n\n- ', '\n\n12. ', ' **', '\n> ', '\n| ']
  return words
    .map(word => {
      const dress = random()
      const hyphen = dress > 0.9 && /^[a-z]{7,}$/.test(word) ? `${word.slice(0, 4)}-\n${word.slice(4)}` : word
      const before = random() < 0.15 ? pick(breaks, random) : ' '
      return before + (dress > 0.95 ? word.toUpperCase() : hyphen)
    })
    .join('')
    .replaceAll('"', '“')
}
