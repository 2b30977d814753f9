/** Makes fingerprints of millions of cells, opens them, and looks texts up: what each step takes. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Fingerprints } from '../../policy/fingerprint.ts'
import { maxLength, maxWords } from '../../policy/fingerprints/records-cell.ts'
import { createWordReader } from '../../policy/fingerprints/records-words.ts'
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

  let started = performance.now()
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
    `made in ${seconds(started)} s, ${megabytes(made.bytes)}, at most ${megabytes(process.resourceUsage().maxRSS * 1024)} of memory`,
  )

  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  started = performance.now()
  const opened = await openFingerprints(file, key)
  delay.disable()
  say(
    `opened in ${seconds(started)} s, the event loop waited ${(delay.max / 1e6).toFixed(0)} ms at most, ${megabytes(process.memoryUsage().rss - before)} of memory`,
  )

  const random = randomOf(99)
  const strangers = Array.from({ length: 20_000 }, () => makeCustomer(random))
  lookUp('source code and documentation', textsOf('node_modules', 8_000_000), opened)
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

const seconds = (from: number): string => ((performance.now() - from) / 1000).toFixed(1)

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
    let spent = 0
    two = 0
    for (const text of texts) {
      const page = makePage(text)
      const hits: Hit[] = []
      const from = performance.now()
      engine(page, hits)
      spent += performance.now() - from
      two += hits.length
    }
    times.push(spent)
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
