import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expandSamples } from '../../../policy/samples.ts'
import { explainCommand } from '../../../proxy/cli/policy-explain.ts'
import type { CliContext } from '../../../proxy/cli/types.ts'
import { settingsSchema } from '../../../proxy/settings.ts'

let dir: string
let path: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-explain-'))
  path = join(dir, 'p.yaml')
  writeFileSync(
    path,
    `version: 1
people: { eng: { users: "*@eng.example.com", directory_groups: eng }, red: { users: red@example.com } }
rules:
  - { id: keys, when: { content: github-token }, action: redact, message: Keys stay here. }
  - { id: no-chat, when: { app: chatgpt, people: { not: eng } }, action: block }
  - { id: trial, when: { model: "*-preview" }, action: block, mode: monitor }
exemptions:
  - { id: red-team, rules: keys, people: red, until: 2030-01-01, reason: x }
`,
  )
})
afterAll(() => rmSync(dir, { recursive: true }))

async function run(args: readonly string[], input = '') {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  stdin.end(input)
  const context: CliContext = {
    stdin,
    stdout,
    stderr,
    settings: () => settingsSchema.parse({ policies: path }),
    now: () => new Date('2026-11-21T12:00:00Z'),
    environment: () => undefined,
    product: { version: '0', examplePolicy: '', dist: new URL('file:///nowhere/'), extraCaFiles: [] },
    stopRequested: () => new Promise(() => undefined),
  }
  const code = await explainCommand.run(args, context)
  stdout.end()
  stderr.end()
  return { code, out: await text(stdout), err: await text(stderr) }
}

const token = expandSamples('{{sample:github-token}}')

describe('for people', () => {
  test('every rule says why, findings are masked, the text is as it would be sent', async () => {
    const { code, out } = await run(['--app', 'chatgpt', '--user', 'ann@eng.example.com', `my ${token} key`])
    expect(code).toBe(0)
    // The reasons for the confidence are the detector's own words.
    expect(out.replace(/(high confidence): .*/, '$1')).toBe(`action: redact
message: Keys stay here.

rules:
  * keys: redact
      1 value of github-token
    no-chat: no match
      app is chatgpt
      ann@eng.example.com is in eng, which is excepted
    trial: no match (on trial)
      model is not known
    uninspected: no match
      all text was read

findings:
    github-token ghp_…(40) at text:3, high confidence

would be sent:
    my [REDACTED:github-token:1] key
`)
  })

  test('the text may come from standard input, groups and host from flags', async () => {
    const { out } = await run(['--group', 'eng', '--host', 'chatgpt.com', '--model', 'x-preview', '--json'], 'hello')
    const explanation = JSON.parse(out)
    expect(explanation.decision).toMatchObject({
      action: 'block',
      enforced: 'allow',
      rules: [{ rule: 'trial', mode: 'monitor' }],
    })
    expect(explanation.rules[1].because).toEqual(['app is chatgpt', 'test@example.com is in eng, which is excepted'])
  })
})

test('an app that does not exist is named, with the one that was probably meant', async () => {
  expect(await run(['--app', 'chatgtp', 'hi'])).toEqual({
    code: 2,
    out: '',
    err: "--app chatgtp: no app has this id; did you mean 'chatgpt'?\n",
  })
})

test('a text without an app is explained for the OpenAI API, not for the first app of the catalogue', async () => {
  const { out } = await run(['--json', 'hi'])
  expect(JSON.parse(out).rules[1].because).toContain('app openai-api is not chatgpt')
})

describe('for programs: rows in, rows out', () => {
  const rows = async (...list: readonly object[]) => {
    const { code, out, err } = await run(
      ['--jsonl', '--policies', path],
      list.map(row => `${JSON.stringify(row)}\n`).join(''),
    )
    return {
      code,
      err,
      rows: out
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line)),
    }
  }

  test('in order, with action, rules, findings and the redacted text', async () => {
    const result = await rows(
      { id: 'a', user: 'ann@eng.example.com', app: 'openai-api', text: `my ${token}!` },
      { id: 2, user: 'bo', app: 'chatgpt', text: 'hello', something: 'else' },
      { id: 'c', user: 'red@example.com', text: token },
    )
    expect(result).toMatchObject({ code: 0, err: '' })
    expect(result.rows).toEqual([
      {
        id: 'a',
        action: 'redact',
        enforced: 'redact',
        rules: ['keys'],
        reasons: { keys: '1 value of github-token' },
        exempted: [],
        findings: [
          { detector: 'github-token', category: 'secrets', start: 3, end: 43, confidence: 'high', mask: 'ghp_…(40)' },
        ],
        redacted: 'my [REDACTED:github-token:1]!',
        message: 'Keys stay here.',
      },
      {
        id: 2,
        action: 'block',
        enforced: 'block',
        rules: ['no-chat'],
        reasons: { 'no-chat': 'app is chatgpt; bo is not in eng' },
        exempted: [],
        findings: [],
        redacted: null,
      },
      expect.objectContaining({ id: 'c', action: 'allow', rules: [], exempted: ['keys'], redacted: null }),
    ])
  })

  test('of several messages, findings name theirs and the texts come back as a list', async () => {
    const {
      rows: [row],
    } = await rows({ id: 1, messages: [{ text: 'hi' }, { role: 'assistant', text: token }] })
    expect(row).toMatchObject({ findings: [{ text: 1, start: 0 }], redacted: ['hi', '[REDACTED:github-token:1]'] })
  })

  test('texts are data: samples in them stay', async () => {
    expect((await rows({ id: 1, text: '{{sample:github-token}}' })).rows[0]).toMatchObject({
      action: 'allow',
      findings: [],
    })
  })

  test.each([
    ['{"id":1,"text":"fine"}\nnot json with a secret', 'line 2: not JSON'],
    ['{"id":1,"text":["a secret"]}', 'line 1: text: '],
    ['["a secret"]', 'line 1: row: '],
  ])('a row that is not of the contract ends it with its line, quoting nothing', async (input, message) => {
    const { code, err } = await run(['--jsonl'], input)
    expect(code).toBe(2)
    expect(err).toContain(message)
    expect(err).not.toContain('secret')
  })
})

test.each([
  [['--jsonl', 'text'], '--jsonl reads rows'],
  [['--coverage', 'some', 'text'], '--coverage: '],
  [['--nope'], 'usage: sluice policy explain'],
  [['--policies', '/nowhere.yaml', 'x'], '/nowhere.yaml: it does not exist'],
])('%j is answered with 2', async (args, message) => {
  const { code, err } = await run(args)
  expect(code).toBe(2)
  expect(err).toContain(message)
})
