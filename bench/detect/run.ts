/** Prints what Sluice and secretlint find in texts made for the run, what they flag by mistake, and what they cost. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { seededRandom } from '../../policy/detectors/make-value.ts'
import { falseFindings, megabytesOf, textsOf } from './benign.ts'
import { families } from './families.ts'
import { type Tally, tallyOf } from './recall.ts'
import { secretlint, sluice } from './scanners.ts'
import { timings } from './speed.ts'
import type { Startup } from './startup.ts'
import { tableOf } from './table.ts'

const folder = process.env['BENIGN'] ?? 'node_modules'
const random = seededRandom(Number(process.env['SEED'] ?? 42))
const benign = textsOf(folder, 8_000_000)
const head = ['', 'Sluice', 'secretlint', 'bar']

const percent = ({ found, all }: Tally): string => `${((100 * found) / all).toFixed(1)} %`
const most = (value: number, unit: string): string => `at most ${value}${unit}`
const least = (value: number, unit: string): string => `at least ${value}${unit}`

async function recall(): Promise<void> {
  const rows: string[][] = []
  const misses: string[] = []
  for (const family of families) {
    const samples = family.samples(random)
    const ours = await tallyOf(family, samples, sluice)
    const theirs = secretlint.kinds.includes(family.kind) ? percent(await tallyOf(family, samples, secretlint)) : ''
    const bar = family.measure === 'recall' ? least(family.bar, ' %') : most(family.bar, ' %')
    rows.push([
      `${family.title}${family.measure === 'flagged' ? ', flagged' : ''} (${samples.length})`,
      percent(ours),
      theirs,
      bar,
    ])
    const worst = [...ours.wrong].sort((a, b) => b[1] - a[1]).slice(0, 8)
    if (worst.length > 0) misses.push(`${family.title}: ${worst.map(([name, times]) => `${name} ${times}`).join(', ')}`)
  }
  const [ours, theirs] = [await falseFindings(sluice, benign), await falseFindings(secretlint, benign)]
  const { secretsPerMb, personalPerMb, mbPerSecond, firstMbPerSecond } = ours
  rows.push(
    ['false secrets a MB', secretsPerMb.toFixed(2), theirs.secretsPerMb.toFixed(2), most(3, '')],
    ['false personal data a MB', personalPerMb.toFixed(1), '', most(40, '')],
    ['MB a second, at first', firstMbPerSecond.toFixed(0), theirs.firstMbPerSecond.toFixed(0), ''],
    ['MB a second, warm', mbPerSecond.toFixed(0), theirs.mbPerSecond.toFixed(0), least(40, '')],
  )
  console.log(tableOf(head, rows))
  console.log(`\nWrong most often, of Sluice:\n${misses.map(line => `  ${line}`).join('\n')}\n`)
}

async function time(): Promise<void> {
  const theirs = await timings(secretlint, benign, 40)
  const show = ({ p50Ms, p99Ms }: { p50Ms: number; p99Ms: number }): string =>
    `${p50Ms.toFixed(2)} / ${p99Ms.toFixed(2)}`
  const rows = (await timings(sluice, benign, 200)).map((ours, i) => [
    `${ours.title}, p50 / p99 ms`,
    show(ours),
    show(theirs[i]!),
    `p99 ${most(ours.barMs, '')}`,
  ])
  const { compileMs, firstScanMs, compiledMb, usedMb } = startup()
  rows.push(
    ['compiling, ms', compileMs.toFixed(0), '', most(300, '')],
    ['first scan, ms', firstScanMs.toFixed(0), '', ''],
    ['memory when compiled, MB', compiledMb.toFixed(0), '', most(60, '')],
    ['memory after 50 MB of text, MB', usedMb.toFixed(0), '', most(60, '')],
  )
  console.log(tableOf(head, rows))
}

/** Measured in a process that does nothing else. */
function startup(): Startup {
  const program = fileURLToPath(new URL('startup.js', import.meta.url))
  return JSON.parse(execFileSync(process.execPath, ['--expose-gc', program, folder], { encoding: 'utf8' })) as Startup // what startup.ts prints
}

console.log(`${megabytesOf(benign).toFixed(1)} MB of harmless text in ${folder}\n`)
await recall()
await time()
