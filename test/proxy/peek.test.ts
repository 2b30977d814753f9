import { once } from 'node:events'
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { beginsAsText } from '../../proxy/peek.ts'
import { receiveBody } from '../../proxy/receive.ts'

/** What beginsAsText says of a body that is sent in these chunks, and the body that is read after it. */
async function sent(chunks: readonly Buffer[]): Promise<{ text: boolean; body: Buffer }> {
  let answer: ((value: { text: boolean; body: Buffer }) => void) | undefined
  const result = new Promise<{ text: boolean; body: Buffer }>(resolve => {
    answer = resolve
  })
  const server = createServer(async (request, response) => {
    const text = await beginsAsText(request)
    const received = await receiveBody(request, 1_000_000, 5000)
    response.end()
    answer!({ text, body: received.kind === 'whole' ? received.bytes : Buffer.alloc(0) })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo // it listens on TCP
  const client = httpRequest({ port, host: '127.0.0.1', method: 'POST' })
  for (const chunk of chunks) {
    client.write(chunk)
    await new Promise(resolve => setTimeout(resolve, 15))
  }
  client.end()
  return result
}

const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')
const json = Buffer.from(
  JSON.stringify({ model: 'gpt', messages: [{ role: 'user', content: 'hello there, this is a prompt' }] }),
)

test.each([
  ['JSON in one piece', [json], true],
  ['JSON byte by byte at its start', [json.subarray(0, 1), json.subarray(1, 2), json.subarray(2)], true],
  ['a short text', [Buffer.from('hi')], true],
  ['text cut inside a character', [Buffer.from(`${'é'.repeat(40)}`).subarray(0, 79), Buffer.from([0xa9])], true],
  ['a PNG', [png], false],
  ['a PDF', [Buffer.from('%PDF-1.7\nplain beginnings of a document that is not text'.padEnd(80, ' '))], false],
  ['a gzip stream', [Buffer.from('1f8b0800000000000003', 'hex')], false],
] as const)('%s', async (_name, chunks, expected) => {
  const { text, body } = await sent([...chunks])
  expect(text).toBe(expected)
  expect(body.equals(Buffer.concat([...chunks]))).toBe(true)
})
