/** A real browser as a company sets it up: the PAC file for the proxy, the CA in its trust store, nothing else. */
import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium, type Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { findChromium } from '../browser.mjs'
import { makeSecret } from '../secrets.ts'
import { openAudit } from './audit.ts'
import { type Sluice, startInProcess, temporaryFolder } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { startPlain, startUpstream } from './upstream.ts'

const run = promisify(execFile)
const policy = `rules:
  - { id: no-secrets, when: { content: { any_of: [secrets] } }, action: redact }
  - { id: no-claude, when: { host: claude.ai }, action: block, message: Please use ChatGPT. }
`

/** Plays a chat app: a page, and a place that its script posts to. */
function chatApp(request: IncomingMessage, response: ServerResponse): void {
  if (request.url === '/') {
    response.writeHead(200, { 'content-type': 'text/html', 'alt-svc': 'h3=":443"; ma=86400' })
    response.end('<!doctype html><title>Chat</title><h1>Chat</h1>')
    return
  }
  response.writeHead(200, { 'content-type': 'application/json' })
  request.resume().on('end', () => response.end('{"answer":"noted"}'))
}

async function start() {
  const ca = makeTestCa()
  const front = await startUpstream(ca, chatApp)
  const sluice = await startInProcess({
    upstreams: { 'chatgpt.com:443': front.port, 'claude.ai:443': front.port },
    trust: [ca.file],
    policy,
  })
  return { sluice, front, audit: openAudit(sluice) }
}

test('a page posts through the proxy: the secret is gone, the page works, the answer does not lead around', async () => {
  const { sluice, front, audit } = await start()
  const page = await openPage(sluice)
  const answer = await page.goto('https://chatgpt.com/')
  expect(await page.title()).toBe('Chat')
  expect((await answer!.allHeaders())['alt-svc']).toBeUndefined()
  expect((await answer!.securityDetails())!.issuer).toMatch(/^Sluice Intermediate CA/)
  const key = makeSecret('AKIA[A-Z2-7]{16}')
  const shown = await page.evaluate(async text => {
    const reply = await fetch('/backend-api/notes', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    })
    return (await reply.json()) as { answer: string }
  }, `note ${key}`)
  expect(shown).toEqual({ answer: 'noted' })
  const posted = front.requests().find(request => request.method === 'POST')!
  expect(posted.body.toString()).toBe('{"text":"note [REDACTED:aws-access-key-id:1]"}')
  const rows = await audit.ended(2)
  expect(rows.find(row => row.method === 'POST')).toMatchObject({
    app: 'chatgpt',
    enforced: 'redact',
    host: 'chatgpt.com',
  })
})

test('a blocked app shows the person a page that says why', async () => {
  const { sluice, front, audit } = await start()
  const page = await openPage(sluice)
  const answer = await page.goto('https://claude.ai/new')
  expect(answer!.status()).toBe(403)
  const [row] = await audit.ended(1)
  const text = await page.locator('body').textContent()
  expect(text).toContain('Please use ChatGPT.')
  expect(text).toContain(row!.id)
  expect(front.requests()).toEqual([])
})

test('a host that is not AI does not touch the proxy', async () => {
  const { sluice } = await start()
  const intranet = await startPlain((_, response) => response.end('intranet'))
  // The browser alone knows this name: through the proxy it would not resolve.
  const page = await openPage(sluice, [`--host-resolver-rules=MAP intranet.example 127.0.0.1:${intranet.port}`])
  await page.goto('http://intranet.example/')
  expect(await page.locator('body').textContent()).toBe('intranet')
})

async function openPage(sluice: Sluice, args: string[] = []): Promise<Page> {
  const home = temporaryFolder('sluice-home-')
  const store = join(home, '.pki', 'nssdb')
  mkdirSync(store, { recursive: true })
  await run('certutil', ['-N', '-d', `sql:${store}`, '--empty-password'])
  await run('certutil', ['-A', '-d', `sql:${store}`, '-n', 'sluice', '-t', 'C,,', '-i', sluice.caFile])
  const executablePath = findChromium()
  if (!executablePath) throw new Error('no Chromium: `npm test` installs one')
  const browser: Browser = await chromium.launch({
    executablePath,
    chromiumSandbox: false,
    args: [`--proxy-pac-url=${sluice.proxyUrl}/proxy.pac`, ...args],
    env: { ...process.env, HOME: home },
  })
  onTestFinished(() => browser.close())
  return browser.newPage()
}
