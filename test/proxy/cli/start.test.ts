import { describe, expect, test } from 'vitest'
import { banner, startCommands } from '../../../proxy/cli/start.ts'
import type { Running } from '../../../proxy/start.ts'
import { installation } from './run-command.ts'

/** What the banner reads of a running product. */
const running = {
  proxyAddress: '127.0.0.1:8080',
  consoleAddress: '127.0.0.1:8090',
  caFile: '/data/ca/root.pem',
  caFingerprint: 'AA:BB',
  policyPath: '/etc/policies.yaml',
} as unknown as Running

describe('the banner', () => {
  test('says where everything is and gives one line to try', () => {
    const text = banner(running)
    expect(text).toContain('PAC file   http://127.0.0.1:8080/proxy.pac')
    expect(text).toContain('SHA-256 AA:BB')
    expect(text).toContain('Console    http://127.0.0.1:8090')
    expect(text).toContain('Policy     /etc/policies.yaml')
    expect(text).toContain('curl -x http://127.0.0.1:8080 --cacert /data/ca/root.pem https://api.openai.com/v1/models')
    expect(text).not.toContain('Sign in')
  })

  test('shows the first admin’s password, and says that it is shown once', () => {
    const text = banner({ ...running, firstAdmin: { name: 'admin', password: 'the-password' } })
    expect(text).toMatch(/Sign in {4}admin \/ the-password\n +shown once/)
  })

  test('names no console where there is none', () => {
    const { consoleAddress: _, ...without } = running
    expect(banner(without)).not.toContain('Console')
  })
})

test('an argument that it does not know is a usage error', async () => {
  const { sluice } = installation(startCommands)
  expect(await sluice('start now')).toMatchObject({ code: 2, err: 'sluice start: unknown argument now\n' })
})
