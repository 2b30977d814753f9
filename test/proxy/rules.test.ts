import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parseAuthority } from '../../proxy/authority.ts'
import { createLog } from '../../proxy/log.ts'
import { openRules } from '../../proxy/rules.ts'
import { settingsSchema } from '../../proxy/settings.ts'

const examplePolicy = new URL('../../policies.example.yaml', import.meta.url).pathname

function place() {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-rules-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const path = join(dir, 'policies.yaml')
  const lines: string[] = []
  const open = async () => {
    const rules = await openRules({
      settings: settingsSchema.parse({ policies: path }),
      dataDir: join(dir, 'data'),
      examplePolicy,
      log: createLog('info', { write: line => void lines.push(line) }),
      now: () => new Date(),
    })
    onTestFinished(() => rules.close())
    return rules
  }
  const write = (apps: string) => writeFileSync(path, `version: 1\n${apps}`)
  const takeRootOffline = () => renameSync(join(dir, 'data/ca/root.key'), join(dir, 'root.key'))
  return { open, write, takeRootOffline, lines }
}

const house = 'apps: { house-llm: { hosts: [llm.acme.example], format: openai } }\n'
const ours = parseAuthority('llm.acme.example:443')!

test('the first start makes the policy from the example and a CA for its hosts', async () => {
  const rules = await place().open()
  expect(rules.file.current().rules.length).toBeGreaterThan(0)
  expect(rules.authority.missing(rules.catalogue().interceptedHosts())).toEqual([])
})

describe('a host of its own that a reload brings', () => {
  test('is intercepted and certified at once, and listeners hear of the policy', async () => {
    const { open, write } = place()
    write('')
    const rules = await open()
    const heard: string[] = []
    rules.onChange(policy => heard.push(...policy.apps.map(app => app.id)))
    expect(rules.catalogue().find(ours)).toBeUndefined()
    write(house)
    await rules.file.reload()
    expect(rules.catalogue().find(ours)?.id).toBe('house-llm')
    await expect.poll(() => rules.authority.missing(['llm.acme.example'])).toEqual([])
    expect(heard).toEqual(['house-llm'])
  })

  test('is refused while the root key is offline, with the command that helps, and the old policy stays', async () => {
    const { open, write, takeRootOffline } = place()
    write('')
    const first = await open()
    first.close()
    takeRootOffline()
    const rules = await open()
    write(house)
    await rules.file.reload()
    expect(rules.file.status().errors[0]?.message).toContain('sluice ca extend --root-key PATH llm.acme.example')
    expect(rules.catalogue().find(ours)).toBeUndefined()
  })

  test('stops the start while the root key is offline', async () => {
    const { open, write, takeRootOffline } = place()
    write('')
    const first = await open()
    first.close()
    takeRootOffline()
    write(house)
    await expect(open()).rejects.toThrow('llm.acme.example: the host is outside what the CA may certify')
  })
})
