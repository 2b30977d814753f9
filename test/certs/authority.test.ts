import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { connect, type SecureContextOptions } from 'node:tls'
import { buildSync } from 'esbuild'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openCertificateAuthority } from '../../certs/authority.ts'
import { caFiles, takeRootOffline } from '../../certs/root.ts'
import { createLeafStore } from '../../certs/store.ts'
import { forceLeaf, makeAuthority, opensslVerify, temporaryFolder } from './openssl.ts'

const hosts = ['api.openai.test', '*.chat.test', '10.1.2.3', '2001:db8::7', 'localhost', '127.0.0.1']
const now = () => new Date()

describe('the chain', () => {
  test.each([
    ['a name', 'api.openai.test'],
    ['a sub-domain of a wildcard', 'eu.chat.test'],
    ['an IPv4 address', '10.1.2.3'],
    ['an IPv6 address', '2001:db8::7'],
    ['a name of 100 characters, too long for a common name', `${'a'.repeat(50)}.${'b'.repeat(39)}.chat.test`],
  ])('is strictly valid for %s', async (_, host) => {
    const { authority } = await makeAuthority(hosts)
    const { cert } = forceLeaf(authority, host)
    const flag = /[:]|^\d/.test(host) ? '-verify_ip' : '-verify_hostname'
    expect(opensslVerify(authority.rootPem, cert, '-purpose', 'sslserver', flag, host)).toMatchObject({ ok: true })
  })

  test('of root and intermediate alone is strictly valid', async () => {
    const { authority } = await makeAuthority(hosts)
    expect(opensslVerify(authority.rootPem, authority.intermediate.pem)).toMatchObject({ ok: true })
    expect(opensslVerify(authority.rootPem, authority.rootPem)).toMatchObject({ ok: true })
  })

  test('is accepted by Node and by curl', async () => {
    const { dir, authority } = await makeAuthority(hosts)
    const port = await serve(forceLeaf(authority, 'localhost'))
    expect(await nodeConnects(port, 'localhost', authority.rootPem)).toBe('authorized')
    const curl = spawn('curl', ['-sS', '--cacert', join(dir, 'root.pem'), `https://localhost:${port}/`])
    curl.stderr.pipe(process.stderr)
    expect((await once(curl, 'exit'))[0]).toBe(0)
  })
})

describe('a stolen intermediate key', () => {
  const foreign = [
    'bank.test',
    'openai.test',
    'xapi.openai.test',
    'chat.test.evil.test',
    '10.1.2.4',
    '2001:db8::8',
    '127.0.0.2',
  ]

  test.each(foreign)('makes nothing that OpenSSL accepts for %s', async host => {
    const { authority } = await makeAuthority(hosts)
    expect(authority.permits(host)).toBe(false)
    const { ok, output } = opensslVerify(authority.rootPem, forceLeaf(authority, host).cert)
    expect({ ok, output }).toEqual({ ok: false, output: expect.stringContaining('permitted subtree violation') })
  })

  test.each(foreign)('makes nothing that Node accepts for %s', async host => {
    const { authority } = await makeAuthority(hosts)
    const port = await serve(forceLeaf(authority, host))
    expect(await nodeConnects(port, host, authority.rootPem)).toMatch(/PERMITTED_VIOLATION|permitted subtree violation/)
  })

  test.each([
    ['addresses when only names are permitted', ['api.openai.test'], '10.1.2.3'],
    ['IPv6 when only IPv4 is permitted', ['10.1.2.3'], '2001:db8::7'],
    ['names when only addresses are permitted', ['10.1.2.3'], 'api.openai.test'],
    ['anything when nothing is permitted', [], 'api.openai.test'],
  ])('cannot make %s', async (_, permitted, host) => {
    const { authority } = await makeAuthority(permitted)
    expect(authority.permits(host)).toBe(false)
    const { ok, output } = opensslVerify(authority.rootPem, forceLeaf(authority, host).cert)
    expect({ ok, output }).toEqual({ ok: false, output: expect.stringMatching(/subtree violation/) })
  })
})

