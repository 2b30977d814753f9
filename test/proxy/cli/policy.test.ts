import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { policyCommands } from '../../../proxy/cli/policy.ts'
import type { CliContext } from '../../../proxy/cli/types.ts'
import { SettingsError } from '../../../proxy/errors.ts'
import { settingsSchema } from '../../../proxy/settings.ts'

const example = fileURLToPath(new URL('../../../policies.example.yaml', import.meta.url))
let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-policy-cli-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

async function run(
  command: string,
  args: readonly string[] = [],
  more: { stdin?: string; policies?: string; at?: string } = {},
) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  stdin.end(more.stdin ?? '')
  const context: CliContext = {
    stdin,
    stdout,
    stderr,
    settings: () => {
      if (more.policies === undefined) throw new SettingsError('sluice.yaml: settings were not to be read')
      return settingsSchema.parse({ policies: more.policies })
    },
    now: () => new Date(more.at ?? '2026-11-21T12:00:00Z'),
    environment: () => undefined,
    product: { version: '0', examplePolicy: example, dist: new URL('file:///nowhere/'), extraCaFiles: [] },
    stopRequested: () => new Promise(() => undefined),
  }
  const code = await policyCommands.find(one => one.name === `policy ${command}`)!.run(args, context)
  stdout.end()
  stderr.end()
  return { code, out: await text(stdout), err: await text(stderr) }
}

function policy(content: string, name = 'p.yaml'): string {
  const path = join(dir, name)
  writeFileSync(path, `version: 1\n${content}`)
  return path
}

const broken = 'rules:\n  - { id: a, when: {}, acton: block }\n  - { id: b, when: { app: chatgtp }, action: block }\n'

describe('policy check', () => {
  test('a good policy is fine and counted', async () => {
    const { code, out } = await run('check', [example])
    expect(code).toBe(0)
    expect(out).toMatch(
      /policies\.example\.yaml is fine: \d+ rules, 2 limits, \d+ tests, mode enforce, version [0-9a-f]{12}\n$/,
    )
  })

  test('every error is a line with file, line and column', async () => {
    const path = policy(broken)
    const { code, out } = await run('check', [path])
    expect(code).toBe(1)
    expect(out).toBe(
      `${path}:3:24: unknown key 'acton'; did you mean 'action'?\n${path}:4:27: unknown app 'chatgtp'; did you mean 'chatgpt'?\n2 errors\n`,
    )
  })

  test('--json says the same to programs', async () => {
    const { code, out } = await run('check', ['--json', policy(broken)])
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ ok: false, errors: [{ line: 3, column: 24 }, { line: 4 }], warnings: [] })
    expect(JSON.parse((await run('check', [example, '--json'])).out)).toMatchObject({
      ok: true,
      mode: 'enforce',
      errors: [],
    })
  })

  test('a warning is printed, and fails with --strict', async () => {
    const path = policy('exemptions:\n  - { id: e, rules: uninspected, until: 2020-01-01, reason: x }\n')
    expect(await run('check', [path])).toMatchObject({
      code: 0,
      out: expect.stringContaining("3:41: warning: exemption 'e' has expired"),
    })
    expect((await run('check', [path, '--strict'])).code).toBe(1)
  })

  test('without a path the one of the settings is checked; a folder is read whole', async () => {
    mkdirSync(join(dir, 'policies'))
    policy('mode: monitor\n', 'policies/a.yaml')
    policy('mode: monitor\n', 'policies/b.yaml')
    const { code, out } = await run('check', [], { policies: join(dir, 'policies') })
    expect(code).toBe(1)
    expect(out).toContain("b.yaml:2:1: 'mode' is already set at ")
  })

  test.each([
    [['nowhere.yaml'], /nowhere\.yaml: it does not exist/],
    [['a', 'b'], /one path is checked at a time/],
    [['--jsn'], /Unknown option '--jsn'[\s\S]*usage: sluice policy check/],
    [[], /settings were not to be read/],
  ])('%j is answered with 2 and one line', async (args, message) => {
    const { code, out, err } = await run('check', args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(message)
  })
})

describe('policy test', () => {
  const tested = `rules:
  - { id: block-chat, when: { app: chatgpt }, action: block }
  - { id: never-tested, when: { app: claude }, action: block }
tests:
  - { name: chat is blocked, request: { app: chatgpt, text: hello }, expect: { action: block } }
`
  test('passes, and names the rules that no test exercises, which fails with --strict', async () => {
    const path = policy(tested)
    const { code, out } = await run('test', [path])
    expect({ code, out }).toEqual({
      code: 0,
      out: 'ok    chat is blocked\n\nrules that no test exercises: never-tested\n1 passed, 0 failed\n',
    })
    expect((await run('test', [path, '--strict'])).code).toBe(1)
  })

  test('a failing test says what came instead', async () => {
    const path = policy(tested.replace('action: block } }\n', 'action: alert } }\n'))
    const { code, out } = await run('test', [path])
    expect(code).toBe(1)
    expect(out).toContain(
      `FAIL  chat is blocked (${path}:6)\n        action: expected alert, got block (block-chat: app is chatgpt)`,
    )
    expect(out).toContain('0 passed, 1 failed')
  })

  test('--json holds every result', async () => {
    const { out } = await run('test', [policy(tested), '--json'])
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      passed: 1,
      failed: 0,
      untested: ['never-tested'],
      results: [{ name: 'chat is blocked', failures: [] }],
    })
  })

  test('a policy that does not load fails with its errors', async () => {
    expect(await run('test', [policy(broken)])).toMatchObject({ code: 1, out: expect.stringContaining('2 errors') })
  })

  test('apps are read by the provider and at the host that the catalogue names', async () => {
    const path = policy(`rules:
  - { id: r, when: { host: api.openai.com, provider: openai }, action: alert }
tests:
  - { name: t, request: { app: openai-api }, expect: { rules: [r] } }
`)
    expect((await run('test', [path])).out).toContain('1 passed')
  })
})

test('policy schema prints a JSON Schema', async () => {
  const { code, out } = await run('schema')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ title: 'Sluice policy', required: ['version'] })
})
