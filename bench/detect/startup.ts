/** A process of its own: what it costs to compile the scanner, and what memory it takes then and after 50 MB of text. */
import { megabytesOf, textsOf } from './benign.ts'

export interface Startup {
  /** From loading the code of the detectors to a scanner that is ready. */
  readonly compileMs: number
  readonly firstScanMs: number
  readonly compiledMb: number
  readonly usedMb: number
}

const residentMb = (): number => {
  globalThis.gc?.()
  return process.memoryUsage.rss() / 1e6
}

const [folder = 'node_modules'] = process.argv.slice(2)
const texts = textsOf(folder, 4_000_000)
const before = residentMb()
const begin = performance.now()
const { createScanner } = await import('../../policy/scan.ts')
const scanner = createScanner()
const compileMs = performance.now() - begin
const compiledMb = residentMb() - before
const firstAt = performance.now()
scanner.scan([{ text: texts[0]!.slice(0, 4096) }])
const firstScanMs = performance.now() - firstAt
const rounds = Math.ceil(50 / megabytesOf(texts))
for (let round = 0; round < rounds; round++) for (const text of texts) scanner.scan([{ text }])
const startup: Startup = { compileMs, firstScanMs, compiledMb, usedMb: residentMb() - before }
console.log(JSON.stringify(startup))
