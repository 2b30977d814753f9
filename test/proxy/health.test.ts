import { describe, expect, test } from 'vitest'
import { createHealth } from '../../proxy/health.ts'
import type { NotifyHealth } from '../../proxy/notify.ts'
import type { PolicyFile, PolicyFileStatus } from '../../proxy/policy-file.ts'
import { makeGate, type TestGate } from './gate.ts'

const quiet: NotifyHealth = { waiting: 0, sent: 0, failed: 0, dropped: 0, down: 0, unset: 0 }

interface State {
  readonly notify?: Partial<NotifyHealth>
  readonly errors?: PolicyFileStatus['errors']
  readonly audit?: ReturnType<TestGate['audit']['health']>
  readonly draining?: boolean
}

function health(state: State = {}) {
  const startedAt = new Date('2026-11-21T12:00:00Z')
  const gate = makeGate('', { now: () => new Date('2026-11-21T12:01:30Z') })
  const file = {
    status: () => ({
      path: '/srv/policies.yaml',
      version: 'abc',
      loadedAt: startedAt,
      errors: state.errors ?? [],
      warnings: [],
    }),
  } as unknown as PolicyFile // its status is all that is asked for
  gate.running.draining = state.draining ?? false
  gate.running.tunnels.add({ cut: () => undefined })
  const audit = { ...gate.audit, health: () => state.audit ?? { queued: 0, failed: 0 } }
  return createHealth({
    gate: { ...gate, audit },
    notifier: { health: () => ({ ...quiet, ...state.notify }) },
    policyFile: file,
    version: '1.2.3',
    startedAt,
  })
}

const broken = [{ file: '/srv/policies.yaml', line: 4, column: 9, message: "unknown people group 'falcon-team'" }]
const lost = { queued: 3, failed: 1, lastError: 'SQLITE_FULL' }

describe('the status', () => {
  test.each<[string, State, string]>([
    ['all is well', {}, 'ok'],
    ['the policy file is broken', { errors: broken }, 'degraded'],
    ['a notify target is out of reach', { notify: { down: 1 } }, 'degraded'],
    ['a notify target lacks its variable', { notify: { unset: 1 } }, 'degraded'],
    ['notifications were lost, and their targets are reached again', { notify: { failed: 9, dropped: 9 } }, 'ok'],
    ['outcomes wait to be written', { audit: { queued: 500, failed: 0 } }, 'ok'],
    ['writing failed before and works again', { audit: { queued: 0, failed: 1 } }, 'ok'],
    ['decisions cannot be recorded', { audit: lost, errors: broken }, 'failing'],
    ['it is shutting down', { draining: true, audit: lost }, 'draining'],
  ])('%s: %s', (_, state, status) => {
    expect(health(state).report().status).toBe(status)
  })
})

test('the report counts, and names nothing that a stranger should not see', () => {
  const report = health({ errors: broken, audit: lost }).report()
  expect(report).toMatchObject({
    version: '1.2.3',
    uptimeSeconds: 90,
    policy: { version: 'abc', mode: 'enforce', broken: true, errors: ['policies.yaml:4:9'] },
    audit: { queued: 3, failed: 1 },
    restoring: { restored: 0, nearMisses: 0, values: 0 },
    running: { exchanges: 0, tunnels: 1 },
  })
  for (const word of ['falcon', '/srv', 'SQLITE']) expect(JSON.stringify(report)).not.toContain(word)
})

test('the console is told what is wrong in full', () => {
  const reporter = health({ errors: broken, audit: lost })
  const file = {
    status: () => ({ path: '/srv/policies.yaml', version: 'abc', loadedAt: new Date(0), errors: broken, warnings: [] }),
  }
  expect(reporter.status('127.0.0.1:8080', file as unknown as PolicyFile)).toMatchObject({
    policy: { path: '/srv/policies.yaml', errors: broken },
    proxy: { listen: '127.0.0.1:8080', pacUrl: 'http://127.0.0.1:8080/proxy.pac' },
    audit: lost,
  })
})
