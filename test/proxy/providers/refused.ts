/** Answers a real client with one refusal, on loopback, and counts how often it asked. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseAuthority } from '../../../proxy/authority.ts'
import { providerById } from '../../../proxy/providers/index.ts'
import type { RefusalNotice, RequestHead } from '../../../proxy/providers/types.ts'
import { refusalAnswer } from '../../../proxy/refusal.ts'

export const blocked: RefusalNotice = {
  cause: 'policy',
  code: 'policy_blocked',
  message: 'Customer data stays in the company. (Sluice event ev_1)',
  eventId: 'ev_1',
  status: 403,
}

export const overLimit: RefusalNotice = {
  cause: 'limit',
  code: 'limit_exceeded',
  message: "The limit 'fair-use' is reached; try again in 9 h. (Sluice event ev_1)",
  eventId: 'ev_1',
  status: 429,
  retryAfterSeconds: 32_400,
}

/** Runs `call` against a server that refuses in the shape of `provider`; gives the error it threw and the requests it made. */
export async function refuseClient(
  provider: string,
  notice: RefusalNotice,
  call: (baseUrl: string) => Promise<unknown>,
): Promise<{ error: unknown; requests: number }> {
  let requests = 0
  const server = createServer((request, response) => {
    requests++
    const [path = '', query = ''] = (request.url ?? '').split('?')
    const head: RequestHead = {
      method: request.method ?? '',
      scheme: 'https',
      authority: parseAuthority('api.example.com', 443)!,
      path,
      query,
      headers: { accept: request.headers.accept },
    }
    const reader = providerById(provider)
    const answer = refusalAnswer(notice, reader, reader.match(head), head)
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo
  try {
    const error = await call(`http://127.0.0.1:${port}`).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    return { error, requests }
  } finally {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
}
