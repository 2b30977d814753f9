/** Measures fingerprints of documents and code: what is found, what is found wrongly, what it costs. */
import { seededRandom } from '../../policy/detectors/make-value.ts'
import { codeEdits, edits } from './edits.ts'
import { cpuMs, type Found, finderOf, indexOf, megabytes, type Style, scannerOf, sizeOf, speedOf } from './measure.ts'
import { codeBelow, type Halves, halves, linesOf, passageOf, proseBelow, type Text } from './texts.ts'

const random = seededRandom(Number(process.env['SEED'] ?? 1))
const folders = process.argv.length > 2 ? process.argv.slice(2) : ['node_modules']
const passages = 500
const out = (line: string): void => void process.stdout.write(`${line}\n`)
const figure = (value: number, digits = 1): string => value.toFixed(digits).padStart(7)

const prose = halves(proseBelow(folders), random)
const code = halves(codeBelow(folders), random)
out(`${folders.join(', ')}: of the prose, ${of(prose)}; of the code, ${of(code)}`)
proseRecall()
codeRecall()
falseFindings('prose', prose)
falseFindings('code', code)
cost('prose', prose)
cost('code', code)
large()
hostile()

function of({ own, others }: Halves): string {
  return `${own.length} texts (${megabytes(own).toFixed(1)} MB) are fingerprinted, ${others.length} (${megabytes(others).toFixed(1)} MB) are not`
}

/** In how many of `passages` tries something is found, in %. */
function share(find: (text: string) => Found[], make: () => string): number {
  let found = 0
  for (let i = 0; i < passages; i++) if (find(make()).length > 0) found++
  return (found / passages) * 100
}

function proseRecall(): void {
  const find = finderOf(indexOf(prose.own, 'prose'))
  const others = prose.own
    .slice(0, 50)
    .flatMap(({ text }) => text.split(/\s+/).filter(word => /^[a-z]{3,9}$/.test(word)))
  const lengths = [30, 40, 60]
  out(
    `\n${'passages of documents found, in %'.padEnd(36)}${lengths.map(length => `${length} words`.padStart(10)).join('')}`,
  )
  for (const [name, edit] of Object.entries(edits)) {
    const shares = lengths.map(length =>
      share(find, () => {
        const text = edit(passageOf(prose.own, length, random), random, others)
        return name === 'base64' ? text : `Please tell me what this means for us:\n\n${text}\n\nThanks, Ann`
      }),
    )
    out(`  ${name.padEnd(34)}${shares.map(value => `   ${figure(value)}`).join('')}`)
  }
}

function codeRecall(): void {
  const find = finderOf(indexOf(code.own, 'code'), 40)
  const lengths = [10, 20, 40]
  out(`\n${'passages of code found, in %'.padEnd(36)}${lengths.map(length => `${length} lines`.padStart(10)).join('')}`)
  for (const [name, edit] of Object.entries(codeEdits)) {
    const shares = lengths.map(length =>
      share(find, () => `What is wrong here?\n\n${edit(linesOf(code.own, length, random), random)}\n`),
    )
    out(`  ${name.padEnd(34)}${shares.map(value => `   ${figure(value)}`).join('')}`)
  }
}

/** False: fewer than half of the runs of three words of a finding stand in the text that it names. */
function falseFindings(style: Style, { own }: Halves): void {
  const index = indexOf(own, style)
  const texts = new Map(own.map(one => [one.name, one.text]))
  out(`\n${`fingerprints of ${style}`.padEnd(36)} passage  in both texts    false  false a MB`)
  for (const [kind, scanned] of [
    ['prose', prose.others],
    ['code', code.others],
  ] as const)
    for (const passage of style === 'code' ? [40, 80] : [30, 60]) {
      const find = finderOf(index, passage)
      const found = scanned.flatMap(({ text }) => find(text).map(one => ({ ...one, text })))
      const wrong = found.filter(one => !standsThere(one, texts, style)).length
      const size = megabytes(scanned)
      out(
        `  on ${size.toFixed(1)} MB of other ${kind}`.padEnd(38) +
          `${passage}`.padStart(6) +
          `${found.length - wrong}`.padStart(15) +
          `${wrong}`.padStart(9) +
          figure(wrong / size, 2).padStart(12),
      )
    }
}

