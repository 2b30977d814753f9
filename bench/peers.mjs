/** How each peer is started: what is measured is the process that `start` returns, with its children. */
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { build, isStale } from '../proxy/build.mjs'

const root = join(import.meta.dirname, '..')

/** Both are asked the same; only Sluice inspects and records. Each `start` returns { pid, proxyPort, ca, stop }. */
export const peers = {
  /** No proxy: what the generator and the upstream cost by themselves. */
  direct: {
    async start({ upstreamCaFile }) {
      return { pid: null, proxyPort: null, ca: readFileSync(upstreamCaFile, 'utf8'), stop: async () => {} }
    },
  },
  sluice: { start: startSluice },
  'http-mitm-proxy': { start: startHttpMitmProxy },
}

const policy = `version: 1
mode: enforce
apps:
  bench: { hosts: ["*.bench.test"], format: openai }
rules:
  - id: no-credentials
    when: { content: { any_of: [secrets] } }
    action: redact
`

async function startSluice({ folder, hosts, upstreamPort, upstreamCaFile, profileDir }) {
  if (isStale()) await build()
  mkdirSync(folder, { recursive: true })
  const proxyPort = await freePort()
  writeFileSync(join(folder, 'policies.yaml'), policy)
  const profile = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : []
  const child = spawn(process.execPath, [...profile, join(root, 'dist/main.js'), 'start'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      SLUICE_DATA_DIR: join(folder, 'data'),
      SLUICE_POLICIES: join(folder, 'policies.yaml'),
      SLUICE_PROXY_LISTEN: `127.0.0.1:${proxyPort}`,
      SLUICE_CONSOLE_LISTEN: '127.0.0.1:0',
      SLUICE_UPSTREAM_EXTRA_CA_FILES: upstreamCaFile,
      SLUICE_UPSTREAM_CONNECT_TO: hosts.map(host => `${host}:443:127.0.0.1:${upstreamPort}`).join(),
      SLUICE_SHUTDOWN_GRACE: '0',
    },
  })
  const output = collect(child)
  const caFile = join(folder, 'data', 'ca', 'root.pem')
  await ready(child, output, async () => existsSync(caFile) && (await accepts(proxyPort)))
  return { pid: child.pid, proxyPort, ca: readFileSync(caFile, 'utf8'), output, stop: () => stop(child) }
}

async function startHttpMitmProxy({ folder, upstreamPort, upstreamCaFile, profileDir }) {
  const dir = join(folder, 'ca')
  const child = fork(join(import.meta.dirname, 'http-mitm-proxy.cjs'), [JSON.stringify({ dir, upstreamPort })], {
    execArgv: profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : [],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: upstreamCaFile },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const output = collect(child)
  const [{ port }] = await once(child, 'message')
  const ca = readFileSync(join(dir, 'certs', 'ca.pem'), 'utf8')
  return { pid: child.pid, proxyPort: port, ca, output, stop: () => stop(child) }
}

/** The last of what a child printed, to show when it fails. */
function collect(child) {
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', chunk => {
      text = (text + chunk).slice(-4000)
    })
  return () => text
}

async function ready(child, output, isReady) {
  for (let waited = 0; waited < 600; waited++) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}:\n${output()}`)
    if (await isReady()) return
    await delay(100)
  }
  child.kill()
  throw new Error(`it did not start within a minute:\n${output()}`)
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await exited
  clearTimeout(late)
}

function accepts(port) {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}
