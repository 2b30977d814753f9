/** `sluice scan` finds, masks, reports and answers with its exit code. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scanCommands } from '../../../proxy/cli/scan.ts'
import type { CliContext } from '../../../proxy/cli/types.ts'
import { makeSecret } from '../../secrets.ts'

const scan = scanCommands[0]!
const key = makeSecret('AKIA[A-Z2-7]{16}')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-scan-'))
  mkdirSync(join(folder, 'deep'))
  mkdirSync(join(folder, 'node_modules'))
  writeFileSync(join(folder, 'clean.txt'), 'nothing to see\n')
  writeFileSync(join(folder, 'deep', 'config.ini'), `[default]\nid = ${key}\n`)
  writeFileSync(join(folder, 'node_modules', 'other.txt'), key)
  writeFileSync(join(folder, 'picture.bin'), Buffer.from([1, 0, 2, 0]))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(args: readonly string[], stdin = ''): Promise<{ code: number; out: string; err: string }> {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const texts = [stdout, stderr].map(stream => {
    const chunks: Buffer[] = []
    stream.on('data', chunk => chunks.push(chunk))
    return chunks
  })
  const context: Pick<CliContext, 'stdin' | 'stdout' | 'stderr' | 'now' | 'product'> = {
    stdin: Readable.from(stdin === '' ? [] : [stdin]),
    stdout,
    stderr,
    now: () => new Date('2026-01-01'),
    product: { version: '0.0.0', examplePolicy: '', dist: new URL('file:///'), extraCaFiles: [] },
  }
  // The command asks for nothing else of its context.
  const code = await scan.run(args, context as CliContext)
  await new Promise(resolve => setImmediate(resolve))
  return { code, out: Buffer.concat(texts[0]!).toString(), err: Buffer.concat(texts[1]!).toString() }
}

test('a folder: place, detector and mask, never the value; exit code 1', async () => {
  const { code, out, err } = await run([folder])
  expect(code).toBe(1)
  expect(out).toContain(`${join(folder, 'deep', 'config.ini')}:2:6`)
  expect(out).toContain('aws-access-key-id')
  expect(out).toContain('id = AKIA…(20)')
  expect(out.includes(key)).toBe(false)
  expect(err).toContain('picture.bin: not a text')
  expect(out).toContain('1 finding in 1 of 2 texts read')
})

test('a clean file answers 0', async () => {
  const { code, out } = await run([join(folder, 'clean.txt')])
  expect({ code, out }).toEqual({ code: 0, out: 'nothing found, 1 text read\n' })
})

test('standard input', async () => {
  const { code, out } = await run([], `key ${key}.`)
  expect(code).toBe(1)
  expect(out).toContain('-:1:5')
})

test('--json and --sarif carry places and no values', async () => {
  const json = await run(['--json', folder])
  expect(JSON.parse(json.out).findings).toMatchObject([
    { detector: 'aws-access-key-id', line: 2, column: 6, confidence: 'high' },
  ])
  const sarif = await run(['--sarif', folder])
  expect(JSON.parse(sarif.out).runs[0].results).toMatchObject([{ ruleId: 'aws-access-key-id', level: 'error' }])
  expect((json.out + sarif.out).includes(key)).toBe(false)
})

test('--jsonl answers row by row, in order, with UTF-16 offsets', async () => {
  const rows = [
    { id: 'a', text: `😀 ${key}` },
    { id: 2, text: 'clean' },
  ]
  const { code, out } = await run(['--jsonl'], `${rows.map(row => JSON.stringify(row)).join('\n')}\n`)
  expect(code).toBe(0)
  expect(
    out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line)),
  ).toEqual([
    {
      id: 'a',
      findings: [{ detector: 'aws-access-key-id', category: 'secrets', start: 3, end: 23, confidence: 'high' }],
    },
    { id: 2, findings: [] },
  ])
})

test.each([
  [['--confidence', 'sure'], "--confidence is low, medium or high, not 'sure'"],
  [['--json', '--sarif'], 'choose one of'],
  [['--nothing'], '--nothing'],
  [['/no/such/path'], 'no such file or folder'],
  [['--jsonl', '--policies', '/no/such/policy.yaml'], 'it does not exist'],
])('%j is a usage error', async (args, message) => {
  const { code, err } = await run(args)
  expect(code).toBe(2)
  expect(err).toContain(message)
})

test('a broken row is named by its line, without its text', async () => {
  const { code, err } = await run(['--jsonl'], `{"id":1,"text":"x"}\n${key}\n`)
  expect(code).toBe(2)
  expect(err).toContain('line 2: not JSON')
  expect(err.includes(key)).toBe(false)
})

test('--policies adds the policy’s own detectors', async () => {
  const policy = join(folder, 'policies.yaml')
  writeFileSync(
    policy,
    'version: 1\ndetectors:\n  names: { words: [Project Falcon] }\nrules:\n  - id: names\n    when: { content: { any_of: [names] } }\n    action: block\n',
  )
  const { out } = await run(['--jsonl', '--policies', policy], '{"id":1,"text":"about Project Falcon"}\n')
  expect(JSON.parse(out).findings).toMatchObject([{ detector: 'names', category: 'custom', start: 6, end: 20 }])
})

test('what a policy exempts is no finding for the exit code, and is listed with the exemption', async () => {
  const file = join(folder, 'exempting.txt')
  writeFileSync(file, 'version: 1\nexemptions:\n  - { id: docs, paths: "*config.ini", until: 2030-01-01, reason: x }\n')
  const path = join(folder, 'deep')
  const human = await run([path, '--policies', file])
  expect(human).toMatchObject({ code: 0, out: 'nothing found, 1 exempt, 1 text read\n' })
  const json = await run([path, '--policies', file, '--json'])
  expect(json.code).toBe(0)
  expect(JSON.parse(json.out).findings).toMatchObject([{ detector: 'aws-access-key-id', exemption: 'docs' }])
  const sarif = JSON.parse((await run([path, '--policies', file, '--sarif'])).out)
  expect(sarif.runs[0].results[0].suppressions).toEqual([{ kind: 'external', justification: 'exemption docs' }])
})

test.runIf(process.platform === 'linux')(
  'what could not be read is no clean bill: exit code 2, or 1 beside findings',
  async () => {
    const alone = await run(['/proc/self/mem', join(folder, 'clean.txt')])
    expect(alone).toMatchObject({ code: 2, out: 'nothing found, 1 text read\n' })
    expect(alone.err).toContain('not scanned: /proc/self/mem: cannot be read')
    expect((await run(['/proc/self/mem', folder])).code).toBe(1)
  },
)
