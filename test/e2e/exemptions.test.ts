/** A value that is taught from the console passes within two seconds, is recorded as exempt, and counts again when that is over. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createLog } from '../../proxy/log.ts'
import { makeSecret } from '../secrets.ts'
import { openAudit } from './audit.ts'
import { proxyFetch } from './clients.ts'
import { echoModel } from './echo-model.ts'
import { runCommand, startInProcess, writeSettings } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { startUpstream } from './upstream.ts'

const host = 'api.openai.com:443'
const hour = 3_600_000

async function setUp(policy = 'rules:\n  - { id: keys, when: { content: [secrets] }, action: redact }\n') {
  const ca = makeTestCa()
  const upstream = await startUpstream(
    ca,
    echoModel(text => `Echo: ${text}`),
  )
  const log: string[] = []
  let offset = 0
  const sluice = await startInProcess({
    upstreams: { [host]: upstream.port },
    trust: [ca.file],
    policy,
    console: true,
    now: () => new Date(Date.now() + offset),
    log: createLog('info', { write: line => void log.push(line) }),
  })
  const fetch = proxyFetch(sluice)
  const audit = openAudit(sluice)
  /** What left, what came back, and the event of it. */
  const say = async (content: string) => {
    const answer = await fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content }] }),
    })
    const received = await answer.text()
    return { sent: upstream.requests().at(-1)!.body.toString(), received, id: answer.headers.get('x-sluice-event')! }
  }
  return { sluice, say, audit, log, later: (ms: number) => void (offset += ms) }
}

type Setting = Awaited<ReturnType<typeof setUp>>

/** The console's API as its pages call it. */
async function signIn({ sluice }: Setting) {
  const ours = { 'x-sluice-console': '1', 'content-type': 'application/json' }
  const base = `http://${sluice.consoleAddress}`
  const body = JSON.stringify(sluice.firstAdmin)
  const answer = await fetch(`${base}/api/session`, { method: 'POST', headers: ours, body })
  const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!
  return async (method: string, path: string, payload?: object) => {
    const headers = payload ? { ...ours, cookie } : { 'x-sluice-console': '1', cookie }
    const sent = await fetch(base + path, { method, headers, ...(payload && { body: JSON.stringify(payload) }) })
    const text = await sent.text()
    expect(sent.status, text).toBeLessThan(300)
    return text === '' ? undefined : JSON.parse(text)
  }
}

