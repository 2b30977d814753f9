import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SettingsError } from '../../proxy/errors.ts'
import { silentLog } from '../../proxy/log.ts'
import { openPolicyFile, type PolicyFile, type PolicyFileOptions } from '../../proxy/policy-file.ts'

const example = 'version: 1\nrules:\n  - { id: from-example, when: {}, action: alert }\n'
const policyWith = (id: string) => `version: 1\nrules:\n  - { id: ${id}, when: {}, action: alert }\n`

let dir: string
const opened: PolicyFile[] = []

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-policy-'))
  writeFileSync(join(dir, 'example.yaml'), example)
})
afterEach(() => {
  for (const file of opened.splice(0)) file.close()
  rmSync(dir, { recursive: true })
})

async function open(path: string, more: Partial<PolicyFileOptions> = {}): Promise<PolicyFile> {
  const file = await openPolicyFile({
    path,
    examplePath: join(dir, 'example.yaml'),
    known: { apps: ['openai-api'], providers: ['openai', 'generic'] },
    named: { keyFile: join(dir, 'fingerprint.key') },
    log: silentLog,
    now: () => new Date('2026-11-21T00:00:00Z'),
    ...more,
  })
  opened.push(file)
  return file
}

const rules = (file: PolicyFile) => file.current().rules.map(rule => rule.id)
/** A save must be taken within a second. */
const withinASecond = (check: () => void) => vi.waitFor(check, { timeout: 1000, interval: 20 })

test('a missing policy is created from the example', async () => {
  const file = await open(join(dir, 'new', 'policies.yaml'))
  expect(rules(file)).toEqual(['from-example'])
})

test('a policy that is broken at the start is refused with every error, file, line and column', async () => {
  const path = join(dir, 'p.yaml')
  writeFileSync(path, 'version: 1\nrules:\n  - { id: a, when: {}, acton: alert }\nlimits: 3\n')
  const failure = await open(path).catch(error => error)
  expect(failure).toBeInstanceOf(SettingsError)
  expect(failure.message).toContain("p.yaml:3:24: unknown key 'acton'; did you mean 'action'?")
  expect(failure.message).toContain('p.yaml:4:9: limits: must be a list')
})

test('a policy that is not UTF-8 is refused by name', async () => {
  const path = join(dir, 'p.yaml')
  writeFileSync(path, Buffer.from([0x76, 0xff, 0xfe]))
  await expect(open(path)).rejects.toThrow(/p\.yaml: is not UTF-8/)
})

describe('a save is taken within a second', () => {
  test('written in place', async () => {
    const path = join(dir, 'p.yaml')
    writeFileSync(path, policyWith('one'))
    const changed = vi.fn()
    const file = await open(path, { onChange: changed })
    expect(changed).not.toHaveBeenCalled()
    writeFileSync(path, policyWith('two'))
    await withinASecond(() => expect(rules(file)).toEqual(['two']))
    expect(changed).toHaveBeenCalledTimes(1)
    expect(file.status().version).toBe(file.current().version)
  })

  test('written beside it and renamed over it, twice', async () => {
    const path = join(dir, 'p.yaml')
    writeFileSync(path, policyWith('one'))
    const file = await open(path)
    for (const id of ['two', 'three']) {
      writeFileSync(join(dir, '.p.yaml.swp'), policyWith(id))
      renameSync(join(dir, '.p.yaml.swp'), path)
      await withinASecond(() => expect(rules(file)).toEqual([id]))
    }
  })

  test('by the swap of a link, as a Kubernetes volume does', async () => {
    const volume = join(dir, 'volume')
    for (const [version, id] of [
      ['..v1', 'one'],
      ['..v2', 'two'],
    ] as const) {
      mkdirSync(join(volume, version), { recursive: true })
      writeFileSync(join(volume, version, 'policies.yaml'), policyWith(id))
    }
    symlinkSync('..v1', join(volume, '..data'))
    symlinkSync('..data/policies.yaml', join(volume, 'policies.yaml'))
    const file = await open(join(volume, 'policies.yaml'))
    const folder = await open(volume)
    expect(rules(file)).toEqual(['one'])
    symlinkSync('..v2', join(volume, '..data_tmp'))
    renameSync(join(volume, '..data_tmp'), join(volume, '..data'))
    await withinASecond(() => expect([...rules(file), ...rules(folder)]).toEqual(['two', 'two']))
  })

  test('of a file added to a folder; files are joined in name order', async () => {
    const folder = join(dir, 'policies')
    mkdirSync(folder)
    writeFileSync(join(folder, 'b.yaml'), policyWith('second'))
    const file = await open(folder)
    writeFileSync(join(folder, 'a.yml'), policyWith('first'))
    writeFileSync(join(folder, 'notes.txt'), 'not a policy')
    await withinASecond(() => expect(rules(file)).toEqual(['first', 'second']))
  })
})

