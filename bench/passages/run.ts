/** Measures fingerprints of documents on texts of this machine and on a made corpus of the size that the docs speak of. */
import { seededRandom } from '../../policy/detectors/make-value.ts'
import { createPassageBuilder } from '../../policy/fingerprints/passages-build.ts'
import { createPassageEngine } from '../../policy/fingerprints/passages-engine.ts'
import type { PassageIndex } from '../../policy/fingerprints/passages-index.ts'
import { writePassages } from '../../policy/fingerprints/passages-payload.ts'
import { createPageMaker, type Hit } from '../../policy/scan-page.ts'
import { edited, passageOf, pick, proseBelow, reformatted, type Text } from './texts.ts'

const random = seededRandom(Number(process.env['SEED'] ?? 1))
const out = (line: string): void => void process.stdout.write(`${line}\n`)
const page = createPageMaker()
const detector = { id: 'documents', category: 'custom', severity: 'medium' } as const
const runs = 1000

function indexOf(texts: readonly Text[], except: readonly Text[] = []): PassageIndex {
  const builder = createPassageBuilder('prose', [1, 2])
  for (const { text } of except) builder.except(text)
  for (const { name, text } of texts) builder.add(name, text)
  return builder.finish()
}

function finderOf(index: PassageIndex): (text: string) => Hit[] {
  const engine = createPassageEngine(index, detector, { passage: 30 }, undefined)
  return text => {
    const hits: Hit[] = []
    engine(page(text), hits)
    return hits
  }
}

const { texts, licences } = proseBelow(process.argv[2] ?? 'node_modules')
const shuffled = texts.map(text => ({ text, at: random() })).sort((a, b) => a.at - b.at)
const own = shuffled.filter((_, i) => i % 2 === 0).map(one => one.text)
const others = shuffled.filter((_, i) => i % 2 === 1).map(one => one.text)
out(`${texts.length} texts, ${megabytes(texts)} MB; half of them fingerprinted, the other half scanned`)
recall()
falseMatches()
size()

function recall(): void {
  const find = finderOf(indexOf(own))
  const vocabulary = own.slice(0, 50).flatMap(({ text }) => text.split(/\s+/).filter(word => /^[a-z]{3,9}$/.test(word)))
  out('\nfound of pasted passages, in %, by the share of words that were changed, dropped or added')
  out('words      0      5     10     15     20')
  for (const count of [30, 50, 100]) {
    const row = [0, 0.05, 0.1, 0.15, 0.2].map(share => {
      let found = 0
      for (let i = 0; i < runs; i++) {
        const { words } = passageOf(own, count, random)
        const text = reformatted(edited(words, share, vocabulary, random), random)
        const before = 'Could you please look at this and tell me what it means for us:\n\n'
        if (find(`${before}${text}\n\nThanks a lot in advance, Ann`).length > 0) found++
      }
      return ((found / runs) * 100).toFixed(1).padStart(7)
    })
    out(`${String(count).padStart(5)}${row.join('')}`)
  }
}

/** A finding is false when fewer than half of its runs of three words stand in the text that it names. */
function falseMatches(): void {
  const runsOf = new Map(own.map(({ name, text }) => [name, () => threes(text)]))
  for (const [label, except] of [
    ['', []],
    [', with --except of the licences', licences],
  ] as const) {
    const find = finderOf(indexOf(own, except))
    const by = { high: 0, medium: 0, low: 0, false: 0 }
    for (const { text } of others)
      for (const hit of find(text)) {
        by[hit.confidence]++
        const name = /words of (.*), (less than )?\d+ % of it$/.exec(hit.why[0]!)![1]!
        const there = runsOf.get(name)!()
        const here = [...threes(text.slice(hit.start, hit.end))]
        if (here.filter(run => there.has(run)).length * 2 < here.length) by.false++
      }
    const sum = by.high + by.medium + by.low
    out(`\nin ${megabytes(others)} MB of the other texts${label}: ${sum} findings, ${by.low} of low confidence`)
    out(`${by.false} of them false: the words do not stand in the text that is named`)
  }
}

function threes(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []
  return new Set(words.slice(2).map((word, i) => `${words[i]} ${words[i + 1]} ${word}`))
}

/** 2,000 documents of 3,000 words. */
function size(): void {
  const vocabulary = [...new Set(texts.flatMap(({ text }) => text.match(/[A-Za-z]{2,12}/g) ?? []))]
  const word = (): string => vocabulary[Math.floor(vocabulary.length * random() ** 3)]!
  const made = Array.from({ length: 2000 }, (_, i) => ({
    name: `${i}.txt`,
    text: Array.from({ length: 3000 }, word).join(' '),
  }))
  const began = cpuMs()
  const index = indexOf(made)
  const took = cpuMs() - began
  const bytes = writePassages(index).parts.reduce((sum, part) => sum + part.byteLength, 0)
  // The filter: four bytes for each bucket.
  const memory = bytes + (4 << index.bits)
  const kept = index.places.length
  out(`\n2,000 documents of 3,000 words (${megabytes(made)} MB): made in ${(took / 1000).toFixed(1)} s`)
  out(
    `file ${(bytes / 1e6).toFixed(1)} MB, memory ${(memory / 1e6).toFixed(1)} MB: ${(memory / kept).toFixed(1)} bytes for each of ${kept} shingles`,
  )
  const find = finderOf(index)
  const unrelated = texts.map(({ text }) => text).join('\n')
  out(`unrelated text: ${speed(find, unrelated)} MB/s`)
  out(
    `the documents themselves: ${speed(
      find,
      made
        .slice(0, 400)
        .map(({ text }) => text)
        .join('\n\n'),
    )} MB/s`,
  )
  const piece = pick(made, random).text.split(' ').slice(0, 6).join(' ')
  out(`six of their words over and over: ${speed(find, `${piece} `.repeat(100_000))} MB/s`)
}

function speed(find: (text: string) => Hit[], text: string): string {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < 4; i++) {
    const began = cpuMs()
    find(text)
    least = Math.min(least, cpuMs() - began)
  }
  return (text.length / 1000 / least).toFixed(0)
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function megabytes(list: readonly Text[]): string {
  return (list.reduce((sum, { text }) => sum + text.length, 0) / 1e6).toFixed(1)
}
