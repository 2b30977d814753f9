/** Webhooks of the policy hear of what rules caught: through the whole product, and without any text. */
import { createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { expect, test, vi } from 'vitest'
import type { Message } from '../../proxy/notify-message.ts'
import { makeSecret } from '../secrets.ts'
import { proxyFetch } from './clients.ts'
import { startInProcess } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { startPlain, startUpstream } from './upstream.ts'

const policy = `
notify:
  soc: { webhook: { url: env:SOC_URL, secret: env:SOC_KEY } }
  lost: { webhook: { url: env:NOT_SET } }
rules:
  - { id: no-keys, when: { content: { any_of: [github-token] } }, action: block, notify: [soc, lost] }
  - { id: no-mail, when: { content: { any_of: [email-address] } }, action: redact, notify: soc, mode: monitor }
`

test('a blocked request is told to its targets with a signature and without its text; health says what is amiss', async () => {
  const ca = makeTestCa()
  const front = await startUpstream(ca, (_, response) => response.end('{}'))
  const got: { headers: IncomingMessage['headers']; body: string }[] = []
  const soc = await startPlain((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', text => (body += text))
    request.on('end', () => {
      got.push({ headers: request.headers, body })
      response.end('ok')
    })
  })
  const sluice = await startInProcess({
    policy,
    upstreams: { 'api.openai.com:443': front.port },
    trust: [ca.file],
    settings: { console: { public_url: 'https://sluice.example' } },
    environment: { SOC_URL: `http://127.0.0.1:${soc.port}/hook`, SOC_KEY: 'k' },
  })
  const token = makeSecret('ghp_[A-Za-z0-9]{36}')
  const asPerson = proxyFetch(sluice)
  const ask = (content: string) =>
    asPerson('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] }),
    })
  const refused = await ask(`use ${token} for private words`)
  expect(refused.status).toBe(403)
  await vi.waitUntil(() => got.length === 1)
  const { headers, body } = got[0]!
  const message = JSON.parse(body) as Message
  const id = refused.headers.get('x-sluice-event')
  expect(message).toMatchObject({
    event: id,
    user: 'anonymous@127.0.0.1',
    app: 'openai-api',
    enforced: 'block',
    rules: [{ id: 'no-keys' }],
    link: `https://sluice.example/events/${id}`,
  })
  expect(body).not.toContain(token)
  expect(body).not.toContain('private words')
  const [, t, v1] = /^t=(\d+),v1=(.+)$/.exec(String(headers['x-sluice-signature']))!
  expect(v1).toBe(createHmac('sha256', 'k').update(`${t}.${body}`).digest('hex'))

  expect((await ask('write to anna.petersen@gmail.com')).status).toBe(200)
  await vi.waitUntil(() => got.length === 2)
  expect(JSON.parse(got[1]!.body)).toMatchObject({ action: 'redact', enforced: 'allow', rules: [{ id: 'no-mail' }] })

  const health = await (await fetch(`${sluice.proxyUrl}/healthz`)).json()
  expect(health).toMatchObject({ status: 'degraded', notify: { sent: 2, failed: 0, unset: 1 } })
})
