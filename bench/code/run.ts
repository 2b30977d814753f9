/** Cuts of 5 to 40 lines of real files, pasted between two sentences, and texts that are no code: what is found of them. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { seededRandom } from '../../policy/detectors/make-value.ts'
import { type Code, codeEngine, codeIn } from '../../policy/scan-code.ts'
import { type Language, languageNames } from '../../policy/scan-code-languages.ts'
import { createPageMaker } from '../../policy/scan-page.ts'

const extensions = new Map<string, Language | 'none'>(
  'js=javascript mjs=javascript cjs=javascript ts=typescript py=python java=java kt=kotlin scala=scala c=c cc=cpp cpp=cpp cs=csharp go=go rs=rust rb=ruby php=php swift=swift sh=shell sql=sql css=css tf=terraform r=r pm=perl pl=perl lua=lua hs=haskell sol=solidity txt=none md=none json=none yml=none yaml=none csv=none ini=none conf=none log=none rst=none'
    .split(' ')
    // Two parts in each pair that is written above.
    .map(pair => pair.split('=') as [string, Language | 'none']),
)
/** Languages of which one has all that the other has: a few lines may be of either. */
const kin = new Map<Language | 'none' | undefined, Language>([
  ['javascript', 'typescript'],
  ['typescript', 'javascript'],
  ['c', 'cpp'],
  ['cpp', 'c'],
])
const perLanguage = 400
const mostBytes = 100_000
const random = seededRandom(Number(process.env['SEED'] ?? 1))
const pageOf = createPageMaker()
const isComment = /^\s*(\/\/|\/?\*|#(?!include|define|if|else|endif|\[|!)|--|"""|=|<!--)/
const size = ({ start, end }: Code): number => end - start
const percent = (part: number, all: number): string => (all === 0 ? '' : `${((100 * part) / all).toFixed(0)} %`)
const below = (count: number): number => Math.floor(random() * count)

const files = new Map<Language | 'none', string[]>()
for (const folder of process.argv.length > 2 ? process.argv.slice(2) : ['node_modules']) collect(folder)
const rows = [...files].filter(([language]) => language !== 'none').map(([language, paths]) => measure(language, paths))
console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])))
harmless(files.get('none') ?? [])

function collect(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !entry.name.startsWith('.')) collect(path)
    const language = extensions.get(extname(entry.name).slice(1))
    if (!entry.isFile() || !language || /\.min\.|\.d\.ts$/.test(entry.name)) continue
    const { size } = statSync(path)
    if (size < 1000 || size > mostBytes) continue
    const list = files.get(language)
    if (list) list.push(path)
    else files.set(language, [path])
  }
}

/** Undefined when most of the lines are comments. */
function cut(path: string): string[] | undefined {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/)
  const count = 5 + below(36)
  if (lines.length < count + 5) return undefined
  const from = below(lines.length - count)
  const part = lines.slice(from, from + count)
  const written = part.filter(line => line.trim() !== '')
  const solid = written.filter(line => !isComment.test(line))
  return solid.length >= 5 && solid.length >= 0.6 * written.length && part.every(line => line.length < 400)
    ? part
    : undefined
}

function measure(language: Language | 'none', paths: readonly string[]) {
  let [cuts, found, sure, right, near, lines, covered] = [0, 0, 0, 0, 0, 0, 0]
  for (let tries = 0; tries < 3 * perLanguage && cuts < perLanguage; tries++) {
    const part = cut(paths[below(paths.length)]!)
    if (!part) continue
    cuts++
    const above = 'Why does this throw? I get an error on the second call.\n\n'
    const codes = codeIn(pageOf(`${above}${part.join('\n')}\n\nKeep it short, please, and write it in plain words.\n`))
    const largest = codes.toSorted((a, b) => size(b) - size(a))[0]
    if (largest) found++
    if (largest && largest.confidence !== 'low') {
      sure++
      if (largest.language === language) right++
      else if (kin.get(largest.language) === language) near++
    }
    let at = above.length
    for (const line of part) {
      if (line.trim() !== '') {
        lines++
        if (codes.some(({ start, end }) => start <= at + line.length && end >= at)) covered++
      }
      at += line.length + 1
    }
  }
  return {
    name: language === 'none' ? 'none' : languageNames[language],
    cuts,
    found: percent(found, cuts),
    'medium and above': percent(sure, cuts),
    'of them language right': percent(right, sure),
    'or its kin': percent(right + near, sure),
    'lines covered': percent(covered, lines),
  }
}

/** What stands between fences is code; what is found outside of them is not, or is not said to be. */
function harmless(paths: readonly string[]): void {
  const texts = paths.map(path => readFileSync(path, 'utf8'))
  let flagged = 0
  for (const text of texts) {
    const bare = codeIn(pageOf(text)).filter(
      ({ start, confidence }) =>
        confidence !== 'low' && (text.slice(0, start).match(/^\s*(```|~~~)/gm)?.length ?? 0) % 2 === 0,
    )
    if (bare.length > 0) flagged++
  }
  const units = texts.reduce((sum, text) => sum + text.length, 0)
  console.log(
    `${flagged} of ${texts.length} texts that are no code (${(units / 1e6).toFixed(1)} MB) have bare code at medium and above`,
  )
  const pages = texts.slice(0, 500).map(text => createPageMaker()(text))
  const sum = pages.reduce((all, page) => all + page.length, 0)
  const times = [1, 2, 3, 4, 5].map(() => {
    const start = process.cpuUsage()
    for (const page of pages) codeEngine(page, [])
    return process.cpuUsage(start).user / 1000
  })
  console.log(`${(sum / 1000 / Math.min(...times)).toFixed(0)} MB a second of them`)
}
