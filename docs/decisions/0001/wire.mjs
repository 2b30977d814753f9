/** What the cases stand on: a proxy in a child process, a fake upstream, and sockets that say exactly what they are told. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:https'
import { connect as connectTcp } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'

/** Starts http-mitm-proxy with an empty folder. `ask(question)` returns one answer; `crash` resolves when it dies. */
export async function startProxy({ folder, caFile }, options = {}) {
  const dir = join(folder, 'proxy', 'ca')
  const child = fork(join(import.meta.dirname, 'proxy.cjs'), [JSON.stringify({ dir, ...options })], {
    cwd: join(import.meta.dirname, '../../..'),
    env: { ...process.env, NODE_EXTRA_CA_CERTS: caFile },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  let reason = null
  child.on('message', message => {
    reason = message.crash ?? reason
  })
  const exited = once(child, 'exit').then(() => reason)
  const { port } = (await once(child, 'message'))[0]
  return {
    port,
    dir,
    /** The uncaught error it died of, or null when it lives after `ms`. */
    crashWithin: ms => Promise.race([exited, delay(ms, null)]),
    async ask(question) {
      child.send(question)
      return (await once(child, 'message'))[0]
    },
    async stop() {
      child.kill()
      await exited
    },
  }
}

/** An https server for localhost. Returns its port, how often it was asked, and a way to stop it. */
export async function startUpstream(pki, handle) {
  let requests = 0
  const server = createServer(pki.credentialsFor('localhost'), (request, response) => {
    requests++
    handle(request, response)
  })
  const sockets = new Set()
  server.on('connection', socket => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    server,
    port: server.address().port,
    requests: () => requests,
    /** Ends all connections with a TCP reset. */
    reset: () => sockets.forEach(socket => void socket.resetAndDestroy()),
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** CONNECT, then TLS without verification unless `options` say otherwise. */
export async function tunnel(port, authority, options = {}) {
  const { headers = '', ...tls } = options
  const socket = connectTcp(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${headers}\r\n`)
  const answer = await readHead(socket)
  if (!answer.startsWith('HTTP/1.1 200')) return { answer, socket }
  const secure = connectTls({ socket, rejectUnauthorized: false, ...tls })
  secure.on('error', () => {})
  await new Promise(resolve => secure.once('secureConnect', resolve).once('close', resolve))
  return { answer, socket: secure }
}

/** The library writes the head of its answer in two parts. */
async function readHead(socket) {
  let head = ''
  while (!head.includes('\r\n\r\n')) {
    const chunk = await new Promise(resolve => socket.once('data', resolve).once('close', () => resolve(null)))
    if (chunk === null) break
    head += chunk
  }
  return head
}

/** Sends `text` and collects what comes back until the peer ends or `ms` pass. */
export async function exchange(socket, text, ms = 3000) {
  const chunks = []
  let ended = null
  socket.on('data', chunk => chunks.push(chunk))
  socket.on('end', () => {
    ended ??= 'clean end'
  })
  socket.on('error', error => {
    ended ??= error.code
  })
  socket.write(text)
  await Promise.race([new Promise(resolve => socket.once('close', resolve)), delay(ms)])
  return { text: Buffer.concat(chunks).toString(), ended }
}

export const get = (host, extra = '') => `GET / HTTP/1.1\r\nHost: ${host}\r\n${extra}\r\n`
export const post = (host, body) =>
  `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`
