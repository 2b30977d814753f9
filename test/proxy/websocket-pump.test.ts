import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { pump, type SocketMessage } from '../../proxy/websocket-pump.ts'

/** A client, and a server that hands out its side. */
async function pair(): Promise<{ client: WebSocket; server: WebSocket }> {
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(sockets, 'listening')
  const { port } = sockets.address() as { port: number } // a TCP server that listens has one
  const client = new WebSocket(`ws://127.0.0.1:${port}`)
  const [[server]] = (await Promise.all([once(sockets, 'connection'), once(client, 'open')])) as [[WebSocket], unknown]
  onTestFinished(() => {
    client.terminate()
    sockets.close()
  })
  return { client, server }
}

test('messages go on in order as the step says: none, one or several, and what is left before the close', async () => {
  const [a, b] = [await pair(), await pair()]
  const held: SocketMessage[] = []
  pump(
    a.server,
    b.server,
    async (data, isBinary) => {
      const text = data.toString()
      if (text === 'hold') {
        held.push({ data, isBinary })
        return []
      }
      return text === 'twice'
        ? [
            { data, isBinary },
            { data: Buffer.from('again'), isBinary },
          ]
        : [{ data, isBinary }]
    },
    () => held,
  )
  const got: [string, boolean][] = []
  b.client.on('message', (data, isBinary) => got.push([data.toString(), isBinary]))
  for (const text of ['one', 'hold', 'twice']) a.client.send(text)
  a.client.send(Buffer.from('bytes'))
  a.client.close(3000, 'done')
  const [code, reason] = (await once(b.client, 'close')) as [number, Buffer]
  expect([code, reason.toString()]).toEqual([3000, 'done'])
  expect(got).toEqual([
    ['one', false],
    ['twice', false],
    ['again', false],
    ['bytes', true],
    ['hold', false],
  ])
})

test('a step that throws ends both sides', async () => {
  const [a, b] = [await pair(), await pair()]
  pump(a.server, b.server, () => Promise.reject(new Error('broken')))
  a.client.send('x')
  const [[first], [second]] = (await Promise.all([once(a.client, 'close'), once(b.client, 'close')])) as [
    [number],
    [number],
  ]
  expect([first, second]).toEqual([1006, 1006])
})
