/** Chromium verifies with its own code and the roots of an NSS store: neither OpenSSL's nor Node's reading of a chain. */
import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium as playwright } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { forceLeaf, makeAuthority, temporaryFolder } from './openssl.ts'

const run = promisify(execFile)
/** `npm test` finds or installs one and says where. */
const chromium = [process.env['SLUICE_TEST_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  path => path && existsSync(path),
)
const canRun = chromium !== undefined && isInstalled('certutil')

test.skipIf(!canRun)('Chromium accepts a leaf within the constraints and no other', { timeout: 60_000 }, async () => {
  const { dir, authority } = await makeAuthority(['inside.test'])
  const home = temporaryFolder()
  const database = join(home, '.pki', 'nssdb')
  mkdirSync(database, { recursive: true })
  await run('certutil', ['-N', '-d', `sql:${database}`, '--empty-password'])
  await run('certutil', ['-A', '-d', `sql:${database}`, '-n', 'sluice', '-t', 'C,,', '-i', join(dir, 'root.pem')])
  const visit = async (host: string) => {
    const port = await serve(forceLeaf(authority, host))
    const browser = await playwright.launch({
      executablePath: chromium ?? '',
      chromiumSandbox: false,
      args: [`--host-resolver-rules=MAP ${host} 127.0.0.1`],
      env: { ...process.env, HOME: home },
    })
    onTestFinished(() => browser.close())
    const page = await browser.newPage()
    const answer = await page.goto(`https://${host}:${port}/`).catch((error: Error) => error)
    return answer instanceof Error ? answer.message : answer?.text()
  }
  expect(await visit('inside.test')).toBe('the page itself')
  expect(await visit('outside.test')).toContain('net::ERR_CERT')
})

function isInstalled(command: string): boolean {
  return !spawnSync(command, ['--version'], { stdio: 'ignore' }).error
}

async function serve(credentials: { key: string; cert: string }): Promise<number> {
  const server = createServer(credentials, (_, response) => response.end('the page itself'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port // a TCP server's address is never a string
}
