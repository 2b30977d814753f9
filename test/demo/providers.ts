/** The providers of the demo: aimock for the APIs and a small ChatGPT web backend, behind one TLS front with a CA of its own. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { createSecureContext, createServer as createTlsServer, type SecureContext } from 'node:tls'
import { type ChatCompletionRequest, LLMock } from '@copilotkit/aimock'
import { pem } from '../../certs/asn1.ts'
import { issueRoot, parseCertificate } from '../../certs/certificate.ts'
import { readHost } from '../../certs/constraints.ts'
import { createLeafIssuer } from '../../certs/leaf.ts'
import { newKey, newSerial } from '../../certs/root.ts'

export interface DemoProviders {
  readonly port: number
  readonly caPem: string
  /** Bodies that reached a provider, for the proof that no secret did. */
  readonly arrived: readonly string[]
  stop(): Promise<void>
}

export const demoHosts = ['api.openai.com', 'api.anthropic.com', 'chatgpt.com', 'chat.deepseek.com'] as const

const answers = [
  'Sort with sorted(dates); datetime objects compare by time. For strings in ISO form the plain order is the right one.',
  'The query is slow because the filter is on an expression. Add an index on lower(email), or store the value folded.',
  'Here is a friendlier version: Thank you for your patience. We have found the cause and will be back to you tomorrow.',
  'In short: revenue grew by nine per cent, costs by four. The margin rose because the new contract started in May.',
]

export async function startProviders(): Promise<DemoProviders> {
  const mock = new LLMock({ port: 0, logLevel: 'silent' })
  answers.forEach((content, i) => {
    mock.onMessage(new RegExp(topics[i]!, 'i'), request => answer(content, request))
  })
  mock.onMessage(/.*/s, request => answer(answers[2]!, request))
  await mock.start()
  const arrived: string[] = []
  const web = createServer((request, response) => void answerWeb(request, response))
  const ca = makeCa()
  const front = createTlsServer({ SNICallback: (name, done) => done(null, ca.contextFor(name)) })
  front.on('tlsClientError', () => undefined)
  front.on('secureConnection', socket => {
    socket.on('error', () => socket.destroy())
    const name = socket.servername
    if (name === 'chatgpt.com' || name === 'chat.deepseek.com') web.emit('connection', socket)
    else {
      const inner = connect(mock.port, '127.0.0.1')
      inner.on('error', () => socket.destroy()).on('close', () => socket.destroy())
      socket.on('close', () => inner.destroy())
      socket.pipe(inner).pipe(socket)
    }
    socket.on('data', (chunk: Buffer) => arrived.push(chunk.toString('utf8')))
  })
  front.listen(0, '127.0.0.1')
  await once(front, 'listening')
  return {
    port: (front.address() as AddressInfo).port, // a TCP server that listens has an address
    caPem: ca.pem,
    arrived,
    async stop() {
      front.close()
      web.closeAllConnections()
      await mock.stop()
    },
  }
}

const topics = ['sort|python|function', 'query|sql|index', 'customer|reply|mail', 'report|numbers|summar']

/** An answer with the usage its provider would report: about four characters a token, and some reasoning on top. */
function answer(content: string, request: ChatCompletionRequest): { content: string; usage: Record<string, number> } {
  const input = Math.ceil(JSON.stringify(request.messages).length / 4)
  const output = Math.ceil(content.length / 4) + 150 + Math.floor(Math.random() * 900)
  const usage: Record<string, number> = request.model.startsWith('claude')
    ? { input_tokens: input, output_tokens: output }
    : { prompt_tokens: input, completion_tokens: output, total_tokens: input + output }
  return { content, usage }
}

/** ChatGPT's web app streams a JSON patch; see the vendor's own client for the form (delta encoding v1). */
async function answerWeb(request: IncomingMessage, response: ServerResponse): Promise<void> {
  request.resume()
  await once(request, 'end')
  if (!request.url?.includes('conversation')) {
    response.end('{}')
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  response.write('event: delta_encoding\ndata: "v1"\n\n')
  response.write(
    'event: delta\ndata: {"p":"","o":"add","v":{"message":{"author":{"role":"assistant"},"content":{"content_type":"text","parts":[""]},"metadata":{"resolved_model_slug":"gpt-5.4"}},"conversation_id":"demo"}}\n\n',
  )
  for (const word of answers[Math.floor(Math.random() * answers.length)]!.split(/(?<= )/)) {
    response.write(`event: delta\ndata: ${JSON.stringify({ p: '/message/content/parts/0', o: 'append', v: word })}\n\n`)
  }
  response.end('data: [DONE]\n\n')
}

function makeCa(): { readonly pem: string; contextFor(host: string): SecureContext } {
  const dayMs = 86_400_000
  const validity = { notBefore: new Date(Date.now() - 30 * dayMs), notAfter: new Date(Date.now() + 30 * dayMs) }
  const key = newKey()
  const root = parseCertificate(
    pem('CERTIFICATE', issueRoot(key, newSerial(), validity)),
    'the root of the fake providers',
  )
  const leafKey = newKey()
  const issue = createLeafIssuer({ subject: root.subject, keyId: root.keyId, key }, leafKey)
  const contexts = new Map<string, SecureContext>()
  return {
    pem: root.pem,
    contextFor(host) {
      let context = contexts.get(host)
      const name = readHost(host)
      if (!name) throw new Error(`${host} is not a host name`)
      if (!context)
        contexts.set(
          host,
          (context = createSecureContext({
            key: leafKey.export({ type: 'pkcs8', format: 'pem' }),
            cert: pem('CERTIFICATE', issue(name, validity, newSerial())) + root.pem,
          })),
        )
      return context
    },
  }
}