/** Sends until the value leaves, or does not; fails after two seconds. */
async function within2s({ say }: Setting, value: string, leaves: boolean) {
  const from = performance.now()
  for (;;) {
    const said = await say(`the key is ${value}`)
    if (said.sent.includes(value) === leaves) return said
    expect(performance.now() - from).toBeLessThan(2000)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

test('redacted, taught, passed and recorded as exempt, revoked, redacted again', async () => {
  const setting = await setUp()
  const { say, audit, sluice } = setting
  const [value, other] = [makeSecret('AKIA[A-Z2-7]{16}'), makeSecret('AKIA[A-Z2-7]{16}')]
  const first = await say(`the key is ${value}`)
  expect(first.sent).not.toContain(value)
  const call = await signIn(setting)
  const event = await call('GET', `/api/events/${first.id}`)
  const body = { event: first.id, finding: 0, scope: 'everyone', reason: 'SEC-7', until: Date.now() + hour }
  expect(await call('POST', '/api/exemptions', body)).toMatchObject({ id: 'taught-1', hash: event.findings[0].hash })
  const passed = await within2s(setting, value, true)
  expect(audit.reader.event(passed.id)).toMatchObject({
    ...{ action: 'allow', enforced: 'allow', rules: [] },
    findings: [{ detector: 'aws-access-key-id', redacted: false, exemption: 'taught-1' }],
  })
  const mixed = await say(`${value} and ${other}`)
  expect(mixed.sent).toContain(value)
  expect(mixed.sent).not.toContain(other)
  expect(sluice.gate.policy().exemptions).toEqual([])
  const { taught } = await call('GET', '/api/exemptions')
  expect(taught).toMatchObject([{ id: 'taught-1', createdBy: 'admin', reason: 'SEC-7', fromEvent: first.id }])
  expect(taught[0].used.requests).toBeGreaterThanOrEqual(2)
  await call('DELETE', '/api/exemptions/taught-1')
  const last = await within2s(setting, value, false)
  expect(audit.reader.event(last.id)!.findings[0]).not.toHaveProperty('exemption')
})

test('one that has ended counts for nothing from that moment on', async () => {
  const setting = await setUp()
  const value = makeSecret('AKIA[A-Z2-7]{16}')
  const { id } = await setting.say(`the key is ${value}`)
  const call = await signIn(setting)
  const body = { event: id, finding: 0, scope: 'app', reason: 'x', until: Date.now() + hour }
  await call('POST', '/api/exemptions', body)
  await within2s(setting, value, true)
  setting.later(hour)
  expect((await setting.say(`the key is ${value}`)).sent).not.toContain(value)
})

test('answers: a taught value passes there too, and is recorded under the request', async () => {
  const setting = await setUp(
    'rules:\n  - { id: keys, when: { content: [secrets], direction: any }, action: redact }\n',
  )
  const value = makeSecret('AKIA[A-Z2-7]{16}')
  const { id } = await setting.say(`the key is ${value}`)
  const call = await signIn(setting)
  const body = { event: id, finding: 0, scope: 'everyone', reason: 'x', until: Date.now() + hour }
  await call('POST', '/api/exemptions', body)
  const said = await within2s(setting, value, true)
  expect(said.received).toContain(value)
  const answer = setting.audit.rows().find(row => row.parentId === said.id)
  expect(answer).toMatchObject({ enforced: 'allow', rules: [], findings: [{ exemption: 'taught-1' }] })
})

test('the command line teaches a running Sluice, from an event and by the hash of a value', async () => {
  const setting = await setUp()
  const { say, sluice } = setting
  const [value, other] = [makeSecret('AKIA[A-Z2-7]{16}'), makeSecret('AKIA[A-Z2-7]{16}')]
  const { id } = await say(`the key is ${value}`)
  const config = writeSettings(sluice.dir, {})
  const run = async (args: readonly string[]) => {
    const { exited, output } = runCommand(['exemptions', ...args, '--config', config], { cwd: sluice.dir })
    return { code: await exited, ...output() }
  }
  const day = new Date(Date.now() + 48 * hour).toISOString().slice(0, 10)
  const added = await run(['add', '--event', id, '--finding', '1', '--until', day, '--reason', 'SEC-7'])
  expect(added).toMatchObject({ code: 0, stderr: '' })
  await within2s(setting, value, true)
  const hash = sluice.gate.keyedHash(other)
  const by = ['--hash', hash, '--detector', 'aws-access-key-id', '--until', day, '--reason', 'a test']
  expect((await run(['add', ...by])).stdout).toContain('Added taught-2')
  await within2s(setting, other, true)
  expect((await run(['revoke', 'taught-1'])).code).toBe(0)
  await within2s(setting, value, false)
  expect((await run(['list'])).stdout).toMatch(/^taught-2 {2}active(.*\n)*taught-1 {2}revoked/)
})

test('a store that cannot be read exempts nothing, and the log says so', async () => {
  const setting = await setUp()
  const value = makeSecret('AKIA[A-Z2-7]{16}')
  const { id } = await setting.say(`the key is ${value}`)
  const call = await signIn(setting)
  const body = { event: id, finding: 0, scope: 'everyone', reason: 'x', until: Date.now() + hour }
  await call('POST', '/api/exemptions', body)
  await within2s(setting, value, true)
  const db = new Database(join(setting.sluice.dataDir, 'sluice.db'))
  db.exec('ALTER TABLE exemptions_revision RENAME TO gone')
  db.close()
  await within2s(setting, value, false)
  expect(setting.log.filter(line => line.includes('taught exemptions cannot be read'))).toHaveLength(1)
})
