import { X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, onTestFinished, test } from 'vitest'
import { caCommands, caFolder, createCaCommands } from '../../../proxy/cli/ca.ts'
import type { CliContext } from '../../../proxy/cli/types.ts'
import { loadSettings } from '../../../proxy/settings.ts'

const catalogueHosts = ['api.openai.test', '*.chat.test']

function installation(commands = createCaCommands(async () => catalogueHosts)) {
  const home = mkdtempSync(join(tmpdir(), 'sluice-cli-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const settings = loadSettings(undefined, {
    SLUICE_DATA_DIR: join(home, 'data'),
    SLUICE_POLICIES: join(home, 'policies.yaml'),
  })
  const sluice = async (name: string, ...args: string[]) => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()]
    const command = commands.find(each => each.name === name)
    if (!command) throw new Error(`no command ${name}`)
    const context: CliContext = {
      stdin: new PassThrough(),
      stdout,
      stderr,
      settings: () => settings,
      now: () => new Date(),
      environment: () => undefined,
      product: { version: '0.0.0', examplePolicy: '', dist: new URL('file:///'), extraCaFiles: [] },
      stopRequested: () => Promise.resolve(),
    }
    const code = await command.run(args, context)
    const out: Buffer = stdout.read() ?? Buffer.alloc(0)
    return { code, out, text: out.toString(), err: String(stderr.read() ?? '') }
  }
  return { home, dir: caFolder(settings), sluice }
}

test('the commands that the issue names are there, each with a usage line', () => {
  expect(caCommands.map(command => command.name)).toEqual([
    'ca init',
    'ca export',
    'ca fingerprint',
    'ca root',
    'ca extend',
  ])
  for (const { name, usage } of caCommands) expect(usage).toMatch(new RegExp(`^sluice ${name}`))
})

describe('ca init', () => {
  test('makes the CA once, for the hosts of the catalogue and those given', async () => {
    const { sluice, dir } = installation()
    const { code, text } = await sluice('ca init', 'extra.test', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(text)).toEqual({
      made: true,
      certificate: join(dir, 'root.pem'),
      sha256: new X509Certificate(readFileSync(join(dir, 'root.pem'))).fingerprint256,
      hosts: ['api.openai.test', 'chat.test', 'extra.test'],
      missing: [],
    })
    expect((await sluice('ca init')).text).toMatch(/^Kept .*root\.pem\nSHA-256 ([0-9A-F]{2}:){31}/)
  })

  test('covers the hosts that the policy adds, and none that it leaves closed', async () => {
    const { sluice, home } = installation(caCommands)
    const withoutPolicy = JSON.parse((await sluice('ca init', '--json')).text).hosts
    expect(withoutPolicy).toContain('api.openai.com')
    const apps = 'apps: { own: { hosts: ["llm.acme.test:8443"] }, closed: { hosts: [no.acme.test], intercept: false } }'
    writeFileSync(join(home, 'policies.yaml'), `version: 1\n${apps}\n`)
    const withPolicy = JSON.parse((await sluice('ca init', '--json')).text).hosts
    expect(withPolicy.filter((host: string) => !withoutPolicy.includes(host))).toEqual(['llm.acme.test'])
  })

  test('says what is wrong with the policy', async () => {
    const { sluice, home } = installation(caCommands)
    writeFileSync(join(home, 'policies.yaml'), 'version: 1\nruels: []\n')
    expect(await sluice('ca init')).toMatchObject({ code: 2, err: expect.stringContaining('ruels') })
  })

  test('refuses what is no host', async () => {
    const { sluice, dir } = installation()
    expect(await sluice('ca init', 'https://x.test')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^"https:\/\/x\.test" is not a host.*\n$/),
    })
    expect(existsSync(dir)).toBe(false)
  })
})

describe('ca export and fingerprint', () => {
  test('give the same root in every form', async () => {
    const { sluice, home } = installation()
    await sluice('ca init')
    const fingerprint = (await sluice('ca fingerprint')).text.trim()
    expect(JSON.parse((await sluice('ca fingerprint', '--json')).text)).toEqual({ sha256: fingerprint })
    for (const args of [[], ['--format', 'der']])
      expect(new X509Certificate((await sluice('ca export', ...args)).out).fingerprint256).toBe(fingerprint)
    const out = join(home, 'root.p12')
    writeFileSync(join(home, 'password'), 'secret\n')
    const args = ['--format', 'p12', '--password-file', join(home, 'password'), '--out', out]
    expect(await sluice('ca export', ...args)).toMatchObject({ code: 0, text: '' })
    expect(statSync(out).size).toBeGreaterThan(400)
  })

  test.each([
    [['--format', 'jks'], /^--format must be one of pem, der, p12\n$/],
    [['--password-file', 'x'], /^--password-file is for --format p12\n$/],
    [['--format', 'p12', '--password-file', '/nowhere/x'], /^\/nowhere\/x cannot be read: ENOENT/],
    [['--out', '/nowhere/x'], /^\/nowhere\/x cannot be written: ENOENT/],
    [['--colour'], /^Unknown option '--colour'/],
    [['x'], /^unexpected argument x\n$/],
  ])('%j is one line and exit code 2', async (args, message) => {
    const { sluice } = installation()
    await sluice('ca init')
    const { code, err } = await sluice('ca export', ...args)
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(message) })
    // A wrong option is followed by the usage line.
    expect(err.trim().split('\n').slice(1)).toEqual(args[0] === '--colour' ? [expect.stringMatching(/^usage: /)] : [])
  })

  test('before init name the command that makes the CA', async () => {
    const { sluice } = installation()
    for (const name of ['ca export', 'ca fingerprint'])
      expect(await sluice(name)).toMatchObject({ code: 2, err: expect.stringContaining('sluice ca init') })
  })
})

describe('the root key', () => {
  test('goes offline, after which new hosts need the command that extends', async () => {
    const { sluice, home, dir } = installation()
    await sluice('ca init')
    const kept = join(home, 'kept.key')
    expect(await sluice('ca root', '--take-offline', kept)).toMatchObject({
      code: 0,
      text: expect.stringContaining('not encrypted'),
    })
    expect([existsSync(join(dir, 'root.key')), existsSync(kept)]).toEqual([false, true])

    expect(await sluice('ca init', 'new.test')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/offline; run: sluice ca extend --root-key PATH new\.test\n$/),
    })
    expect(await sluice('ca extend', 'new.test')).toMatchObject({ code: 2, err: expect.stringContaining('--root-key') })
    const extended = await sluice('ca extend', '--root-key', kept, 'new.test', '--json')
    expect(JSON.parse(extended.text)).toMatchObject({ hosts: ['api.openai.test', 'chat.test', 'new.test'] })
    expect(await sluice('ca init', 'new.test')).toMatchObject({ code: 0, err: '' })
  })

  test('without a path is a usage line', async () => {
    const { sluice } = installation()
    expect(await sluice('ca root')).toMatchObject({
      code: 2,
      err: 'usage: sluice ca root --take-offline PATH [--json]\n',
    })
  })
})
