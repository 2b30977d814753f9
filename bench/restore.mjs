/**
 * What restoring adds to a stream: delay of the first and of every chunk, beside plain passing in the same process,
 * and the memory of 500 streams at once. Run: node bench/restore.mjs [--streams N] [--rounds N]
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openConnection, send } from './client.mjs'
import { residentMb } from './cpu.mjs'
import { peers } from './peers.mjs'
import { makePki } from './pki.mjs'

const { values } = parseArgs({
  options: { streams: { type: 'string', default: '10' }, rounds: { type: 'string', default: '3' } },
})
const host = 'api.openai.com'
const policy = `version: 1
rules:
  - { id: personal, when: { content: email-address }, action: redact, redact_with: restore }
`
const prose = 'Please read the notes of the meeting and list what is open, who owns it and by when it is due. '.repeat(
  3,
)
const value = 'ann.lindenhof@corp-lindenhof.de'
const texts = {
  'plain passing': prose,
  'restore on, no placeholder in the answer': `${prose} ${value}`,
  'restore on, a placeholder every tenth chunk': prose.replaceAll('meeting', value).replaceAll('owns', value),
}

const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'))
const children = []
try {
  const pki = await makePki(folder, [host])
  const upstream = fork(join(import.meta.dirname, 'restore-upstream.mjs'), [JSON.stringify(pki.credentialsFor(host))])
  children.push(upstream)
  const [{ port }] = await once(upstream, 'message')
  const product = join(folder, 'product')
  const sluice = await peers.sluice.start({
    folder: product,
    hosts: [host],
    upstreamPort: port,
    upstreamCaFile: pki.caFile,
  })
  children.push({ kill: () => sluice.stop() })
  writeFileSync(join(product, 'policies.yaml'), policy)
  await delay(2000)
  const delays = Object.fromEntries(Object.keys(texts).map(name => [name, { first: [], each: [] }]))
  for (let round = 0; round < Number(values.rounds); round++)
    for (const [name, text] of Object.entries(texts)) {
      const runs = await Promise.all(Array.from({ length: Number(values.streams) }, () => stream(sluice, text, 50, 20)))
      for (const run of runs) {
        delays[name].first.push(run[0])
        delays[name].each.push(...run)
      }
    }
  for (const [name, { first, each }] of Object.entries(delays))
    console.log(
      `${name}: chunk p50 ${at(each, 0.5)} ms, p99 ${at(each, 0.99)} ms; first chunk p50 ${at(first, 0.5)} ms`,
    )
  const before = residentMb(sluice.pid)
  let most = 0
  const watch = setInterval(() => (most = Math.max(most, residentMb(sluice.pid))), 250)
  await Promise.all(
    Array.from({ length: 500 }, () => stream(sluice, texts['restore on, a placeholder every tenth chunk'], 50, 100)),
  )
  clearInterval(watch)
  console.log(`500 streams at once: ${most} MB resident (${before} MB before, console included)`)
} finally {
  for (const child of children) await child.kill()
  rmSync(folder, { recursive: true, force: true })
}

/** Milliseconds from the upstream's write to the client's read, for each chunk. */
async function stream({ proxyPort, ca }, text, chunks, everyMs) {
  const socket = await openConnection({ proxyPort, ca }, host)
  const body = JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: text }] })
  const delays = []
  const head = `POST /v1/chat/completions?chunks=${chunks}&every=${everyMs} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer bench\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`
  await send(socket, head + body, part => {
    const now = process.hrtime.bigint()
    for (const [, sent] of part.matchAll(/"sent":"(\d+)"/g)) delays.push(Number(now - BigInt(sent)) / 1e6)
  })
  socket.destroy()
  return delays
}

function at(list, share) {
  const sorted = list.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]?.toFixed(2)
}
