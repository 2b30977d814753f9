/**
 * Shows what is wrong with http-mitm-proxy 1.1.0 for an inspecting gate. Run: node docs/decisions/0001/reproduce.mjs [CASE...]
 * Prints one JSON line per case; exits with 1 when a defect did not show.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makePki } from '../../../bench/pki.mjs'
import { cases } from './cases.mjs'

const wanted = process.argv.slice(2)
const packageFile = join(import.meta.dirname, '../../../node_modules/http-mitm-proxy/package.json')
const { version } = JSON.parse(readFileSync(packageFile, 'utf8'))
process.stdout.write(`http-mitm-proxy ${version}, Node ${process.versions.node}\n`)

const base = mkdtempSync(join(tmpdir(), 'decision-0001-'))
const pki = await makePki(base, ['localhost'])
let unseen = 0
try {
  for (const { id, claim, run, holds } of cases) {
    if (wanted.length > 0 && !wanted.includes(id)) continue
    const folder = join(base, id)
    mkdirSync(folder)
    const seen = await run({ folder, pki, caFile: pki.caFile })
    const shown = holds(seen)
    if (!shown) unseen++
    process.stdout.write(`${JSON.stringify({ case: id, claim, shown, seen })}\n`)
  }
} finally {
  rmSync(base, { recursive: true, force: true })
}
process.exitCode = unseen > 0 ? 1 : 0
