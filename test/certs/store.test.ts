import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect as connectTcp, createServer } from 'node:net'
import { connect, type SecureContext, TLSSocket } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { createLeafStore, type LeafStoreOptions } from '../../certs/store.ts'
import { makeAuthority } from './openssl.ts'

const dayMs = 86_400_000

async function makeStore(hosts: readonly string[], options: Partial<LeafStoreOptions> = {}) {
  const { authority } = await makeAuthority(hosts, options.now)
  const now = options.now ?? (() => new Date())
  return { authority, store: createLeafStore({ authority, cacheSize: 10, leafDays: 30, now, ...options }) }
}

/** What a client gets in a handshake with this context. */
async function presented(context: SecureContext): Promise<X509Certificate> {
  const server = createServer(socket =>
    new TLSSocket(socket, { isServer: true, secureContext: context }).on('error', () => {
      // The client hangs up once it has the certificate.
    }),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo // a TCP server's address is never a string
  const client = connect({ socket: connectTcp(port, '127.0.0.1'), rejectUnauthorized: false })
  await once(client, 'secureConnect')
  const certificate = client.getPeerX509Certificate()
  client.destroy()
  if (!certificate) throw new Error('no certificate was presented')
  return certificate
}

test('one host keeps one context, and its leaf is for that host', async () => {
  const { store } = await makeStore(['a.test', 'b.test'])
  const context = store.contextFor('a.test')
  expect(store.contextFor('a.test')).toBe(context)
  expect(store.contextFor('b.test')).not.toBe(context)
  expect(store.stats()).toMatchObject({ size: 2, issued: 2, hits: 1 })
  expect((await presented(context)).subjectAltName).toBe('DNS:a.test')
})

test('all leaves share the key of the process, and another process has another', async () => {
  const { store, authority } = await makeStore(['a.test', 'b.test'])
  const other = createLeafStore({ authority, cacheSize: 10, leafDays: 30, now: () => new Date() })
  const keyOf = async (context: SecureContext) =>
    (await presented(context)).publicKey.export({ type: 'spki', format: 'der' }).toString('hex')
  const key = await keyOf(store.contextFor('a.test'))
  expect(await keyOf(store.contextFor('b.test'))).toBe(key)
  expect(await keyOf(other.contextFor('a.test'))).not.toBe(key)
})

test('serial numbers come from the random source and differ by default', async () => {
  const fixed = await makeStore(['a.test'], { random: bytes => Buffer.alloc(bytes, 0x55) })
  expect((await presented(fixed.store.contextFor('a.test'))).serialNumber).toBe('55'.repeat(16))
  const { store } = await makeStore(['a.test', 'b.test'])
  const [a, b] = [await presented(store.contextFor('a.test')), await presented(store.contextFor('b.test'))]
  expect(a.serialNumber).not.toBe(b.serialNumber)
})

test('the cache is bounded and drops the least recently used', async () => {
  const { store } = await makeStore(['*.a.test'], { cacheSize: 3 })
  const first = store.contextFor('1.a.test')
  for (let i = 2; i <= 3; i++) store.contextFor(`${i}.a.test`)
  expect(store.contextFor('1.a.test')).toBe(first)
  store.contextFor('4.a.test')
  expect(store.stats().size).toBe(3)
  expect(store.contextFor('1.a.test')).toBe(first)
  expect(store.stats().issued).toBe(4)
  store.contextFor('2.a.test')
  expect(store.stats()).toMatchObject({ size: 3, issued: 5 })
})

test('a leaf is renewed at two thirds of its life', async () => {
  const start = new Date('2026-03-01T12:00:00Z').getTime()
  let at = start
  const { store } = await makeStore(['a.test'], { now: () => new Date(at) })
  const first = store.contextFor('a.test')
  at = start + 19.9 * dayMs
  expect(store.contextFor('a.test')).toBe(first)
  at = start + 20.1 * dayMs
  const second = store.contextFor('a.test')
  expect(second).not.toBe(first)
  expect(new Date((await presented(second)).validFrom).getTime()).toBe(at - 3_600_000)
})

test('a new intermediate empties the cache', async () => {
  const { store, authority } = await makeStore(['a.test'])
  const first = store.contextFor('a.test')
  await authority.extend(['b.test'])
  expect(store.contextFor('a.test')).not.toBe(first)
  expect(store.stats().size).toBe(1)
  const issuer = new X509Certificate(authority.intermediate.pem)
  expect((await presented(store.contextFor('b.test'))).verify(issuer.publicKey)).toBe(true)
})

test.each(['other.test', '', 'not a host', '10.0.0.1'])('%j is refused: it is outside the constraints', async host => {
  const { store } = await makeStore(['a.test'])
  expect(() => store.contextFor(host)).toThrow(/outside the CA's name constraints/)
  expect(store.stats().size).toBe(0)
})

test('a first-seen host takes milliseconds at most', async () => {
  const { store } = await makeStore(['*.a.test'], { cacheSize: 100 })
  const times = Array.from({ length: 60 }, (_, i) => {
    store.contextFor(`${i}.a.test`)
    return store.stats().lastIssueMs
  }).sort((a, b) => a - b)
  expect(times[30]).toBeLessThan(5)
})