describe('opening again', () => {
  test('loads the same root and the same intermediate', async () => {
    const { dir, authority } = await makeAuthority(hosts)
    const again = await openCertificateAuthority({ dir, hosts: hosts.toReversed(), now })
    expect(again.rootFingerprint).toBe(authority.rootFingerprint)
    expect(again.rootFingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    expect(again.intermediate.pem).toBe(authority.intermediate.pem)
    expect(again.notices).toEqual([])
  })

  test('with other hosts issues an intermediate for exactly those', async () => {
    const { dir, authority } = await makeAuthority(['a.test', 'b.test'])
    const again = await openCertificateAuthority({ dir, hosts: ['b.test', 'c.test'], now })
    expect(again.rootPem).toBe(authority.rootPem)
    expect(['a.test', 'b.test', 'c.test'].map(again.permits)).toEqual([false, true, true])
  })

  test('renews the intermediate when its end is near', async () => {
    const { dir, authority } = await makeAuthority(hosts)
    const later = new Date(authority.intermediate.notAfter.getTime() - 59 * 86_400_000)
    const again = await openCertificateAuthority({ dir, hosts, now: () => later })
    expect(again.intermediate.notAfter.getTime()).toBeGreaterThan(authority.intermediate.notAfter.getTime())
  })

  test('says in one line that the root has expired', async () => {
    const { dir } = await makeAuthority(hosts)
    const later = () => new Date(Date.now() + 3660 * 86_400_000)
    await expect(openCertificateAuthority({ dir, hosts, now: later })).rejects.toThrow(/root\.pem expired on .*move/)
  })
})

describe('with the root key offline', () => {
  const offline = async () => {
    const { dir } = await makeAuthority(['a.test'])
    const rootKeyFile = takeRootOffline(dir, join(temporaryFolder(), 'kept.key'), undefined)
    return { dir, rootKeyFile }
  }

  test('hosts outside the constraints are missing, and extending names the command', async () => {
    const { dir } = await offline()
    const authority = await openCertificateAuthority({ dir, hosts: ['a.test', 'b.test'], now })
    expect(authority.rootOnline).toBe(false)
    expect(authority.missing(['a.test', 'x.a.test', 'b.test', '*.a.test', '*.b.test'])).toEqual(['b.test', '*.b.test'])
    await expect(authority.extend(['b.test'])).rejects.toThrow(/b\.test: .*sluice ca extend --root-key PATH b\.test/)
  })

  test('a missing or expired intermediate is one line with the command', async () => {
    const { dir } = await offline()
    const later = () => new Date(Date.now() + 366 * 86_400_000)
    await expect(openCertificateAuthority({ dir, hosts: ['a.test'], now: later })).rejects.toThrow(/expired.*ca extend/)
    renameSync(caFiles(dir).intermediate, join(dir, 'gone'))
    await expect(openCertificateAuthority({ dir, hosts: ['a.test'], now })).rejects.toThrow(
      /no intermediate.*ca extend/,
    )
  })

  test('a near end is a notice with the command', async () => {
    const { dir } = await offline()
    const later = () => new Date(Date.now() + 320 * 86_400_000)
    const authority = await openCertificateAuthority({ dir, hosts: ['a.test'], now: later })
    expect(authority.notices).toEqual([expect.stringMatching(/ends on .*ca extend/)])
  })
})

test('extending with the root key there takes effect at once and lasts', async () => {
  const { dir, authority } = await makeAuthority(['a.test'])
  await authority.extend(['b.test', '10.9.9.9'])
  expect(['a.test', 'b.test', '10.9.9.9', 'c.test'].map(authority.permits)).toEqual([true, true, true, false])
  const loaded = await openCertificateAuthority({ dir, hosts: ['a.test', 'b.test', '10.9.9.9'], now })
  expect(loaded.intermediate.pem).toBe(authority.intermediate.pem)
})

test('a long run renews the intermediate by itself', async () => {
  let at = new Date()
  const { authority } = await makeAuthority(['a.test'], () => at)
  const first = authority.intermediate
  authority.renew()
  expect(authority.intermediate).toBe(first)
  at = new Date(at.getTime() + 330 * 86_400_000)
  createLeafStore({ authority, cacheSize: 2, leafDays: 30, now: () => at }).contextFor('a.test')
  expect(authority.intermediate.notAfter.getTime()).toBeGreaterThan(first.notAfter.getTime())
})

describe('a folder half written by a killed first start', () => {
  const open = (dir: string) => openCertificateAuthority({ dir, hosts: ['a.test'], now })

  test('heals when only the root key was written', async () => {
    const { dir } = await makeAuthority(['a.test'])
    const key = readFileSync(caFiles(dir).rootKey, 'utf8')
    renameSync(caFiles(dir).rootCertificate, join(temporaryFolder(), 'root.pem'))
    renameSync(caFiles(dir).intermediate, join(temporaryFolder(), 'intermediate.pem'))
    const authority = await open(dir)
    expect(readFileSync(caFiles(dir).rootKey, 'utf8')).toBe(key)
    expect(opensslVerify(authority.rootPem, forceLeaf(authority, 'a.test').cert)).toMatchObject({ ok: true })
  })

  test('heals when the intermediate was not written', async () => {
    const { dir, authority } = await makeAuthority(['a.test'])
    renameSync(caFiles(dir).intermediate, join(temporaryFolder(), 'intermediate.pem'))
    const again = await open(dir)
    expect(again.rootPem).toBe(authority.rootPem)
    expect(again.permits('a.test')).toBe(true)
  })

  test.each(['root.key', 'root.pem', 'intermediate.pem'])('with an unreadable %s is one line naming it', async name => {
    const { dir } = await makeAuthority(['a.test'])
    writeFileSync(join(dir, name), 'cut off')
    await expect(open(dir)).rejects.toThrow(new RegExp(`^.*${name} is not [^\n]*$`))
  })

  test('is the work of two starts at once: they agree on one root', async () => {
    const dir = join(temporaryFolder(), 'ca')
    const bundle = join(temporaryFolder(), 'open.mjs')
    buildSync({
      stdin: { contents: startAndPrint, resolveDir: join(import.meta.dirname, '../..') },
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      banner: { js: requireForForge },
    })
    const starts = await Promise.all([1, 2, 3].map(() => outputOf(process.execPath, [bundle, dir])))
    expect(starts[0]).toMatch(/^([0-9A-F]{2}:){31}/)
    expect(new Set(starts).size).toBe(1)
    expect(existsSync(caFiles(dir).intermediate)).toBe(true)
  })

  test('without root.pem but with an intermediate it asks for the backup', async () => {
    const { dir } = await makeAuthority(['a.test'])
    renameSync(caFiles(dir).rootCertificate, join(temporaryFolder(), 'root.pem'))
    renameSync(caFiles(dir).rootKey, join(temporaryFolder(), 'root.key'))
    await expect(open(dir)).rejects.toThrow(/root\.pem is missing.*backup/)
  })
})

const startAndPrint = `
  import { openCertificateAuthority } from './certs/authority.ts'
  const options = { dir: process.argv[2], hosts: ['a.test'], now: () => new Date() }
  console.log((await openCertificateAuthority(options)).rootFingerprint)`

/** esbuild's ESM output has no `require`, which node-forge calls. */
const requireForForge = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)`

async function outputOf(command: string, args: string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', chunk => {
    text += chunk
  })
  await once(child, 'close')
  return text
}

async function serve(credentials: SecureContextOptions): Promise<number> {
  const server = createServer(credentials, (_, response) => response.end('ok'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port // a TCP server's address is never a string
}

/** `authorized`, or why Node refuses the server's certificate for this host. */
function nodeConnects(port: number, host: string, ca: string): Promise<string> {
  const servername = /[:]|^\d/.test(host) ? '' : host
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1', servername, ca }, () => {
      resolve(socket.authorized ? 'authorized' : String(socket.authorizationError))
      socket.destroy()
    })
    socket.on('error', error => resolve('code' in error ? `${error.code} ${error.message}` : error.message))
  })
}
