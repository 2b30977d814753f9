/** Which AI app a host belongs to: the built-in list with the policy's `apps:` laid over it. Decides interception, PAC and certificate constraints alike. */
import type { PolicyApp } from '../../policy/policy.ts'
import { type Authority, parseAuthority } from '../authority.ts'
import { SettingsError } from '../errors.ts'
import { catalogueApps } from './catalogue-apps.ts'
import type { CatalogueApp } from './catalogue-types.ts'

export type { AppKind, CatalogueApp } from './catalogue-types.ts'
/** Formats an app may name. */
export { knownProviders } from './index.ts'

export interface Catalogue {
  /** The app whose traffic at this authority is opened; undefined: pass blindly. */
  find(authority: Authority): CatalogueApp | undefined
  /** The same for a host name on any port (SNI). */
  findHost(host: string): CatalogueApp | undefined
  /** The app a host belongs to, opened or not. */
  owner(authority: Authority): CatalogueApp | undefined
  /** False on a shared host for a path that is not AI. */
  isAiPath(app: CatalogueApp, path: string): boolean
  /** Hosts that are opened, without ports: `api.openai.com`, `*.openai.azure.com`, `10.0.0.9`. Sorted. */
  interceptedHosts(): readonly string[]
  /** Ports that apps name, beside the usual 443. */
  connectPorts(): readonly number[]
  apps(): readonly CatalogueApp[]
}

export const knownApps: readonly string[] = catalogueApps.map(app => app.id)

/** Throws SettingsError when an entry's host is not one. */
export function createCatalogue(policyApps: readonly PolicyApp[]): Catalogue {
  const apps = merge(policyApps)
  const table = new HostTable()
  // Entries of the policy come last and win over the built-in ones for the same host.
  for (const app of apps) for (const host of app.hosts) table.add(parseHost(app.id, host), app)
  const opened = apps.filter(app => app.intercept !== false)
  const hosts = new Set(opened.flatMap(app => app.hosts.map(host => patternOf(parseHost(app.id, host)))))
  const ports = new Set(opened.flatMap(app => app.hosts.flatMap(host => parseHost(app.id, host).port ?? [])))
  const find = (host: string, port?: number): CatalogueApp | undefined => {
    const app = table.find(host, port)
    return app?.intercept === false ? undefined : app
  }
  return {
    find: authority => find(authority.host, authority.port),
    findHost: host => find(host),
    owner: authority => table.find(authority.host, authority.port),
    isAiPath,
    interceptedHosts: () => [...hosts].sort(),
    connectPorts: () => [...ports].sort((a, b) => a - b),
    apps: () => apps,
  }
}

/** The app of one request; undefined also on a shared host for a path that is not AI. */
export function lookupApp(
  host: string,
  port: number,
  path: string,
  policyApps: readonly PolicyApp[],
): CatalogueApp | undefined {
  const authority = parseAuthority(host.includes(':') ? `[${host}]` : host, port)
  const app = authority ? createCatalogue(policyApps).find(authority) : undefined
  return app && isAiPath(app, path) ? app : undefined
}

export function interceptedHosts(policyApps: readonly PolicyApp[]): readonly string[] {
  return createCatalogue(policyApps).interceptedHosts()
}

function isAiPath(app: CatalogueApp, path: string): boolean {
  return app.sharedPaths === undefined || app.sharedPaths.some(prefix => matchesPrefix(path, prefix))
}

/** `*` stands for one path segment. */
function matchesPrefix(path: string, prefix: string): boolean {
  if (!prefix.includes('*')) return path.startsWith(prefix)
  const steps = path.split('/')
  const wanted = prefix.split('/')
  return wanted.every((step, i) =>
    step === '*' ? steps[i] : i === wanted.length - 1 ? steps[i]?.startsWith(step) : steps[i] === step,
  )
}

/** A policy entry with a known id changes that app and adds its hosts; any other is an app of the company's own. */
function merge(policyApps: readonly PolicyApp[]): CatalogueApp[] {
  const own = new Map(policyApps.map(app => [app.id, app]))
  const untouched = catalogueApps.filter(app => !own.has(app.id))
  const changed = policyApps.map(entry => {
    const known = catalogueApps.find(app => app.id === entry.id)
    const { intercept: byDefault, ...base } = known ?? {
      id: entry.id,
      name: entry.name ?? entry.id,
      vendor: 'own',
      kind: 'own' as const,
      hosts: [],
      format: 'generic',
      intercept: undefined,
    }
    const opened = entry.intercept ?? byDefault ?? true
    return {
      ...base,
      ...(entry.name === undefined ? {} : { name: entry.name }),
      hosts: [...new Set([...base.hosts, ...entry.hosts])],
      ...(entry.format === undefined ? {} : { format: entry.format }),
      ...(entry.sanctioned === undefined ? {} : { sanctioned: entry.sanctioned }),
      ...(opened ? {} : { intercept: false as const }),
    }
  })
  return [...untouched, ...changed]
}

interface HostPattern {
  readonly name: string
  /** Matches sub-domains of `name`, not itself. */
  readonly below: boolean
  readonly port?: number
}

function parseHost(app: string, host: string): HostPattern {
  const below = host.startsWith('*.')
  const authority = parseAuthority(below ? host.slice(2) : host, 443)
  if (!authority)
    throw new SettingsError(
      `apps.${app}: '${host}' is not a host name, with an optional '*.' before and ':port' after it`,
    )
  const named = /(^|[^:\]]|\]):\d+$/.test(host)
  return { name: authority.host, below, ...(named ? { port: authority.port } : {}) }
}

function patternOf(host: HostPattern): string {
  return host.below ? `*.${host.name}` : host.name
}

interface Entry {
  readonly app: CatalogueApp
  readonly port?: number
}

/** Exact names first, then suffixes from the longest: a look-up costs one Map read per label. */
class HostTable {
  readonly #exact = new Map<string, Entry[]>()
  readonly #below = new Map<string, Entry[]>()

  add(host: HostPattern, app: CatalogueApp): void {
    const table = host.below ? this.#below : this.#exact
    const entries = table.get(host.name) ?? []
    entries.unshift({ app, ...(host.port === undefined ? {} : { port: host.port }) })
    table.set(host.name, entries)
  }

  find(host: string, port: number | undefined): CatalogueApp | undefined {
    const exact = pick(this.#exact.get(host), port)
    if (exact) return exact
    for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      const found = pick(this.#below.get(host.slice(dot + 1)), port)
      if (found) return found
    }
    return undefined
  }
}

/** An entry that names the port wins over one that does not. */
function pick(entries: readonly Entry[] | undefined, port: number | undefined): CatalogueApp | undefined {
  if (!entries) return undefined
  if (port === undefined) return entries[0]?.app
  return (entries.find(e => e.port === port) ?? entries.find(e => e.port === undefined))?.app
}
