/** Prints recall per family, false findings and speed of the scanner on texts made for the run. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { makeValue, pick, seededRandom } from '../../policy/detectors/make-value.ts'
import { atLeast, type Finding } from '../../policy/finding.ts'
import { createScanner } from '../../policy/scan.ts'
import { contextual } from './contextual.ts'
import { must, should, stretch } from './disguises.ts'
import { structured } from './formats.ts'
import { lookalikes } from './lookalikes.ts'
import { fill, labelled, labelledWrappings, personalLookalikes } from './personal.ts'
import { assignments, prompts, sentences } from './wrappings.ts'

const random = seededRandom(Number(process.env['SEED'] ?? 42))
const scanner = createScanner()
const perFormat = 20

const sure = (text: string): Finding[] => scanner.scan([{ text }]).filter(one => atLeast(one.confidence, 'medium'))
const secretsIn = (text: string): Finding[] => sure(text).filter(one => one.category === 'secrets')
const personalIn = (text: string): Finding[] => sure(text).filter(one => one.category !== 'secrets')

/** Found when a finding touches the value. */
function touches(found: readonly Finding[], text: string, value: string): boolean {
  const at = text.indexOf(value)
  return found.some(one => one.start < at + value.length && one.end > at)
}

interface Tally {
  found: number
  all: number
  readonly missed: Map<string, number>
}
const tally = (): Tally => ({ found: 0, all: 0, missed: new Map() })

function count(into: Tally, name: string, found: boolean): void {
  into.all++
  if (found) into.found++
  else into.missed.set(name, (into.missed.get(name) ?? 0) + 1)
}

function print(title: string, { found, all, missed }: Tally, bar: string): void {
  const worst = [...missed].sort((a, b) => b[1] - a[1]).slice(0, 6)
  const share = `${((100 * found) / all).toFixed(1)} %`
  console.log(
    `${title.padEnd(34)}${share.padStart(8)}  of ${String(all).padStart(5)}  (${bar})  ${worst.map(([name, times]) => `${name} ${times}`).join(', ')}`,
  )
}

function recall(): void {
  const values = tally()
  for (const [type, pattern] of structured) {
    for (let i = 0; i < perFormat; i++) {
      const value = makeValue(pattern, random)
      const text = pick(prompts, random).replace('{v}', () => value)
      count(values, type, touches(secretsIn(text), text, value))
    }
  }
  print('secrets by value', values, 'bar 92')
  const names = tally()
  for (const [type, known, pattern] of contextual) {
    for (let i = 0; i < perFormat; i++) {
      const value = makeValue(pattern, random)
      const wrapping =
        type.startsWith('password') && random() < 0.4 ? pick(sentences, random) : pick(assignments, random)
      const text = wrapping.replaceAll('{n}', pick(known.split(' '), random)).replace('{v}', () => value)
      count(names, type, touches(secretsIn(text), text, value))
    }
  }
  print('secrets by context', names, 'bar 72')
}

function disguised(): void {
  for (const [title, dresses, bar] of [
    ['plain wrappings', must, 'bar 97'],
    ['encodings', should, 'bar 80'],
    ['deliberate', stretch, 'bar 40'],
  ] as const) {
    const into = tally()
    for (const [name, dress] of Object.entries(dresses)) {
      for (let i = 0; i < 40; i++) {
        const value = makeValue(pick(structured, random)[1], random)
        if (value.length < 220 && !value.includes('\n')) count(into, name, secretsIn(dress(value, random)).length > 0)
      }
    }
    print(`disguised: ${title}`, into, bar)
  }
}

function personal(): void {
  const into = tally()
  for (const [kind, labels, make] of labelled) {
    for (let i = 0; i < 40; i++) {
      const value = make(random)
      const text = fill(pick(labelledWrappings, random), labels, value, random)
      count(into, kind, touches(personalIn(text), text, value))
    }
  }
  print('personal data with a label', into, 'bar 95')
}

function flagged(): void {
  const secrets = tally()
  for (const pattern of lookalikes) {
    for (let i = 0; i < 10; i++) count(secrets, '', secretsIn(makeValue(pattern, random)).length > 0)
  }
  const data = tally()
  for (const make of personalLookalikes)
    for (let i = 0; i < 20; i++) count(data, '', personalIn(make(random)).length > 0)
  for (const [title, { found, all }, bar] of [
    ['secret look-alikes flagged', secrets, 'at most 2'],
    ['personal look-alikes flagged', data, 'at most 8'],
  ] as const)
    console.log(
      `${title.padEnd(34)}${`${((100 * found) / all).toFixed(1)} %`.padStart(8)}  of ${String(all).padStart(5)}  (${bar})`,
    )
}

/** Texts of a folder, each cut to 64 KB. */
function texts(folder: string, most: number): string[] {
  const found: string[] = []
  let size = 0
  const walk = (path: string): void => {
    for (const name of readdirSync(path).sort()) {
      const inner = join(path, name)
      const info = statSync(inner, { throwIfNoEntry: false })
      if (!info || size > most) continue
      if (info.isDirectory()) walk(inner)
      else if (/\.(md|ts|js|mjs|json|py|txt|html|css|ya?ml)$/.test(name) && info.size > 500) {
        const text = readFileSync(inner, 'utf8').slice(0, 65_536)
        size += text.length
        found.push(text)
      }
    }
  }
  walk(folder)
  return found
}

function benign(): void {
  const corpus = texts(process.env['BENIGN'] ?? 'node_modules', 8_000_000)
  let bytes = 0
  let secrets = 0
  let data = 0
  const begin = performance.now()
  for (const text of corpus) {
    bytes += text.length
    for (const one of sure(text)) one.category === 'secrets' ? secrets++ : data++
  }
  const ms = performance.now() - begin
  const megabytes = bytes / 1e6
  console.log(
    `benign text, ${megabytes.toFixed(1)} MB: ${(secrets / megabytes).toFixed(2)} secrets a MB (at most 3), ${(data / megabytes).toFixed(1)} personal a MB (at most 40), ${(megabytes / (ms / 1000)).toFixed(0)} MB/s (at least 40)`,
  )
}

function speed(): void {
  const prose =
    'The quarterly meeting went well and everybody agreed that the plan for the next year should be kept simple. '
  for (const [size, bar] of [
    [4096, 1],
    [262_144, 8],
  ] as const) {
    const mixed = texts('node_modules', size).join('\n').slice(0, size)
    for (const [title, text] of [
      ['prose', prose.repeat(size / prose.length + 1).slice(0, size)],
      ['code', mixed],
    ] as const) {
      const times = Array.from({ length: 200 }, () => {
        const start = performance.now()
        scanner.scan([{ text }])
        return performance.now() - start
      }).sort((a, b) => a - b)
      console.log(
        `${`${size / 1024} KB of ${title}`.padEnd(34)} p50 ${times[100]!.toFixed(3)} ms, p99 ${times[198]!.toFixed(3)} ms (at most ${bar})`,
      )
    }
  }
}

recall()
disguised()
personal()
flagged()
benign()
speed()
