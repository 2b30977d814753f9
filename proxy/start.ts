/** Puts the product together from settings: stores, CA, policy, proxy, console. Used by `sluice start`, the demo and the end-to-end tests. */
import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LRUCache } from 'lru-cache'
import { createLeafStore } from '../certs/store.ts'
import { openSqliteAudit } from './audit/sqlite.ts'
import type { AuditStore } from './audit/types.ts'
import type { Connector } from './connect.ts'
import { startConsoleHost } from './console-host.ts'
import { lockDataDir } from './data-lock.ts'
import { SettingsError } from './errors.ts'
import { createEventIds } from './event-id.ts'
import { openExemptions } from './exemptions/sqlite.ts'
import { taughtPolicy } from './exemptions/taught-policy.ts'
import type { ExemptionStore } from './exemptions/types.ts'
import type { Gate } from './gate.ts'
import { createHealth } from './health.ts'
import { createIdentify, identityMethods } from './identify.ts'
import { openLimits } from './limits/memory.ts'
import type { Log } from './log.ts'
import { createNotifier, type Notifier, notifying } from './notify.ts'
import { createDelivery } from './notify-delivery.ts'
import { openOutbound } from './outbound.ts'
import { createPricing } from './pricing.ts'
import { providerById } from './providers/index.ts'
import { openRules, type Rules } from './rules.ts'
import { createScanPool, type ScanPool } from './scan-pool.ts'
import { scanProcesses } from './scan-settings.ts'
import { openInstallationKey } from './secret-key.ts'
import { createProxy, type Proxy } from './server.ts'
import type { Settings } from './settings.ts'
import { createTokenCounter } from './tokens.ts'
import { ensureAdmin } from './users/first-admin.ts'
import { openUsers } from './users/sqlite.ts'
import type { UserStore } from './users/types.ts'
import { openVault } from './vault.ts'

export interface StartOptions {
  readonly settings: Settings
  readonly log: Log
  readonly now: () => Date
  readonly version: string
  /** The shipped example, copied when there is no policy file. */
  readonly examplePolicy: string
  /** Bundled workers and the built web app. */
  readonly dist: URL
  /** Files of NODE_EXTRA_CA_CERTS and the like, trusted beside settings. */
  readonly extraCaFiles?: readonly string[]
  /** Value of a variable: what `env:NAME` in the policy stands for. */
  readonly environment?: (name: string) => string | undefined
}

export interface Running {
  /** HOST:PORT really listened on. */
  readonly proxyAddress: string
  readonly consoleAddress?: string
  readonly caFile: string
  readonly caFingerprint: string
  readonly dataDir: string
  readonly policyPath: string
  /** Only on the first start: the admin that was made, with its password, which is kept nowhere. */
  readonly firstAdmin?: { readonly name: string; readonly password: string }
  readonly gate: Gate
  readonly users: UserStore
  /** Drains for `shutdown.grace` seconds, then closes everything. */
  stop(): Promise<void>
}

/** Throws SettingsError with one line that names the thing and the remedy. */
export async function startSluice(options: StartOptions): Promise<Running> {
  const { settings, log, now } = options
  const dataDir = prepareDataDir(settings.data_dir)
  const closers: (() => unknown)[] = []
  // Last opened, first closed. What cannot be closed must not keep the rest open, nor hide why a start failed.
  const closeAll = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) {
      try {
        await close()
      } catch (error) {
        log.error('a part of Sluice could not be closed', { error })
      }
    }
  }
  try {
    const database = join(dataDir, 'sluice.db')
    const audit = opened(closers, openSqliteAudit({ path: database, log, now: () => now().getTime() }))
    opened(closers, lockDataDir(dataDir))
    const recovered = audit.recover(now().getTime())
    if (recovered > 0) log.warn('requests of an earlier run had no outcome; they are marked', { count: recovered })
    const users = opened(closers, openUsers({ path: database }))
    const exemptions = opened(closers, openExemptions({ path: database }))
    const console = settings.console.enabled ? openConsole(options, database) : undefined
    closers.push(() => console?.stop())
    const rules = opened(closers, await openRules({ ...options, dataDir }))
    const { gate, notifier } = assembleGate(options, { dataDir, database, audit, users, exemptions, rules }, closers)
    const health = createHealth({ gate, notifier, policyFile: rules.file, version: options.version, startedAt: now() })
    const proxy = createProxy(gate, {
      catalogue: rules.catalogue,
      caPem: rules.authority.rootPem,
      publicAddress: settings.proxy.public_address,
      health: health.report,
    })
    const bound = await listen(proxy, settings.proxy.listen)
    closers.push(() => proxy.drain(settings.shutdown.grace * 1000))
    console?.tell(() => health.status(bound, rules.file))
    // The price list takes 40 ms to load: now, rather than in the first request.
    gate.pricing.preload()
    const consoleAddress = await console?.address
    // Last: a start that fails must not use up the one time that the password is shown.
    const firstAdmin = await ensureAdmin(users)
    return {
      proxyAddress: bound,
      ...(consoleAddress === undefined ? {} : { consoleAddress }),
      caFile: join(dataDir, 'ca', 'root.pem'),
      caFingerprint: rules.authority.rootFingerprint,
      dataDir,
      policyPath: resolve(settings.policies),
      ...(firstAdmin ? { firstAdmin } : {}),
      gate,
      users,
      stop: closeAll,
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}

function opened<T extends { close(): unknown }>(closers: (() => unknown)[], store: T): T {
  closers.push(() => store.close())
  return store
}

function prepareDataDir(path: string): string {
  const dir = resolve(path)
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new SettingsError(
      `data_dir ${dir}: cannot be created (${(cause as NodeJS.ErrnoException).code}); check its permissions or set data_dir`,
      { cause },
    )
  }
  return dir
}

