import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { answerOwnPage, type Health, type OwnPages } from '../../proxy/own-pages.ts'
import { createCatalogue } from '../../proxy/providers/catalogue.ts'

async function start(part: Partial<OwnPages> = {}): Promise<string> {
  const catalogue = createCatalogue([])
  const pages: OwnPages = {
    catalogue: () => catalogue,
    caPem: '-----BEGIN CERTIFICATE-----\n',
    publicAddress: '',
    health: () => ({ status: 'ok', version: '1' }),
    ...part,
  }
  const server = createServer((request, response) => answerOwnPage(pages, request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a TCP server that listens
}

test('the PAC file names the proxy by the Host that asked, or by its public address', async () => {
  const own = await start()
  const answer = await fetch(`${own}/proxy.pac?x=1`)
  expect(answer.headers.get('content-type')).toBe('application/x-ns-proxy-autoconfig')
  expect(await answer.text()).toContain(own.slice('http://'.length))
  const published = await start({ publicAddress: 'proxy.acme.example:3128' })
  expect(await (await fetch(`${published}/proxy.pac`)).text()).toContain('proxy.acme.example:3128')
})

test('the CA certificate is offered as a file', async () => {
  const answer = await fetch(`${await start()}/ca.pem`)
  expect(answer.headers.get('content-disposition')).toContain('sluice-ca.pem')
  expect(await answer.text()).toBe('-----BEGIN CERTIFICATE-----\n')
})

test.each<[Health['status'], number]>([
  ['ok', 200],
  ['degraded', 200],
  ['failing', 503],
  ['draining', 503],
])('health %s is %i', async (status, code) => {
  const answer = await fetch(`${await start({ health: () => ({ status, version: '1' }) })}/healthz`)
  expect(answer.status).toBe(code)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.json()).toEqual({ status, version: '1' })
})

test('anything else says what this is', async () => {
  const answer = await fetch(`${await start()}/`)
  expect(answer.status).toBe(404)
  expect(await answer.text()).toMatch(/^This is the Sluice proxy/)
})

test('HEAD has the fields and no body; other methods are refused', async () => {
  const own = await start()
  const head = await fetch(`${own}/ca.pem`, { method: 'HEAD' })
  expect(head.headers.get('content-length')).toBe('28')
  expect(await head.text()).toBe('')
  const post = await fetch(`${own}/ca.pem`, { method: 'POST', body: 'x' })
  expect(post.status).toBe(405)
  expect(post.headers.get('allow')).toBe('GET, HEAD')
})
