import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openCertificateAuthority } from '../../../certs/authority.ts'
import { openDatabase } from '../../../proxy/audit/database.ts'
import { type Check, doctorCommands } from '../../../proxy/cli/doctor.ts'
import { settingsSchema } from '../../../proxy/settings.ts'
import { startPlain } from '../../e2e/upstream.ts'

interface Place {
  readonly dir: string
  readonly data: string
  doctor(options?: {
    readonly args?: readonly string[]
    readonly settings?: object
    readonly now?: Date
  }): Promise<{ code: number; out: string; err: string; check(name: string): Check }>
}

function place(environment: Readonly<Record<string, string>> = {}): Place {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-doctor-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const data = join(dir, 'data')
  return {
    dir,
    data,
    async doctor({ args = ['--json'], settings = {}, now = new Date() } = {}) {
      const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
      const all = settingsSchema.parse({
        data_dir: data,
        policies: join(dir, 'policies.yaml'),
        proxy: { listen: '127.0.0.1:1' },
        ...settings,
      })
      const code = await doctorCommands[0]!.run(args, {
        stdin,
        stdout,
        stderr,
        settings: () => all,
        now: () => now,
        environment: name => environment[name],
        product: { version: '0', examplePolicy: '', dist: new URL('file:///'), extraCaFiles: [] },
        stopRequested: () => Promise.resolve(),
      })
      const out = String(stdout.read() ?? '')
      const check = (name: string): Check =>
        (JSON.parse(out) as { checks: Check[] }).checks.find(one => one.name === name)!
      return { code, out, err: String(stderr.read() ?? ''), check }
    },
  }
}

test('before the first start nothing has failed, and each thing says who makes it', async () => {
  const { code, out } = await place().doctor({ args: [] })
  expect(code).toBe(0)
  expect(out).not.toContain('failed')
  expect(out.split('\n').filter(line => line.includes('sluice start'))).toHaveLength(5)
})

test('an unknown argument is a usage failure', async () => {
  expect(await place().doctor({ args: ['--fix'] })).toMatchObject({
    code: 2,
    err: 'sluice doctor: unknown argument --fix\n',
  })
})

describe('data folder and database', () => {
  test('others of the machine who may look inside are a warning with the command', async () => {
    const { data, doctor } = place()
    mkdirSync(data)
    chmodSync(data, 0o755)
    expect((await doctor()).check('data folder')).toMatchObject({
      state: 'warning',
      detail: expect.stringContaining(`chmod 700 ${data}`),
    })
    chmodSync(data, 0o700)
    expect((await doctor()).check('data folder').state).toBe('ok')
  })

  test('a whole database is well, a damaged one is not', async () => {
    const { data, doctor } = place()
    mkdirSync(data, { mode: 0o700 })
    openDatabase({ path: join(data, 'sluice.db') }).close()
    expect((await doctor()).check('database').state).toBe('ok')
    writeFileSync(join(data, 'sluice.db'), Buffer.alloc(8192, 'not a database '))
    const { code, check } = await doctor()
    expect(code).toBe(1)
    expect(check('database').state).toBe('failed')
  })
})

