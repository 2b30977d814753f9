/** Putting the product together. What it does then is shown by test/e2e; here how a start fails, and how everything ends. */
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createLog } from '../../proxy/log.ts'
import { startInProcess, temporaryFolder } from '../e2e/start.ts'
import { portOf } from '../e2e/upstream.ts'
import { decisionRecord } from './decision-record.ts'

function logged() {
  const lines: string[] = []
  return { lines, log: createLog('info', { write: line => void lines.push(line) }) }
}

const messages = (lines: readonly string[]): string[] => lines.map(line => (JSON.parse(line) as { msg: string }).msg)

describe('the first admin', () => {
  test('is made once, and its password opens the console', async () => {
    const dir = temporaryFolder()
    const first = await startInProcess({ dir })
    const { name, password } = first.firstAdmin!
    expect(await first.users.verify(name, password)).toMatchObject({ role: 'admin' })
    await first.stop()
    expect((await startInProcess({ dir })).firstAdmin).toBeUndefined()
  })

  test('is not used up by a start that fails', async () => {
    const dir = temporaryFolder()
    const taken = createServer()
    await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void taken.close())
    const listen = `127.0.0.1:${portOf(taken)}`
    await expect(startInProcess({ dir, settings: { proxy: { listen } } })).rejects.toThrow(`${listen} is in use`)
    expect((await startInProcess({ dir })).firstAdmin).toBeDefined()
  })
})

describe('a start that fails', () => {
  test('closes what it had opened: the port is free again', async () => {
    const dir = temporaryFolder()
    const probe = createServer()
    await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
    const listen = `127.0.0.1:${portOf(probe)}`
    await new Promise(resolve => probe.close(resolve))
    // The console is the last to start, and its bundle is not where this says.
    const failing = startInProcess({
      dir,
      console: true,
      settings: { proxy: { listen }, console: { listen: '203.0.113.1:1' } },
    })
    await expect(failing).rejects.toThrow('console.listen 203.0.113.1:1')
    expect((await startInProcess({ dir, settings: { proxy: { listen } } })).proxyAddress).toBe(listen)
  })

  test.each([
    [{ upstream: { parent_proxy: 'ftp://x' } }, 'upstream.parent_proxy'],
    [{ upstream: { allow_networks: ['x'] } }, 'upstream.allow_networks'],
    [{ identity: { addresses: { 'not-an-address': 'ann' } } }, 'identity.addresses'],
    [{ data_dir: '/dev/null/data' }, 'data_dir /dev/null/data: cannot be created'],
  ])('names the setting: %o', async (settings, words) => {
    await expect(startInProcess({ settings })).rejects.toMatchObject({
      name: 'SettingsError',
      message: expect.stringContaining(words),
    })
  })
})

describe('the end', () => {
  test('closes the rest when one part cannot be closed, and says so', async () => {
    const { lines, log } = logged()
    const sluice = await startInProcess({ log })
    sluice.gate.limits.close = () => Promise.reject(new TypeError('a defect'))
    await sluice.stop()
    expect(messages(lines)).toContain('a part of Sluice could not be closed')
    await expect(fetch(`${sluice.proxyUrl}/healthz`)).rejects.toThrow()
    // The audit is the first to be opened and the last to be closed.
    await expect(sluice.gate.audit.decide(decisionRecord())).rejects.toThrow()
  })
})

test('requests that an earlier run left without an outcome are marked and counted', async () => {
  const dir = temporaryFolder()
  const first = await startInProcess({ dir })
  await first.gate.audit.decide(decisionRecord({ id: 'ev_00000000000000000000000001' }))
  await first.stop()
  const { lines, log } = logged()
  await startInProcess({ dir, log })
  const line = lines.find(text => text.includes('had no outcome'))
  expect(JSON.parse(line!)).toMatchObject({ level: 'warn', count: 1 })
})

test('a notify target that lacks its variable is named at the start and when a reload brings one', async () => {
  const { lines, log } = logged()
  const target = (id: string): string => `  ${id}: { webhook: { url: env:URL_OF_${id.toUpperCase()} } }\n`
  const sluice = await startInProcess({ log, policy: `notify:\n${target('soc')}` })
  const warned = (): string[] => messages(lines).filter(text => text.includes('notify target'))
  expect(warned()).toEqual(["notify target 'soc': the variable URL_OF_SOC is not set; nothing is sent to it"])
  writeFileSync(join(sluice.dir, 'policies.yaml'), `version: 1\nnotify:\n${target('legal')}`)
  await expect.poll(warned, { timeout: 5000 }).toHaveLength(2)
  expect(warned()[1]).toContain("'legal'")
})

test('an API key in a record is a hash that depends on the installation', async () => {
  const [a, b] = [await startInProcess(), await startInProcess()]
  expect(a.gate.accountHash('sk-one')).toBe(a.gate.accountHash('sk-one'))
  expect(a.gate.accountHash('sk-one')).toBe(a.gate.keyedHash('sk-one'))
  expect(a.gate.accountHash('sk-one')).not.toBe(b.gate.accountHash('sk-one'))
})
