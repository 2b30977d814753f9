import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { passThrough } from '../../proxy/passthrough.ts'
import { authorityOf, makeGate } from './gate.ts'

/** Both ends of a connection on loopback. */
async function pair(): Promise<[Socket, Socket]> {
  const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const near = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true })
  const [far] = (await once(server, 'connection')) as [Socket]
  for (const socket of [near, far]) socket.on('error', () => socket.destroy())
  onTestFinished(() => {
    near.destroy()
    far.destroy()
    server.close()
  })
  return [near, far]
}

async function start(host = 'intranet.example', idleSeconds?: number) {
  const gate = makeGate()
  if (idleSeconds !== undefined) gate.settings.proxy.tunnel_idle_timeout = idleSeconds
  const [person, client] = await pair()
  const [upstream, origin] = await pair()
  const evasion = vi.fn()
  passThrough({ gate, client, upstream, target: authorityOf(`${host}:443`) }, evasion)
  return { gate, person, origin, evasion }
}

/** A ClientHello as small as they get. */
function hello(name: string): Buffer {
  const sni = Buffer.concat([
    Buffer.from([0, 0, 0, name.length + 5, 0, name.length + 3, 0, 0, name.length]),
    Buffer.from(name),
  ])
  const body = Buffer.concat([Buffer.alloc(34), Buffer.from([0, 0, 2, 0, 0, 1, 0, 0, sni.length]), sni])
  return Buffer.concat([Buffer.from([22, 3, 1, 0, body.length + 4, 1, 0, 0, body.length]), body])
}

const read = async (socket: Socket): Promise<string> => String(((await once(socket, 'data')) as [Buffer])[0])

test('bytes cross both ways and are counted when it ends', async () => {
  const { gate, person, origin } = await start()
  person.write('question')
  expect(await read(origin)).toBe('question')
  origin.write('an answer')
  expect(await read(person)).toBe('an answer')
  expect(gate.running.tunnels.size).toBe(1)
  person.end()
  await once(origin, 'end')
  origin.end()
  await vi.waitFor(() => expect(gate.running.tunnels.size).toBe(0))
  expect(gate.tunnelBytes).toEqual([{ host: 'intranet.example', up: 8, down: 9 }])
})

test('a server that speaks first is heard', async () => {
  const { person, origin } = await start()
  origin.write('220 ready')
  expect(await read(person)).toBe('220 ready')
})

test('one side may end while the other still sends', async () => {
  const { person, origin } = await start()
  person.end('the whole question')
  const asked = read(origin)
  await once(origin, 'end')
  expect(await asked).toBe('the whole question')
  origin.end('the answer')
  expect(await read(person)).toBe('the answer')
})

test('a tunnel without a byte either way ends, one that is used does not', async () => {
  const { gate, person, origin } = await start('intranet.example', 0.3)
  const began = performance.now()
  const answers = setInterval(() => origin.write('.'), 50)
  person.resume()
  await new Promise(resolve => setTimeout(resolve, 600))
  expect(gate.running.tunnels.size).toBe(1)
  clearInterval(answers)
  await vi.waitFor(() => expect(gate.running.tunnels.size).toBe(0))
  expect(performance.now() - began).toBeGreaterThan(800)
})

test('a TLS name that is no AI host passes, whole or in pieces', async () => {
  for (const size of [1000, 7]) {
    const { person, origin, evasion } = await start()
    const bytes = hello('www.example.com')
    const got: Buffer[] = []
    origin.on('data', chunk => got.push(chunk))
    for (let at = 0; at < bytes.length; at += size) {
      person.write(bytes.subarray(at, at + size))
      await new Promise(resolve => setTimeout(resolve, 2))
    }
    await vi.waitFor(() => expect(Buffer.concat(got).equals(bytes)).toBe(true))
    expect(evasion).not.toHaveBeenCalled()
  }
})

test('a TLS name of an AI host through a tunnel to elsewhere is cut before a byte leaves, also in pieces', async () => {
  for (const size of [1000, 7]) {
    const { gate, person, origin, evasion } = await start()
    const got = vi.fn()
    origin.on('data', got)
    const bytes = hello('API.openai.com')
    for (let at = 0; at < bytes.length && !person.destroyed; at += size) {
      person.write(bytes.subarray(at, at + size))
      await new Promise(resolve => setTimeout(resolve, 2))
    }
    await vi.waitFor(() => expect(evasion).toHaveBeenCalledWith('api.openai.com'))
    expect(got).not.toHaveBeenCalled()
    expect(gate.running.tunnels.size).toBe(0)
  }
})

test('an AI host that policy passes blindly may name itself', async () => {
  const { person, origin, evasion } = await start('api.openai.com')
  const bytes = hello('api.openai.com')
  person.write(bytes)
  expect((await read(origin)).length).toBeGreaterThan(0)
  expect(evasion).not.toHaveBeenCalled()
})

test('it can be cut', async () => {
  const { gate, person, origin } = await start()
  for (const entry of gate.running.tunnels) entry.cut()
  await Promise.all([person, origin].map(socket => once(socket.resume(), 'end')))
  expect(gate.tunnelBytes.length).toBe(1)
})