describe('certificate authority', () => {
  const dayMs = 86_400_000
  const made = new Date('2026-11-21T12:00:00Z')
  const after = (days: number): Date => new Date(made.getTime() + days * dayMs)

  async function withCa(passphrase?: string): Promise<Place> {
    const at = place()
    await openCertificateAuthority({ dir: join(at.data, 'ca'), hosts: ['api.openai.com'], passphrase, now: () => made })
    return at
  }

  const takeOffline = ({ data, dir }: Place): void => renameSync(join(data, 'ca/root.key'), join(dir, 'root.key'))

  test('shows the fingerprint and where the root key is', async () => {
    const at = await withCa()
    expect((await at.doctor({ now: made })).check('certificate authority')).toMatchObject({
      state: 'ok',
      detail: expect.stringMatching(/^SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}; root key on this machine/),
    })
    takeOffline(at)
    expect((await at.doctor({ now: made })).check('certificate authority')).toMatchObject({
      state: 'ok',
      detail: expect.stringContaining('root key offline'),
    })
  })

  test.each([
    ['the intermediate, root key here, a month before its end', 340, true, 'ok', ''],
    ['the intermediate, root key away, a month before its end', 340, false, 'warning', 'sluice ca extend --root-key'],
    ['the intermediate, root key away, past its end', 366, false, 'failed', 'sluice ca extend --root-key'],
    ['the root, half a year before its end', 3500, true, 'warning', 'the root ends on'],
    ['the root, past its end', 3651, true, 'failed', 'the root ends on'],
  ])('%s', async (_, days, rootOnline, state, words) => {
    const at = await withCa()
    if (!rootOnline) takeOffline(at)
    const check = (await at.doctor({ now: after(days) })).check('certificate authority')
    expect(check.state).toBe(state)
    expect(check.detail).toContain(words)
  })

  test('keys under a passphrase need it', async () => {
    const at = await withCa('correct horse')
    const check = async (passphrase: string) =>
      (await at.doctor({ now: made, settings: { certs: { passphrase } } })).check('certificate authority').state
    expect([await check('correct horse'), await check('wrong')]).toEqual(['ok', 'failed'])
  })
})

describe('policy', () => {
  test.each([
    ['a good one', 'version: 1\n', 'ok', 'mode enforce'],
    ['a broken one', 'version: 1\nrulse: []\n', 'failed', "did you mean 'rules'?"],
    [
      'one that warns',
      'version: 1\nexemptions: [{ id: e, rules: [uninspected], until: 2020-01-01, reason: x }]\n',
      'warning',
      'expired',
    ],
    [
      'a target whose variable is not set',
      'version: 1\nnotify: { soc: { webhook: { url: env:SOC } } }\n',
      'warning',
      'the variable SOC is not set',
    ],
  ])('%s', async (_, text, state, words) => {
    const { dir, doctor } = place()
    writeFileSync(join(dir, 'policies.yaml'), text)
    const check = (await doctor()).check('policy')
    expect(check.detail).toContain(words)
    expect(check.state).toBe(state)
  })

  test('a target whose variable is set is well', async () => {
    const { dir, doctor } = place({ SOC: 'https://soc.example' })
    writeFileSync(join(dir, 'policies.yaml'), 'version: 1\nnotify: { soc: { webhook: { url: env:SOC } } }\n')
    expect((await doctor()).check('policy').state).toBe('ok')
  })

  test('a folder without a policy is a failed check, not the end of the examination', async () => {
    const { dir, doctor } = place()
    mkdirSync(join(dir, 'policies.yaml'))
    const { code, check } = await doctor()
    expect(code).toBe(1)
    expect(check('policy')).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('the folder holds no .yaml file'),
    })
    expect(check('running proxy')).toBeDefined()
  })
})

test('settings of the upstream that cannot be used are a failed check that names them', async () => {
  const { code, check } = await place().doctor({ settings: { upstream: { extra_ca_files: ['/nowhere.pem'] } } })
  expect(code).toBe(1)
  expect(check('upstream trust')).toMatchObject({ state: 'failed', detail: expect.stringContaining('/nowhere.pem') })
})

describe('running proxy', () => {
  test.each([
    [200, 'ok'],
    [503, 'failed'],
  ])('that answers %i', async (status, state) => {
    const { port } = await startPlain((request, response) => {
      response.writeHead(request.url === '/healthz' ? status : 404).end('{\n  "status": "of it"\n}')
    })
    const check = (await place().doctor({ settings: { proxy: { listen: `127.0.0.1:${port}` } } })).check(
      'running proxy',
    )
    expect(check).toEqual({ name: 'running proxy', state, detail: `127.0.0.1:${port}: { "status": "of it" }` })
  })

  test('that listens on all addresses is asked on loopback', async () => {
    const { port } = await startPlain((_, response) => response.end('{}'))
    const { check } = await place().doctor({ settings: { proxy: { listen: `0.0.0.0:${port}` } } })
    expect(check('running proxy').state).toBe('ok')
  })
})
