import { expect, test } from 'vitest'
import { settingsCatalogue, variableOf } from '../../proxy/settings.ts'
import { meantSetting, mistypedVariables } from '../../proxy/settings-slips.ts'

const known = settingsCatalogue().map(setting => variableOf(setting.key))

test.each([
  ['SLUICE_PROXI_LISTEN', 'SLUICE_PROXY_LISTEN'],
  ['SLUICE_IDENTITY_REQURE', 'SLUICE_IDENTITY_REQUIRE'],
  ['SLUICE_DATADIR', 'SLUICE_DATA_DIR'],
  ['SLUICE_CONFG', 'SLUICE_CONFIG'],
  ['sluice_proxy_listen', 'SLUICE_PROXY_LISTEN'],
])('%s is a slip for %s', (name, meant) => {
  expect(mistypedVariables([name], known)).toEqual([`${name}: unknown setting; did you mean ${meant}?`])
})

test.each([
  ...known,
  'SLUICE_CONFIG',
  'SLUICE_PORT',
  'SLUICE_PORT_8080_TCP',
  'SLUICE_PORT_8080_TCP_ADDR',
  'SLUICE_SERVICE_HOST',
  'SLUICE_SERVICE_PORT',
  'SLUICE_SERVICE_PORT_PROXY',
  'SLUICE_PROXY_PORT',
  'SLUICE_PROXY_SERVICE_HOST',
  'SLUICE_PROXY_SERVICE_PORT',
  'SLUICE_CONSOLE_PORT',
  'SLUICE_CONSOLE_SERVICE_HOST',
  'SLUICE_TEST_CHROMIUM',
  'SLUICE_VERSION',
  'SECURITY_WEBHOOK_URL',
  'PROXY_LISTEN',
])('%s is left alone', name => {
  expect(mistypedVariables([name], known)).toEqual([])
})

test.each([
  ['proxy.lisen', '; did you mean proxy.listen?'],
  ['proxi', '; did you mean proxy?'],
  ['nothing.like.it', ''],
])('%s in a file', (key, hint) => {
  const names = settingsCatalogue().map(setting => setting.key)
  expect(meantSetting(key, names)).toBe(hint)
})
