/** kill -9 at random moments under load: every request that the upstream saw has its audit row. */
import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { openAudit } from './audit.ts'
import { openTls, readHead, until } from './clients.ts'
import { type SluiceProcess, startProcess, temporaryFolder } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { startUpstream } from './upstream.ts'

const host = 'api.openai.com'
/** Two products side by side, each killed so often. */
const lanes = 2
const killsPerLane = 25
const clients = 4

test(`${lanes * killsPerLane} kills leave no forwarded request without its record`, { timeout: 180_000 }, async () => {
  const counts = await Promise.all(Array.from({ length: lanes }, runLane))
  // Some kills fell between a decision and its outcome, or the test would prove nothing.
  expect(counts.reduce((sum, count) => sum + count.interrupted, 0)).toBeGreaterThan(0)
})

async function runLane(): Promise<{ interrupted: number }> {
  const ca = makeTestCa()
  const seen = new Set<string>()
  const front = await startUpstream(ca, (request, response) => {
    seen.add(request.url!)
    request.resume()
    response.end('{}')
  })
  const options = { dir: temporaryFolder(), upstreams: { [`${host}:443`]: front.port }, trust: [ca.file] }
  let next = 0
  for (let round = 0; round < killsPerLane; round++) {
    const sluice = await startProcess(options)
    const before = seen.size
    const load = Array.from({ length: clients }, () => keepAsking(sluice, () => `/v1/requests/${next++}`))
    // The kill falls somewhere into the stages of running requests.
    await until(() => seen.size > before, 'the load begins')
    await new Promise(resolve => setTimeout(resolve, randomInt(60)))
    sluice.child.kill('SIGKILL')
    await Promise.all([sluice.exited, ...load])
  }
  // Once more, so that the rows of the last round are marked too.
  const rows = openAudit(await startProcess(options)).rows()
  const recorded = new Set(rows.map(row => row.path))
  expect(seen.size).toBeGreaterThan(killsPerLane)
  expect([...seen].filter(path => !recorded.has(path))).toEqual([])
  return { interrupted: rows.filter(row => row.outcome?.error === 'interrupted').length }
}

/** Asks one question after the other on one connection until the proxy is gone. */
async function keepAsking(sluice: SluiceProcess, nextPath: () => string): Promise<void> {
  try {
    const socket = await openTls(sluice, host)
    for (;;) {
      const body = '{"model":"gpt-4o","messages":[{"role":"user","content":"hello"}]}'
      socket.write(
        `POST ${nextPath()} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      )
      await readHead(socket)
      socket.read()
    }
  } catch {
    // The proxy was killed, which is the point; were it alive, this would wait and the test fail.
    await sluice.exited
  }
}
