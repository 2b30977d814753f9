/** The Responses API over a WebSocket: placeholders leave, values come back, and rules about answers end the connection. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect as tlsConnect } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { makeSecret } from '../secrets.ts'
import { openAudit } from './audit.ts'
import { openTunnel, until } from './clients.ts'
import { startInProcess } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { startFront } from './upstream.ts'

const host = 'api.openai.com'

/** An upstream that streams back the input of each `response.create`, two characters a message. */
async function start(policy: string) {
  const ca = makeTestCa()
  const received: string[] = []
  const http = createServer()
  const sockets = new WebSocketServer({ server: http })
  sockets.on('connection', socket =>
    socket.on('message', data => {
      received.push(data.toString())
      const { input } = JSON.parse(data.toString()) as { input: string }
      const at = { item_id: 'msg_1', output_index: 0, content_index: 0 }
      const send = (event: object): void => socket.send(JSON.stringify(event))
      send({ type: 'response.created', response: { id: `resp_${received.length}` } })
      for (const delta of input.match(/.{1,2}/gsu) ?? []) send({ type: 'response.output_text.delta', ...at, delta })
      send({ type: 'response.output_text.done', ...at, text: input })
      send({ type: 'response.completed', response: { id: `resp_${received.length}`, output: [] } })
    }),
  )
  onTestFinished(() => sockets.close())
  const front = await startFront(
    name => ca.issue(name),
    socket => http.emit('connection', socket),
  )
  const sluice = await startInProcess({ upstreams: { [`${host}:443`]: front.port }, trust: [ca.file], policy })
  const tunnel = await openTunnel(sluice.proxyUrl, `${host}:443`)
  const tls = tlsConnect({ socket: tunnel.socket, servername: host, ca: readFileSync(sluice.caFile) })
  await once(tls, 'secureConnect')
  const socket = new WebSocket(`wss://${host}/v1/responses`, { createConnection: () => tls })
  onTestFinished(() => socket.terminate())
  await once(socket, 'open')
  const got: { type: string; delta?: string; text?: string }[] = []
  socket.on('message', data => got.push(JSON.parse(data.toString())))
  return { sluice, socket, got, received }
}

const personal = 'rules:\n  - { id: personal, when: { content: email-address }, action: redact }\n'
const mailOf = (): string => makeSecret('[a-z]{8}@[a-z]{7}-ag\\.de')

test('every turn of a connection: placeholders leave, values come back, messages stay messages', async () => {
  const { socket, got, received } = await start(personal)
  const mail = mailOf()
  for (const [turn, previous] of [undefined, 'resp_1'].entries()) {
    got.length = 0
    const input = `Turn ${turn}: write to ${mail}!`
    socket.send(
      JSON.stringify({ type: 'response.create', input, ...(previous ? { previous_response_id: previous } : {}) }),
    )
    await until(() => got.some(event => event.type === 'response.completed'), 'the response')
    expect(got.map(event => event.delta ?? '').join('')).toBe(input)
    expect(got.find(event => event.type === 'response.output_text.done')!.text).toBe(input)
  }
  expect(received.join()).not.toContain(mail)
  expect(new Set(received.join().match(/ZQEMAIL\w{10}/g))).toHaveLength(1)
})

test('a rule about answers ends the connection before the value, with an error of the API', async () => {
  const { sluice, socket, got } = await start(
    'rules:\n  - { id: back, when: { direction: response, content: email-address }, action: block, message: Not that. }\n',
  )
  const mail = mailOf()
  socket.send(JSON.stringify({ type: 'response.create', input: `It is ${mail} ok` }))
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer]
  expect(code).toBe(1008)
  expect(reason.toString()).toMatch(/^Not that\. \(Sluice event ev_/)
  expect(got.at(-1)).toMatchObject({ type: 'error', code: 'policy_blocked' })
  expect(got.map(event => event.delta ?? '').join('')).not.toContain(mail.slice(0, 4))
  const rows = await openAudit(sluice).ended(3)
  expect(rows.at(-1)).toMatchObject({ parentId: rows[0]!.id, enforced: 'block', rules: [{ rule: 'back' }] })
})
