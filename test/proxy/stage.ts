/** One exchange on a real connection whose upstream is a function of the test: for stages that need request and response. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Stage {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly client: Socket
  /** Everything the client got until the connection closed. */
  received(): Promise<string>
}

export const chatBody = (content: string): string =>
  JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] })

export const post = (body: string, fields = ''): string =>
  `POST /v1/chat/completions HTTP/1.1\r\nHost: api.openai.com\r\nAuthorization: Bearer sk-test\r\nContent-Type: application/json\r\n${fields}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`

/** A request as it arrives; `text` is written as it is. */
export async function arrive(text: string | Buffer): Promise<Stage> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1') // a TCP server that listens
  client.on('error', () => undefined)
  const chunks: Buffer[] = []
  client.on('data', chunk => chunks.push(chunk))
  onTestFinished(() => {
    client.destroy()
    server.closeAllConnections()
    server.close()
  })
  client.write(text)
  const [request, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse]
  return {
    request,
    response,
    client,
    async received() {
      if (!client.closed) await once(client, 'close')
      return Buffer.concat(chunks).toString()
    },
  }
}