test('a broken save keeps the old policy and says what is wrong, until it is mended', async () => {
  const path = join(dir, 'p.yaml')
  writeFileSync(path, policyWith('one'))
  const changed = vi.fn()
  const file = await open(path, { onChange: changed })
  const before = file.current()
  writeFileSync(path, 'version: 1\nrules:\n  - { id: a, when: {}, action: blok }\n')
  await withinASecond(() => expect(file.status().errors).toHaveLength(1))
  expect(file.status().errors[0]).toMatchObject({ line: 3, message: expect.stringContaining("did you mean 'block'?") })
  expect(file.current()).toBe(before)
  expect(file.status().version).toBe(before.version)
  expect(changed).not.toHaveBeenCalled()
  writeFileSync(path, policyWith('mended'))
  await withinASecond(() => expect(rules(file)).toEqual(['mended']))
  expect(file.status().errors).toEqual([])
})

test('a file that is removed keeps the old policy and is reported', async () => {
  const path = join(dir, 'p.yaml')
  writeFileSync(path, policyWith('one'))
  const file = await open(path)
  unlinkSync(path)
  await withinASecond(() => expect(file.status().errors[0]?.message).toMatch(/does not exist/))
  expect(rules(file)).toEqual(['one'])
})

test('the host can refuse a policy that loads', async () => {
  const path = join(dir, 'p.yaml')
  writeFileSync(path, policyWith('one'))
  const refusal = { file: 'apps', line: 1, column: 1, message: 'the CA may not certify this host' }
  const validate = vi.fn(() => [] as (typeof refusal)[])
  const file = await open(path, { validate })
  validate.mockReturnValue([refusal])
  writeFileSync(path, policyWith('two'))
  await withinASecond(() => expect(file.status().errors).toEqual([refusal]))
  expect(rules(file)).toEqual(['one'])
})

test('a reload that is asked for is finished when it resolves', async () => {
  const path = join(dir, 'p.yaml')
  writeFileSync(path, policyWith('one'))
  const file = await open(path, { pollMs: 60_000 })
  writeFileSync(path, policyWith('two'))
  await file.reload()
  expect(rules(file)).toEqual(['two'])
})

test('a list of words that is saved is taken like the policy, as another version; one that is gone changes nothing', async () => {
  writeFileSync(join(dir, 'names.txt'), 'Bluebird\n')
  const path = join(dir, 'p.yaml')
  writeFileSync(path, 'version: 1\ndetectors:\n  names: { words_file: names.txt }\n')
  const file = await open(path, { pollMs: 50 })
  const finds = (text: string) => file.current().scanner.scan([{ text }]).length > 0
  const { version } = file.status()
  expect(finds('Bluebird')).toBe(true)
  writeFileSync(join(dir, 'names.txt'), 'Falconry\n')
  await withinASecond(() => expect(finds('Falconry')).toBe(true))
  expect(finds('Bluebird')).toBe(false)
  expect(file.status().version).not.toBe(version)
  unlinkSync(join(dir, 'names.txt'))
  await withinASecond(() => expect(file.status().errors).toMatchObject([{ line: 3, column: 24 }]))
  expect(finds('Falconry')).toBe(true)
  writeFileSync(join(dir, 'names.txt'), 'Bluebird\n')
  await withinASecond(() => expect(finds('Bluebird')).toBe(true))
  expect(file.status()).toMatchObject({ errors: [], version })
})
