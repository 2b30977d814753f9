/** What README.md and the pages of docs/ show holds: the policy, the curl line, commands, scripts, settings, files, links. */
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { planRedaction } from '../../policy/redact.ts'
import { findCommand } from '../../proxy/cli/index.ts'
import { settingsCatalogue, variableOf } from '../../proxy/settings.ts'
import { startInProcess } from '../e2e/start.ts'
import { makeTestCa } from '../e2e/test-ca.ts'
import { startUpstream } from '../e2e/upstream.ts'
import { found, policyOf, request } from '../policy/policies.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const pages = [
  'README.md',
  'SECURITY.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
]
const readme = read('README.md')

/** Fenced blocks of a language. */
const blocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(match => match[1]!)

describe('the policy of the README', () => {
  const policy = policyOf(blocks(readme, 'yaml')[0]!)

  test('redacts credentials of high confidence', () => {
    const facts = found(['aws-access-key-id', 'A'.repeat(20), 'high'])
    const decision = policy.decide(request(facts))
    expect(decision).toMatchObject({ enforced: 'redact', rules: [{ rule: 'redact-credentials' }] })
    const plan = planRedaction(facts.segments, facts.findings, decision.redact)
    expect(plan.edits[0]!.replacement).toBe('[REDACTED:aws-access-key-id:1]')
    expect(policy.decide(request(found(['aws-access-key-id', 'A'.repeat(20), 'medium']))).rules).toEqual([])
  })

  test('blocks customer lists from five on, with its message', () => {
    const numbers = (count: number) => found(...Array.from({ length: count }, (_, i) => ['iban', `iban ${i}`] as const))
    expect(policy.decide(request(numbers(4))).enforced).toBe('allow')
    expect(policy.decide(request(numbers(5)))).toMatchObject({
      enforced: 'block',
      message: 'Customer data stays in the company.',
    })
  })

  test('limits each person', () => {
    expect(policy.limits).toMatchObject([
      {
        id: 'fair-use',
        per: 'user',
        parts: [
          { metric: 'requests', amount: 300, window: { kind: 'sliding', seconds: 60 } },
          { metric: 'cost', amount: 25, window: { kind: 'calendar', unit: 'day' } },
        ],
      },
    ])
  })
})

test('the curl line of the README sends the placeholder instead of the key', async () => {
  const ca = makeTestCa()
  const front = await startUpstream(ca, (_, response) => response.end('{"ok":true}'))
  const sluice = await startInProcess({
    policy: read('policies.example.yaml'),
    upstreams: { 'api.openai.com:443': front.port },
    trust: [ca.file],
  })
  const shown = blocks(readme, 'sh').find(block => block.startsWith('curl '))!
  const line = shown.replace('http://127.0.0.1:8080', sluice.proxyUrl).replace('data/ca/root.pem', sluice.caFile)
  expect(line).not.toBe(shown)
  const { stdout } = await run('sh', ['-c', line.replace(/^curl /, 'curl -sS ')], {
    env: { PATH: process.env['PATH'], OPENAI_API_KEY: 'a-key' },
  })
  expect(stdout).toBe('{"ok":true}')
  const [arrived] = front.requests()
  expect(arrived!.field('authorization')).toBe('Bearer a-key')
  const placeholder = /is asked to repeat `([^`]+)`/.exec(readme)![1]!
  expect(arrived!.json()).toMatchObject({ messages: [{ content: `Repeat: ${placeholder}` }] })
})

describe.each(pages)('%s', page => {
  const text = read(page)
  const code = [...text.matchAll(/`([^`\n]+)`/g)].map(match => match[1]!)

  test('links to what exists', () => {
    const targets = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(match => match[1]!)
    const missing = targets.filter(target => {
      const [path = '', anchor] = target.split('#')
      const file = path === '' ? join(root, page) : join(root, dirname(page), path)
      if (!existsSync(file)) return true
      return anchor !== undefined && !anchorsOf(readFileSync(file, 'utf8')).has(anchor)
    })
    expect(missing).toEqual([])
  })

  test('names npm scripts that exist', () => {
    const scripts = (JSON.parse(read('package.json')) as { scripts: object }).scripts
    const named = [...text.matchAll(/`npm (?:run )?([a-z]+)|^npm (?:run )?([a-z]+)$/gm)].map(m => m[1] ?? m[2]!)
    expect(named.filter(name => !Object.hasOwn(scripts, name) && name !== 'ci')).toEqual([])
  })

  test('names commands that exist, with options that they know', async () => {
    const lines = [...code, ...blocks(text, 'sh').flatMap(block => block.split('\n'))]
      .map(line => line.replace(/^npm run sluice -- |^node dist\/main\.js /, 'sluice ').trim())
      .filter(line => /^sluice [a-z]/.test(line))
      // `sluice start | policy check|test` in prose is no line to type.
      .filter(line => !line.includes(' | '))
    const wrong: string[] = []
    for (const line of lines) {
      const command = await findCommand(line.split(/\s+/).slice(1))
      const options = [...line.matchAll(/ (--[a-z-]+)/g)].map(match => match[1]!)
      const unknown = options.filter(option => option !== '--config' && !command?.command.usage.includes(option))
      if (!command || unknown.length > 0) wrong.push(`${line} ${unknown.join()}`)
    }
    expect(wrong).toEqual([])
  })

  // Decisions name other people's settings, and our own as they were.
  test.skipIf(page.startsWith('docs/decisions/'))('names settings and variables that exist', () => {
    const keys = settingsCatalogue().map(setting => setting.key)
    const sections = new Set(keys.filter(key => key.includes('.')).map(key => key.split('.')[0]!))
    const settings = code.map(one => one.split(/[:\s=]/)[0]!).filter(one => /^[a-z]+\.[a-z_]+$/.test(one))
    const unknown = settings.filter(one => sections.has(one.split('.')[0]!) && !keys.includes(one))
    const variables = new Set([...keys.map(variableOf), 'SLUICE_CONFIG'])
    const named = [...text.matchAll(/\bSLUICE_[A-Z_]+\b/g)].map(match => match[0])
    expect([...unknown, ...named.filter(one => !variables.has(one))].filter(one => !isFile(one))).toEqual([])
  })
})

test('the README names files and folders that exist, and the Node version of package.json', () => {
  const named = [...readme.matchAll(/`([a-z][a-z/.-]*(?:\/|\.ts|\.mjs))`/g)].map(match => match[1]!)
  expect(named.length).toBeGreaterThan(8)
  const inRoom = (name: string) => [name, `proxy/${name}`, `test/${name}`].some(path => existsSync(join(root, path)))
  expect(named.filter(name => !inRoom(name))).toEqual([])
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } }
  expect(readme).toContain(`Node ${engines.node.replace('>=', '')} or newer`)
})

/** `proxy.pac` and the like look like settings. */
function isFile(name: string): boolean {
  return /\.(pac|pem|ts|md|yaml|key|db)$/.test(name)
}

/** As GitHub makes them: lower case, without punctuation, spaces as hyphens. */
function anchorsOf(markdown: string): Set<string> {
  const headings = [...markdown.matchAll(/^#+ (.+)$/gm)].map(match => match[1]!)
  return new Set(
    headings.map(text =>
      text
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  )
}
