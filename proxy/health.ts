/** How the proxy is doing, for /healthz and the console. */
import { basename } from 'node:path'
import type { ConsoleWorkerData } from '../console/server/messages.ts'
import type { Gate } from './gate.ts'
import type { Notifier } from './notify.ts'
import type { Health } from './own-pages.ts'
import type { PolicyFile } from './policy-file.ts'

export interface HealthOptions {
  readonly gate: Gate
  readonly notifier: Pick<Notifier, 'health'>
  readonly policyFile: PolicyFile
  readonly version: string
  readonly startedAt: Date
}

export interface HealthReporter {
  /** For /healthz: no names, no hosts, nothing a stranger should not see. */
  report(): Health
  /** For the console. */
  status(listen: string, file: PolicyFile): NonNullable<ConsoleWorkerData['status']>
}

export function createHealth(options: HealthOptions): HealthReporter {
  const { gate, notifier, policyFile, version, startedAt } = options
  return {
    report() {
      const policy = policyFile.status()
      const audit = gate.audit.health()
      const broken = policy.errors.length > 0
      const notify = notifier.health()
      const status = gate.running.draining
        ? 'draining'
        : audit.failed > 0 && audit.lastError !== undefined
          ? 'failing'
          : broken || notify.down + notify.unset > 0
            ? 'degraded'
            : 'ok'
      return {
        status,
        version,
        uptimeSeconds: Math.round((gate.now().getTime() - startedAt.getTime()) / 1000),
        policy: {
          version: policy.version,
          mode: gate.policy().mode,
          loadedAt: policy.loadedAt,
          broken,
          // Where, not what: a message quotes names of the policy.
          ...(broken ? { errors: policy.errors.map(e => `${basename(e.file)}:${e.line}:${e.column}`) } : {}),
        },
        audit: { queued: audit.queued, failed: audit.failed },
        notify,
        // Placeholders put back, those that were not known, and values in memory now.
        restoring: { ...gate.vault.counts, values: gate.vault.size },
        running: { exchanges: gate.running.exchanges.size, tunnels: gate.running.tunnels.size },
      }
    },
    status(listen, file) {
      const policy = file.status()
      return {
        policy: {
          version: policy.version,
          mode: gate.policy().mode,
          path: policy.path,
          loadedAt: policy.loadedAt.getTime(),
          errors: [...policy.errors],
          warnings: [...policy.warnings],
          exemptions: gate.policy().exemptions.map(one => ({ ...one, until: one.until.getTime() })),
        },
        proxy: {
          listen,
          startedAt: startedAt.getTime(),
          version,
          pacUrl: `http://${gate.settings.proxy.public_address || listen}/proxy.pac`,
        },
        audit: { ...gate.audit.health() },
      }
    },
  }
}
