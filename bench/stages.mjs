/** What the stages of one request cost by themselves, in microseconds: medians and least of many short runs. Run: node bench/stages.mjs */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..')
const entry = `
  export { readDocument } from './proxy/documents/index.ts'
  export { openai } from './proxy/providers/openai.ts'
  export { createScanner } from './policy/scan.ts'
  export { openSqliteAudit } from './proxy/audit/sqlite.ts'
  export { silentLog } from './proxy/log.ts'
  export { decision, outcome } from './test/contracts/audit-records.ts'
  export { openCertificateAuthority } from './certs/authority.ts'
  export { createLeafStore } from './certs/store.ts'
  export { interceptedHosts } from './proxy/providers/catalogue.ts'`

const folder = mkdtempSync(join(tmpdir(), 'sluice-stages-'))
try {
  const sluice = await load()
  console.log('stage'.padEnd(44), 'median us'.padStart(10), 'least us'.padStart(10))
  for (const bytes of [1024, 32 * 1024, 256 * 1024]) readingStages(sluice, bytes)
  for (const group of [1, 4, 16]) await auditStage(sluice, group)
  await leafStage(sluice)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function readingStages({ readDocument, openai, createScanner }, bytes) {
  const scanner = createScanner({})
  const body = Buffer.from(JSON.stringify(conversation(bytes)))
  const authority = { host: 'api.openai.com', port: 443 }
  const head = { method: 'POST', scheme: 'https', authority, path: '/v1/chat/completions', query: '', headers: {} }
  const endpoint = openai.match(head)
  const size = `${Math.round(bytes / 1024)} KB`
  const times = Math.max(20, Math.round(2_000_000 / bytes))
  const document = readDocument(body, 'application/json')
  const { segments } = openai.extract(document, endpoint, head)
  show(`document, ${size}`, times, () => readDocument(body, 'application/json'))
  show(`extract, ${size}`, times, () => openai.extract(readDocument(body, 'application/json'), endpoint, head))
  show(`scan, ${size}`, times, () => scanner.scan(segments))
}

/** A decision and its outcome, `group` of them committed together; the figure is for each. */
async function auditStage({ openSqliteAudit, silentLog, decision, outcome }, group) {
  const path = join(folder, `audit-${group}.db`)
  const audit = openSqliteAudit({ path, log: silentLog, now: () => Date.now() })
  const runs = []
  for (let run = 0; run < 400; run++) {
    const records = Array.from({ length: group }, () => decision())
    const started = performance.now()
    await Promise.all(records.map(record => audit.decide(record)))
    for (const { id } of records) audit.finish(outcome(id))
    runs.push(((performance.now() - started) * 1000) / group)
  }
  print(`audit, ${group} at once`, runs)
  await audit.close()
}

async function leafStage({ openCertificateAuthority, createLeafStore, interceptedHosts }) {
  const now = () => new Date()
  const authority = await openCertificateAuthority({ dir: join(folder, 'ca'), hosts: interceptedHosts([]), now })
  const leaves = createLeafStore({ authority, cacheSize: 1000, leafDays: 30, now })
  let host = 0
  show('leaf and its TLS context', 20, () => leaves.contextFor(`h${host++}.api.openai.com`), 20)
}

/** Runs `action` `times` times per run. */
function show(name, times, action, runs = 60) {
  const each = []
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    for (let i = 0; i < times; i++) action()
    each.push(((performance.now() - started) * 1000) / times)
  }
  print(name, each)
}

function print(name, each) {
  each.sort((a, b) => a - b)
  console.log(name.padEnd(44), each[each.length >> 1].toFixed(1).padStart(10), each[0].toFixed(1).padStart(10))
}

/** Prose, code and a table as people paste them, without anything to find. */
function conversation(bytes) {
  const pieces = [
    'Please summarise the meeting notes below and list open questions, owners and dates.\n',
    'function total(items) {\n  return items.reduce((sum, item) => sum + item.price * item.count, 0)\n}\n',
    'region;orders;revenue\nnorth;1204;88310.50\nsouth;998;70211.00\n',
    'Die Übersicht für März: „drei Anfragen offen“, Rückmeldung bis Freitag.\n',
  ]
  let text = ''
  for (let i = 0; text.length < bytes - 200; i++) text += pieces[i % pieces.length]
  return {
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: 'You are a helpful assistant.' },
      { role: 'user', content: text },
    ],
  }
}

async function load() {
  const outfile = join(root, 'node_modules', `.stages-${process.pid}.mjs`)
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  // Beside node_modules' packages, so that they resolve; gone once loaded.
  writeFileSync(outfile, outputFiles[0].contents)
  try {
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(outfile)
  }
}
