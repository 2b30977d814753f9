/** What the hostile suites share: the product before an upstream that plays two AI hosts. */
import type { RequestListener } from 'node:http'
import { expect } from 'vitest'
import { openTls } from './clients.ts'
import { exchange, get } from './raw-client.ts'
import { type Sluice, type StartOptions, startInProcess } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { startUpstream, type Upstream } from './upstream.ts'

export const host = 'api.openai.com'
export const other = 'api.mistral.ai'
export const clientHello = Buffer.from('160301', 'hex')
export const own = 'apps: { own: { hosts: ["*.own.test"] } }'
export const head = /\r\n\r\n/

export const answer: RequestListener = (request, response) => {
  request.resume().on('end', () => response.end('{"object":"list","data":[]}'))
}

/** The product before an upstream that plays `host` and `other`. */
export async function start(
  listener = answer,
  options: StartOptions = {},
): Promise<{ sluice: Sluice; upstream: Upstream }> {
  const ca = makeTestCa()
  const upstream = await startUpstream(ca, listener)
  const upstreams = { [`${host}:443`]: upstream.port, [`${other}:443`]: upstream.port }
  return { upstream, sluice: await startInProcess({ upstreams, trust: [ca.file], ...options }) }
}

/** What shows that one client's misdeed has not hurt the others. */
export async function stillServes(sluice: Sluice): Promise<void> {
  const { text } = await exchange(await openTls(sluice, host), get(host, 'Connection: close\r\n'))
  expect(text).toMatch(/^HTTP\/1\.1 200 /)
}
