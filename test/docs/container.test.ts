/** docker-compose.yml and Dockerfile agree with each other and with the product, and publish nothing beyond loopback. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadSettings } from '../../proxy/settings.ts'

const root = join(import.meta.dirname, '../..')
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8')

interface Compose {
  readonly services: { readonly sluice: Service }
  readonly volumes: Readonly<Record<string, unknown>>
}

interface Service {
  readonly ports: readonly string[]
  readonly volumes: readonly string[]
  readonly read_only: boolean
  readonly cap_drop: readonly string[]
  readonly stop_grace_period: string
}

const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8')) as Compose // every test below looks at its shape
const { sluice } = compose.services

/** What the image sets, as the product reads it. */
const environment = Object.fromEntries(
  [...dockerfile.matchAll(/\b(SLUICE_[A-Z_]+)=(\S+)/g)].map(match => [match[1]!, match[2]!]),
)
const settings = loadSettings('/dev/null', environment)

const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0

describe('docker-compose.yml', () => {
  test.skipIf(!hasCompose)('is accepted by docker compose', () => {
    execFileSync('docker', ['compose', 'config', '--quiet'], { cwd: root })
  })

  test('publishes proxy and console on loopback, on the ports they listen on', () => {
    const listening = [settings.proxy.listen, settings.console.listen].map(address => address.split(':')[1])
    expect(sluice.ports.map(port => port.split(':'))).toEqual(listening.map(port => ['127.0.0.1', port, port]))
  })

  test('keeps data and policy on named volumes, where the image has them', () => {
    const mounted = sluice.volumes.map(volume => volume.split(':'))
    for (const [name] of mounted) expect(Object.keys(compose.volumes)).toContain(name)
    const declared = JSON.parse(/^VOLUME (\[.*\])$/m.exec(dockerfile)![1]!) as string[]
    expect(mounted.map(([, path]) => path)).toEqual(declared)
    expect(declared).toContain(settings.data_dir)
    expect(declared.some(path => settings.policies.startsWith(`${path}/`))).toBe(true)
  })

  test('gives the process no more than it needs, and time to drain', () => {
    expect(sluice).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
    expect(Number(sluice.stop_grace_period.replace('s', ''))).toBeGreaterThan(settings.shutdown.grace)
  })
})

describe('the Dockerfile', () => {
  test('copies what exists, or what the build makes', () => {
    const copied = [...dockerfile.matchAll(/^COPY --from=build (.+) \S+$/gm)]
      .flatMap(match => match[1]!.split(' '))
      .filter(path => path.startsWith('/build/'))
      .map(path => path.replace('/build/', ''))
    expect(copied).toContain('dist')
    expect(copied.filter(path => path !== 'dist' && !existsSync(join(root, path)))).toEqual([])
  })

  test('runs the built product as a user that is not root, on the exposed ports', () => {
    expect(dockerfile.lastIndexOf('\nUSER node')).toBeGreaterThan(dockerfile.lastIndexOf('\nFROM '))
    const exposed = /^EXPOSE (.+)$/m.exec(dockerfile)![1]!.split(' ')
    expect(exposed).toEqual([settings.proxy.listen, settings.console.listen].map(address => address.split(':')[1]))
    expect(dockerfile).toMatch(/^ENTRYPOINT \[.*"dist\/main\.js"\]$/m)
  })

  test('its health check asks the page that says how the proxy is', () => {
    expect(dockerfile).toContain(`http://127.0.0.1:${settings.proxy.listen.split(':')[1]}/healthz`)
  })
})