interface Parts {
  readonly dataDir: string
  readonly database: string
  readonly audit: AuditStore
  readonly users: UserStore
  readonly exemptions: ExemptionStore
  readonly rules: Rules
}

function assembleGate(
  options: StartOptions,
  parts: Parts,
  closers: (() => unknown)[],
): { readonly gate: Gate; readonly notifier: Notifier } {
  const { settings, log, now } = options
  const { rules } = parts
  const { upstream, operators } = openOutbound(settings.upstream, options.extraCaFiles ?? [])
  closers.push(() => upstream.close())
  const notifier = openNotifier(options, rules, operators)
  closers.push(() => notifier.close(3000))
  const limits = opened(closers, openLimits({ path: parts.database, now: () => now().getTime(), log }))
  const tokens = opened(closers, createTokenCounter())
  const leaves = createLeafStore({
    authority: rules.authority,
    cacheSize: settings.certs.cache_size,
    leafDays: settings.certs.leaf_days,
    now,
  })
  const key = openInstallationKey(parts.dataDir)
  const gate: Gate = {
    settings,
    log,
    now,
    policy: taughtPolicy({ policy: rules.file.current, store: parts.exemptions, log }),
    catalogue: rules.catalogue,
    provider: providerById,
    leaves,
    identify: createIdentify({
      methods: identityMethods({ settings: settings.identity, users: parts.users, now: () => now().getTime() }),
      require: settings.identity.require,
    }),
    audit: notifying(parts.audit, notifier),
    limits,
    pricing: createPricing({ overrides: settings.prices }),
    tokens,
    upstream,
    scans: opened(closers, openScans(options, rules)),
    newEventId: createEventIds({ now: () => now().getTime() }),
    keyedHash: key.keyedHash,
    accountHash: remembering(key.keyedHash),
    vault: opened(closers, openVault(key, settings.answers, now)),
    running: { draining: false, exchanges: new Set(), tunnels: new Set() },
  }
  return { gate, notifier }
}

function openScans({ settings, log, dist }: StartOptions, rules: Rules): ScanPool {
  const { scan_inline_bytes, scan_processes } = settings.proxy
  return createScanPool({
    entry: new URL('scan-worker.js', dist),
    processes: scanProcesses(scan_processes, availableParallelism()),
    inlineBytes: scan_inline_bytes,
    maxQueue: 256,
    fingerprintKey: rules.file.fingerprintKey,
    log,
  })
}

function openNotifier({ settings, log, now, environment }: StartOptions, rules: Rules, connector: Connector): Notifier {
  const notifier = createNotifier({
    policy: rules.file.current,
    environment: environment ?? (() => undefined),
    delivery: createDelivery({ connector, log, now: () => now().getTime() }),
    consoleUrl: settings.console.public_url,
    log,
  })
  notifier.check(rules.file.current())
  rules.onChange(notifier.check)
  return notifier
}

function remembering(hash: (value: string) => string): (value: string) => string {
  const known = new LRUCache<string, string>({ max: 2000 })
  return value => {
    const found = known.get(value)
    if (found !== undefined) return found
    const made = hash(value)
    known.set(value, made)
    return made
  }
}

async function listen(proxy: Proxy, address: string): Promise<string> {
  const split = address.lastIndexOf(':')
  const bound = await proxy.listen(address.slice(0, split).replace(/^\[|\]$/g, ''), Number(address.slice(split + 1)))
  return bound.family === 'IPv6' ? `[${bound.address}]:${bound.port}` : `${bound.address}:${bound.port}`
}

type ConsoleStatus = ReturnType<ReturnType<typeof createHealth>['status']>

/** A console that loads while the proxy gets ready, and listens once it is told the status. */
interface LoadingConsole {
  tell(status: () => ConsoleStatus): void
  /** Rejects with SettingsError when it cannot listen. */
  readonly address: Promise<string>
  /** Also before it listens: it never does then. */
  stop(): Promise<void>
}

function openConsole(options: StartOptions, databasePath: string): LoadingConsole {
  const { settings, log } = options
  let tell: LoadingConsole['tell'] = () => undefined
  let giveUp: () => void = () => undefined
  const told = new Promise<() => ConsoleStatus>((resolve, reject) => {
    tell = resolve
    giveUp = () => reject(new SettingsError('the start was given up'))
  })
  const host = startConsoleHost({
    entry: new URL('console-worker.js', options.dist),
    data: {
      databasePath,
      listen: settings.console.listen,
      sessionHours: settings.console.session_hours,
      secureCookie: settings.console.secure_cookie,
      trustedProxies: settings.console.trusted_proxies,
      webRoot: fileURLToPath(new URL('web', options.dist)),
    },
    status: async () => (await told)(),
    log,
  })
  const address = host.then(running => running.address)
  // A failure is thrown where the address is awaited; until then it is not unhandled.
  address.catch(() => undefined)
  return {
    tell,
    address,
    stop() {
      giveUp()
      return host.then(
        running => running.stop(),
        () => undefined,
      )
    },
  }
}
