/** Load generator: runs the tests that its parent sends, one after the other, and sends the figures back. */
import { chatRequest, openConnection, send } from './client.mjs'
import { cpuMeter } from './cpu.mjs'

const host = 'api.openai.com'

const tests = {
  /** Keep-alive connections, one request after the other on each. */
  async keepAlive(target, { connections, bytes, seconds }) {
    const request = chatRequest(host, bytes)
    const sockets = await Promise.all(Array.from({ length: connections }, () => openConnection(target, host)))
    const until = deadline(seconds)
    const figures = await measure(target, latencies =>
      Promise.all(
        sockets.map(async socket => {
          while (performance.now() < until) await timed(latencies, () => send(socket, request))
        }),
      ),
    )
    sockets.forEach(socket => void socket.destroy())
    return figures
  },

  /** A new connection, CONNECT and TLS for each request. */
  async newConnections(target, { connections, seconds }) {
    const request = chatRequest(host, 1024)
    const until = deadline(seconds)
    return measure(target, latencies =>
      Promise.all(
        Array.from({ length: connections }, async () => {
          while (performance.now() < until) await timed(latencies, () => once(target, host, request))
        }),
      ),
    )
  },

  /** Hosts that the proxy has no certificate for yet, one at a time. */
  async newHosts(target, { count, round }) {
    return measure(target, async latencies => {
      for (let i = 0; i < count; i++) {
        const name = `h${round}-${i}.bench.test`
        await timed(latencies, () => once(target, name, chatRequest(name, 1024)))
      }
    })
  },

  /** Concurrent event streams; the latency is that of each chunk, from the upstream's write to here. */
  async streams(target, { streams, chunks, everyMs }) {
    const request = chatRequest(host, 1024, { chunks, everyMs })
    const sockets = await Promise.all(Array.from({ length: streams }, () => openConnection(target, host)))
    const figures = await measure(target, async latencies => {
      await Promise.all(sockets.map(socket => send(socket, request, chunkReader(latencies))))
      return streams
    })
    sockets.forEach(socket => void socket.destroy())
    return figures
  },
}

process.on('message', async ({ test, target, options }) => {
  try {
    process.send({ figures: await tests[test](target, options) })
  } catch (error) {
    process.send({ failure: error.message })
  }
})

/** Figures of one run. CPU is per request, or per stream when `run` returns how many there were. */
async function measure(target, run) {
  const latencies = []
  const cpu = target.pid ? cpuMeter(target.pid) : () => null
  const started = performance.now()
  const streams = await run(latencies)
  const seconds = (performance.now() - started) / 1000
  const cpuMs = cpu()
  const units = typeof streams === 'number' ? streams : latencies.length
  latencies.sort((a, b) => a - b)
  const at = share => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? null
  return {
    units,
    perSecond: units / seconds,
    cpuMs: cpuMs === null ? null : cpuMs / units,
    p50: at(0.5),
    p99: at(0.99),
  }
}

/** Finds the send times in an answer's text; one that is cut between two reads is put together again. */
function chunkReader(latencies) {
  let rest = ''
  return text => {
    const now = process.hrtime.bigint()
    rest += text
    let end = 0
    for (const match of rest.matchAll(/"sent":"(\d+)"/g)) {
      latencies.push(Number(now - BigInt(match[1])) / 1e6)
      end = match.index + match[0].length
    }
    rest = rest.slice(Math.max(end, rest.length - 40))
  }
}

async function once(target, name, request) {
  const socket = await openConnection(target, name)
  try {
    await send(socket, request)
  } finally {
    socket.destroy()
  }
}

async function timed(latencies, action) {
  const started = performance.now()
  await action()
  latencies.push(performance.now() - started)
}

function deadline(seconds) {
  return performance.now() + seconds * 1000
}
