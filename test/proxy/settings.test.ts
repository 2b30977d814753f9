import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { SettingsError } from '../../proxy/errors.ts'
import { loadSettings, settingsCatalogue, variableOf } from '../../proxy/settings.ts'

/** Path of a settings file with this text. */
function file(text: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-settings-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const path = join(dir, 'sluice.yaml')
  writeFileSync(path, text)
  return path
}

const failure = (text: string, env: Record<string, string> = {}): string => {
  try {
    loadSettings(file(text), env)
  } catch (error) {
    if (error instanceof SettingsError) return error.message
    throw error
  }
  return 'no failure'
}

test('an empty file gives every default', () => {
  const settings = loadSettings(file(''), {})
  expect(settings).toMatchObject({
    data_dir: './data',
    policies: './policies.yaml',
    proxy: { listen: '127.0.0.1:8080', connect_ports: [443] },
    console: { enabled: true, listen: '127.0.0.1:8090' },
    shutdown: { grace: 30 },
    log: { level: 'info' },
  })
  expect(settings.configFile).toMatch(/sluice\.yaml$/)
})

test('no file is needed, unless one was named', () => {
  expect(() => loadSettings('/nowhere/sluice.yaml', {})).toThrow(/\/nowhere\/sluice\.yaml: cannot be read \(ENOENT\)/)
})

test('what the file says is taken, sections in part', () => {
  const settings = loadSettings(
    file('proxy: { listen: "0.0.0.0:3128" }\nprices: { my-model: { input_per_mtok: 1, output_per_mtok: 2 } }\n'),
    {},
  )
  expect(settings.proxy).toMatchObject({ listen: '0.0.0.0:3128', max_connections: 10_000 })
  expect(settings.prices).toEqual({ 'my-model': { input_per_mtok: 1, output_per_mtok: 2 } })
})

describe('environment', () => {
  test('the variable of a key wins over the file', () => {
    expect(variableOf('proxy.max_body_bytes')).toBe('SLUICE_PROXY_MAX_BODY_BYTES')
    const path = file('proxy: { listen: "127.0.0.1:1" }\n')
    expect(loadSettings(path, { SLUICE_PROXY_LISTEN: '127.0.0.1:2' }).proxy.listen).toBe('127.0.0.1:2')
  })

  test.each([
    ['SLUICE_PROXY_MAX_CONNECTIONS', '7', { proxy: { max_connections: 7 } }],
    ['SLUICE_PROXY_CONNECT_PORTS', '443, 8443', { proxy: { connect_ports: [443, 8443] } }],
    ['SLUICE_CONSOLE_ENABLED', 'false', { console: { enabled: false } }],
    ['SLUICE_CONSOLE_ENABLED', '1', { console: { enabled: true } }],
    ['SLUICE_UPSTREAM_CONNECT_TO', 'a:1:b:2,c:3:d:4', { upstream: { connect_to: ['a:1:b:2', 'c:3:d:4'] } }],
    ['SLUICE_IDENTITY_ADDRESSES', '{"10.0.0.1":"ann"}', { identity: { addresses: { '10.0.0.1': 'ann' } } }],
    ['SLUICE_DATA_DIR', '/var/lib/sluice', { data_dir: '/var/lib/sluice' }],
  ])('%s=%s', (name, value, expected) => {
    expect(loadSettings(file(''), { [name]: value })).toMatchObject(expected)
  })

  test.each([
    ['SLUICE_PROXY_MAX_CONNECTIONS', 'many', /^SLUICE_PROXY_MAX_CONNECTIONS: proxy\.max_connections: /],
    ['SLUICE_CONSOLE_ENABLED', 'perhaps', /^SLUICE_CONSOLE_ENABLED: console\.enabled: /],
    ['SLUICE_IDENTITY_ADDRESSES', '{broken', /^SLUICE_IDENTITY_ADDRESSES: identity\.addresses: /],
    ['SLUICE_PROXY_LISTEN', '8080', /^SLUICE_PROXY_LISTEN: proxy\.listen: must be HOST:PORT$/],
    ['SLUICE_PROXY_LISTEN', '127.0.0.1:99999', /^SLUICE_PROXY_LISTEN: proxy\.listen: .*a port up to 65535$/],
    [
      'SLUICE_IDENTITY_REQURE',
      'true',
      /^SLUICE_IDENTITY_REQURE: unknown setting; did you mean SLUICE_IDENTITY_REQUIRE\?$/,
    ],
  ])('%s=%s is an error that names the variable', (name, value, expected) => {
    expect(failure('', { [name]: value })).toMatch(expected)
  })

  test('variables that are no settings are left alone', () => {
    expect(loadSettings(file(''), { SLUICE_CONFIG: 'x', SLUICE_TEST: 'y' }).log.level).toBe('info')
  })
})

describe('errors', () => {
  test.each([
    ['proxy:\n  listen: everywhere\n', /sluice\.yaml:2: proxy\.listen: must be HOST:PORT$/],
    ['proxy:\n  lisen: "127.0.0.1:1"\n', /sluice\.yaml:2: unknown setting proxy\.lisen; did you mean proxy\.listen\?$/],
    ['proxi: {}\n', /sluice\.yaml:1: unknown setting proxi; did you mean proxy\?$/],
    ['shutdown: { grace: -1 }\n', /sluice\.yaml:1: shutdown\.grace: /],
    ['certs: { leaf_days: 48 }\n', /certs\.leaf_days: /],
    ['upstream: { connect_to: ["nonsense"] }\n', /upstream\.connect_to\.0: must be HOST:PORT:HOST:PORT$/],
    ['proxy: [\n', /sluice\.yaml: .*line 2/],
    ['- a list\n', /sluice\.yaml(:1)?: settings must be a mapping/],
  ])('%j', (text, expected) => expect(failure(text)).toMatch(expected))

  test('all of them come at once, a line each', () => {
    expect(failure('proxy:\n  listen: x\nlog:\n  level: loud\n').split('\n').length).toBe(2)
  })
})

test('every setting is described and has a default', () => {
  const catalogue = settingsCatalogue()
  expect(catalogue.length).toBeGreaterThan(30)
  expect(catalogue.filter(setting => setting.description === '').map(setting => setting.key)).toEqual([])
  expect(catalogue.filter(setting => setting.defaultValue === undefined).map(setting => setting.key)).toEqual([])
})
