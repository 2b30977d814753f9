/** The whole start is shown by test/e2e/lifecycle.test.ts; here what the command itself adds. */
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { banner, startCommands } from '../../../proxy/cli/start.ts'
import type { CliContext } from '../../../proxy/cli/types.ts'
import type { Running } from '../../../proxy/start.ts'

const running = {
  proxyAddress: '127.0.0.1:8080',
  consoleAddress: '127.0.0.1:8090',
  caFile: '/srv/data/ca/root.pem',
  caFingerprint: 'AA:BB',
  policyPath: '/srv/policies.yaml',
} as Running // what the banner shows

test('the banner holds the addresses, the CA and one line to try that can be copied as it is', () => {
  const text = banner(running)
  expect(text).toContain('PAC file   http://127.0.0.1:8080/proxy.pac')
  expect(text).toContain('SHA-256 AA:BB')
  expect(text).toContain('Console    http://127.0.0.1:8090')
  expect(text).toContain('curl -x http://127.0.0.1:8080 --cacert /srv/data/ca/root.pem https://')
  expect(text).not.toContain('Sign in')
})

test('the password of the first admin is shown with how long that lasts; a console that is off is not named', () => {
  const { consoleAddress: _, ...without } = running
  const text = banner({ ...without, firstAdmin: { name: 'admin', password: 'a-password' } })
  expect(text).toContain('Sign in    admin / a-password\n             shown once')
  expect(text).not.toContain('Console')
})

test('arguments are refused before anything starts', async () => {
  const stderr = new PassThrough()
  const context = {
    stderr,
    settings: () => expect.unreachable('settings are not read'),
  } as unknown as CliContext // nothing else is asked for
  expect(await startCommands[0]!.run(['now'], context)).toBe(2)
  expect(String(stderr.read())).toBe('sluice start: unknown argument now\n')
})
