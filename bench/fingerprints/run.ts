/** Makes fingerprints of millions of cells, opens them, and looks texts up: what each step takes. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Fingerprints } from '../../policy/fingerprint.ts'
import { maxLength, maxWords } from '../../policy/fingerprints/records-cell.ts'
import { createWordReader } from '../../policy/fingerprints/records-words.ts'
import { createScanner } from '../../policy/scan.ts'
import { createPageMaker, type Hit } from '../../policy/scan-page.ts'
import { openFingerprints } from '../../proxy/fingerprints/open.ts'
import { makeRecords } from '../../proxy/fingerprints/records-make.ts'
import { textsOf } from '../detect/benign.ts'
import { type Customer, makeCustomer, randomOf, writeCustomers } from './customers.ts'

const cells = Number(process.argv[2] ?? 10_000_000)
const folder = mkdtempSync(join(tmpdir(), 'sluice-fingerprints-'))
const columns = ['email', 'iban', 'name+dob', 'phone']
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
async function run(): Promise<void> {
  const [table, file] = [join(folder, 'customers.csv'), join(folder, 'customers.slfp')]
  const known = await writeCustomers(table, cells / 5, 1000)
  const key = randomBytes(32)
  say(`${cells} cells: ${columns.join(', ')}; the table has ${megabytes(statSync(table).size)}`)

  let started = clock()
  const made = await makeRecords({
    file: table,
    stdin: process.stdin,
    columns,
    out: file,
    key,
    source: 'customers.csv',
    common: 20,
    now: new Date(),
    progress: () => undefined,
  })
  say(
    `made in ${spent(started)}, ${megabytes(made.bytes)}, at most ${megabytes(process.resourceUsage().maxRSS * 1024)} of memory`,
  )

  const before = memoryInUse()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  started = clock()
  const opened = await openFingerprints(file, key)
  delay.disable()
  say(
    `opened in ${spent(started)}, the event loop waited ${(delay.max / 1e6).toFixed(0)} ms at most, ${megabytes(memoryInUse() - before)} of memory`,
  )

  const random = randomOf(99)
  const strangers = Array.from({ length: 20_000 }, () => makeCustomer(random))
  const harmless = textsOf('node_modules', 8_000_000)
  compareScans(harmless, opened)
  lookUp('source code and documentation', harmless, opened)
  lookUp('customers that are not in the table', [sentences(strangers)], opened)
  lookUp('customers of the table', [sentences(known)], opened)
}

const sentences = (customers: readonly Customer[]): string =>
  customers
    .map(
      ({ name, dob, email, phone, iban }) =>
        `${name} (born ${dob}) wrote from ${email}; call ${phone}, pays by ${iban}.`,
    )
    .join('\n')

setFlagsFromString('--expose_gc')
// What the flag adds to new contexts.
const collectGarbage = runInNewContext('gc') as () => void

function memoryInUse(): number {
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** CPU time and time by the clock: other work on the machine makes only the second longer. */
const clock = () => ({ cpu: process.cpuUsage(), at: performance.now() })
const cpuMs = ({ cpu }: ReturnType<typeof clock>): number => {
  const { user, system } = process.cpuUsage(cpu)
  return (user + system) / 1000
}
const spent = (from: ReturnType<typeof clock>): string =>
  `${((performance.now() - from.at) / 1000).toFixed(1)} s (${(cpuMs(from) / 1000).toFixed(1)} s of CPU time)`

/** The scanner with all that is built in, and the same with the fingerprints beside it. */
function compareScans(texts: readonly string[], opened: Fingerprints): void {
  const use = { columns: [], together: 2, within: 300, passage: 30 }
  const { file, build } = opened
  const scanners = [
    createScanner(),
    createScanner({ custom: [{ id: 'customers', kind: 'fingerprints', file, build, use }] }, () => opened),
  ]
  const units = texts.reduce((sum, text) => sum + text.length, 0)
  const best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  // One and the other in turn: the machine is not the same from one minute to the next.
  for (let round = 0; round < 5; round++)
    scanners.forEach((scanner, i) => {
      const started = clock()
      for (const text of texts) scanner.scan([{ text }])
      best[i] = Math.min(best[i]!, cpuMs(started))
    })
  const [without, beside] = best.map(ms => (units / ms / 1000).toFixed(0))
  say(`scanning ${megabytes(units)}: ${without} MB/s without, ${beside} MB/s with the fingerprints`)
}

function lookUp(what: string, texts: readonly string[], opened: Fingerprints): void {
  const makePage = createPageMaker()
  const units = texts.reduce((sum, text) => sum + text.length, 0)
  const times: number[] = []
  let [two, one] = [0, 0]
  const engineOf = (together: number) =>
    opened.engine(
      { id: 'customers', category: 'custom', severity: 'high' },
      { columns: [], together, within: 300, passage: 30 },
      undefined,
    )
  const engine = engineOf(2)
  for (let round = 0; round < 5; round++) {
    let taken = 0
    two = 0
    for (const text of texts) {
      const page = makePage(text)
      const hits: Hit[] = []
      const from = clock()
      engine(page, hits)
      taken += cpuMs(from)
      two += hits.length
    }
    times.push(taken)
  }
  const alone = engineOf(1)
  for (const text of texts) {
    const hits: Hit[] = []
    alone(makePage(text), hits)
    one += hits.length
  }
  const best = Math.min(...times)
  const candidates = texts.reduce((sum, text) => sum + candidatesOf(makePage(text)), 0)
  say(
    `${what}: ${megabytes(units)} at ${(units / best / 1000).toFixed(0)} MB/s, ${((best * 1e6) / candidates).toFixed(1)} ns for each of ${candidates} candidates; ` +
      `${two} values found with two columns together, ${one} with one`,
  )
}

/** Runs of words that may be a value. */
function candidatesOf(page: { readonly units: Uint16Array; readonly length: number }): number {
  const { at, count } = createWordReader()(page.units, page.length)
  let candidates = 0
  for (let first = 0; first < count; first++)
    for (let last = first; last < Math.min(count, first + maxWords) && at[last + 1]! - at[first]! <= maxLength; last++)
      candidates++
  return candidates
}

try {
  await run()
} finally {
  rmSync(folder, { recursive: true })
}