function standsThere(
  { start, end, why, text }: Found & { text: string },
  texts: ReadonlyMap<string, string>,
  style: Style,
): boolean {
  const named = /words of (.*), (less than )?\d+ % of it$/.exec(why[0]!)![1]!
  const there = threes(texts.get(named)!, style)
  const here = [...threes(text.slice(start, end), style)]
  return here.filter(run => there.has(run)).length * 2 >= here.length
}

function threes(text: string, style: Style): Set<string> {
  const read = style === 'code' ? text.replaceAll(/\/\*[\s\S]*?\*\/|(^|\s)(\/\/|#\s).*$/gm, ' ') : text
  const words = read.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
  return new Set(words.slice(2).map((word, i) => `${words[i]} ${words[i + 1]} ${word}`))
}

function cost(style: Style, { own }: Halves): void {
  const began = cpuMs()
  const index = indexOf(own, style)
  const took = cpuMs() - began
  const { file } = sizeOf(index)
  const size = megabytes(own)
  out(
    `\n${size.toFixed(1)} MB of ${style}: made in ${took.toFixed(0)} ms, ${((size / took) * 1000).toFixed(0)} MB a second; ${(file / size).toFixed(2)} MB of file for each`,
  )
}

/** 4,000 documents of 3,000 words: 96 MB. */
function large(): void {
  const known = [...new Set(prose.own.flatMap(({ text }) => text.match(/[A-Za-z]{2,12}/g) ?? []))]
  const word = (): string => known[Math.floor(known.length * random() ** 3)]!
  const made: Text[] = Array.from({ length: 4000 }, (_, i) => ({
    name: `${i}.txt`,
    text: Array.from({ length: 3000 }, word).join(' '),
  }))
  const began = cpuMs()
  const index = indexOf(made, 'prose')
  const took = cpuMs() - began
  const { file, memory } = sizeOf(index)
  out(
    `\n4,000 documents of 3,000 words (${megabytes(made).toFixed(0)} MB): made in ${(took / 1000).toFixed(1)} s, file ${file.toFixed(1)} MB, memory ${memory.toFixed(1)} MB`,
  )
  const mixed = [...prose.others, ...code.others]
    .map(({ text }) => text)
    .join('\n')
    .slice(0, 8_000_000)
  const theirs = made
    .slice(0, 300)
    .map(({ text }) => text)
    .join('\n\n')
  out(`${'MB a second'.padEnd(38)}built-in detectors  with fingerprints  fingerprints alone`)
  for (const [name, text] of [
    ['other prose and code', mixed],
    ['the documents themselves', theirs],
  ] as const) {
    const speeds = [scannerOf(undefined, false), scannerOf(index, false), scannerOf(index, true)].map(scanner =>
      speedOf(scanner, text),
    )
    out(`  ${name.padEnd(36)}${speeds.map(value => value.toFixed(1).padStart(18)).join(' ')}`)
  }
}

/** Texts that repeat, on fingerprints of texts that repeat. */
function hostile(): void {
  const clause = passageOf(prose.own, 40, random).join(' ')
  const row = (length: number): string => `${passageOf(prose.own, length, random).join(' ')} `
  const periods = [5, 6, 7, 9, 13].map(length => row(length))
  const texts: Text[] = [
    ...Array.from({ length: 300 }, (_, i) => ({
      name: `clause ${i}`,
      text: `${passageOf(prose.own, 60, random).join(' ')} ${clause}`,
    })),
    ...periods.map((text, i) => ({ name: `period ${i}`, text: text.repeat(2000) })),
  ]
  const scanner = scannerOf(indexOf(texts, 'prose'), true)
  const fill = (piece: string): string => piece.repeat(Math.ceil(1_000_000 / piece.length))
  const pages = {
    'other prose': prose.others
      .map(({ text }) => text)
      .join('\n')
      .slice(0, 1_000_000),
    'the clause over and over': fill(`${clause} `),
    'one word': fill('lorem '),
    'rows of nine words': fill(periods[3]!),
    'half of the clause': fill(`${clause.slice(0, 120)} `),
    tags: fill('x<b>'),
    entities: fill('&amp;'),
  }
  out('\nhostile texts, MB a second, fingerprints alone')
  for (const [name, text] of Object.entries(pages)) out(`  ${name.padEnd(36)}${figure(speedOf(scanner, text), 0)}`)
}
