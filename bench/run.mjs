/**
 * Sluice with inspection and audit on, beside http-mitm-proxy, under the same load on loopback.
 * Run: npm run bench -- [--rounds N] [--seconds S] [--only PEER,…] [--tests TEST,…] [--json FILE] [--profile DIR]
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { residentMb } from './cpu.mjs'
import { peers } from './peers.mjs'
import { makePki } from './pki.mjs'
import { printTable } from './table.mjs'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string', default: Object.keys(peers).join() },
    tests: { type: 'string' },
    json: { type: 'string' },
    profile: { type: 'string' },
  },
})
const seconds = Number(values.seconds)
const newHosts = 40
const suite = [
  { name: 'keep-alive 1 KB', test: 'keepAlive', options: { connections: 16, bytes: 1024, seconds } },
  { name: 'keep-alive 32 KB', test: 'keepAlive', options: { connections: 16, bytes: 32 * 1024, seconds } },
  { name: 'keep-alive 256 KB', test: 'keepAlive', options: { connections: 16, bytes: 256 * 1024, seconds } },
  { name: 'new connection', test: 'newConnections', options: { connections: 4, seconds } },
  { name: 'first-seen host', test: 'newHosts', options: { count: newHosts } },
  { name: '200 SSE streams', test: 'streams', options: { streams: 200, chunks: 50, everyMs: 20 } },
].filter(({ name }) => !values.tests || values.tests.split(',').some(part => name.includes(part)))

const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'))
const children = []
try {
  const results = await runAll()
  console.log(`\nNode ${process.versions.node}, ${cpus().length} cores, medians of ${values.rounds} rounds\n`)
  printTable(results)
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
  process.exitCode = results.some(result => result.failure) ? 1 : 0
} finally {
  for (const child of children) child.kill()
  rmSync(folder, { recursive: true, force: true })
}

async function runAll() {
  const pki = await makePki(folder, ['api.openai.com', '*.bench.test'])
  const upstreamPort = await startUpstream(pki)
  const load = fork(join(import.meta.dirname, 'load.mjs'))
  children.push(load)
  const names = values.only.split(',')
  const results = []
  for (let round = 0; round < Number(values.rounds); round++) {
    // Interleaved, and in another order each time: the machine's mood spreads over all peers.
    for (const name of names.map((_, i) => names[(i + round) % names.length])) {
      results.push(...(await runPeer(name, round, { pki, upstreamPort, load })))
    }
  }
  return results
}

async function runPeer(name, round, { pki, upstreamPort, load }) {
  const peer = await peers[name].start({
    folder: join(folder, `${name}-${round}`),
    // Every host that a test of this round asks for.
    hosts: ['api.openai.com', ...Array.from({ length: newHosts }, (_, i) => `h${round}-${i}.bench.test`)],
    upstreamPort,
    upstreamCaFile: pki.caFile,
    profileDir: values.profile && resolve(values.profile),
  })
  const target = { pid: peer.pid, proxyPort: peer.proxyPort, upstreamPort, ca: peer.ca }
  const ask = async (test, options) => {
    load.send({ test, target, options: { ...options, round } })
    return (await once(load, 'message'))[0]
  }
  const results = []
  await ask('keepAlive', { connections: 16, bytes: 1024, seconds: 1 })
  for (const { name: title, test, options } of suite) {
    const { figures, failure } = await ask(test, options)
    const result = { round, peer: name, test: title, ...figures, ...(failure ? { failure } : {}) }
    results.push({ ...result, residentMb: peer.pid ? residentMb(peer.pid) : null })
    process.stderr.write(failure ? `${name}, ${title}: ${failure}\n${peer.output?.() ?? ''}\n` : '.')
  }
  await peer.stop()
  return results
}

async function startUpstream(pki) {
  const hosts = [
    { suffix: 'api.openai.com', ...pki.credentialsFor('api.openai.com') },
    { suffix: '.bench.test', ...pki.credentialsFor('*.bench.test') },
  ]
  const child = fork(join(import.meta.dirname, 'upstream.mjs'), [JSON.stringify({ hosts })])
  children.push(child)
  return (await once(child, 'message'))[0].port
}
