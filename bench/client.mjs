/** The least HTTP/1.1 client: one TLS connection, through CONNECT or straight, one request at a time. */
import { connect as connectTcp } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** `target`: { proxyPort or null, upstreamPort, ca }. Resolves once TLS stands. */
export async function openConnection(target, host) {
  const raw = connectTcp({ port: target.proxyPort ?? target.upstreamPort, host: '127.0.0.1', noDelay: true })
  await happens(raw, 'connect')
  if (target.proxyPort) {
    raw.write(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`)
    const answer = await readHead(raw)
    if (!answer.startsWith('HTTP/1.1 200')) throw new Error(`CONNECT was answered ${answer.split('\r\n')[0]}`)
  }
  const socket = connectTls({ socket: raw, servername: host, ca: target.ca, ALPNProtocols: ['http/1.1'] })
  await happens(socket, 'secureConnect')
  return socket
}

/** A chat completion whose body has about `bytes` bytes of harmless text. `stream`: a streamed one. */
export function chatRequest(host, bytes, stream = null) {
  const body = JSON.stringify({
    model: 'gpt-4o-mini',
    stream: stream !== null,
    messages: [
      { role: 'system', content: 'You are a helpful assistant.' },
      { role: 'user', content: prose(Math.max(0, bytes - 160)) },
    ],
  })
  const query = stream ? `?chunks=${stream.chunks}&every=${stream.everyMs}` : ''
  return `POST /v1/chat/completions${query} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer bench\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** Sends and resolves when the answer is whole; `onText` sees its text as it comes. Rejects on a status other than 200. */
export function send(socket, request, onText = () => {}) {
  return new Promise((resolve, reject) => {
    let head = ''
    let length = null
    let received = 0
    let tail = ''
    const done = error => {
      socket.off('data', onData).off('close', onClose)
      error ? reject(error) : resolve()
    }
    const onClose = () => done(new Error('the connection closed before the answer was whole'))
    const onData = chunk => {
      let text = chunk.toString('latin1')
      if (!head.endsWith('\r\n\r\n')) {
        head += text
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        text = head.slice(end + 4)
        head = head.slice(0, end + 4)
        if (!head.startsWith('HTTP/1.1 200')) return done(new Error(`${head.split('\r\n')[0]}: ${text.slice(0, 200)}`))
        const sized = /content-length: (\d+)/i.exec(head)
        length = sized ? Number(sized[1]) : null
      }
      received += text.length
      tail = (tail + text).slice(-7)
      onText(text)
      if (length === null ? tail.endsWith('\r\n0\r\n\r\n') : received >= length) done()
    }
    socket.on('data', onData).on('close', onClose)
    socket.write(request)
  })
}

const sentence = 'Please summarise the meeting notes below and list open questions, owners and dates. '

function prose(bytes) {
  return sentence.repeat(Math.ceil(bytes / sentence.length)).slice(0, bytes)
}

function happens(socket, event) {
  return new Promise((resolve, reject) => {
    socket.once(event, resolve).once('error', reject)
  })
}

async function readHead(socket) {
  let head = ''
  while (!head.includes('\r\n\r\n')) {
    const chunk = await new Promise(resolve => socket.once('data', resolve).once('close', () => resolve(null)))
    if (chunk === null) throw new Error('the proxy closed the connection')
    head += chunk
  }
  return head
}
