/** A gate of real parts, with an audit that is kept in memory and an upstream that the test plays, for the stages of an exchange. */
import { onTestFinished } from 'vitest'
import { loadPolicy } from '../../policy/load.ts'
import type { Policy } from '../../policy/policy.ts'
import type { AuditStore, DecisionRecord, Outcome } from '../../proxy/audit/types.ts'
import { type Authority, parseAuthority } from '../../proxy/authority.ts'
import { createEventIds } from '../../proxy/event-id.ts'
import type { Gate, Tunnel } from '../../proxy/gate.ts'
import type { Identity } from '../../proxy/identity/types.ts'
import { openLimits } from '../../proxy/limits/memory.ts'
import type { LogFields } from '../../proxy/log.ts'
import { createPricing } from '../../proxy/pricing.ts'
import { createCatalogue, knownApps, knownProviders } from '../../proxy/providers/catalogue.ts'
import { providerById } from '../../proxy/providers/index.ts'
import type { RequestHead } from '../../proxy/providers/types.ts'
import { settingsSchema } from '../../proxy/settings.ts'
import { createTokenCounter } from '../../proxy/tokens.ts'
import { createVault } from '../../proxy/vault.ts'

export interface TestGate extends Gate {
  /** Decisions in order. */
  readonly decisions: DecisionRecord[]
  readonly outcomes: Outcome[]
  readonly tunnelBytes: { readonly host: string; readonly up: number; readonly down: number }[]
  /** Lines logged, as `level message`, with their fields. */
  readonly lines: { readonly line: string; readonly fields: LogFields | undefined }[]
}

/** `policy` is YAML without `version`; other parts replace those of the gate. */
export function makeGate(policy = '', parts: Partial<Gate> = {}): TestGate {
  const compiled = compilePolicy(policy)
  const decisions: DecisionRecord[] = []
  const outcomes: Outcome[] = []
  const tunnelBytes: { host: string; up: number; down: number }[] = []
  const lines: { line: string; fields: LogFields | undefined }[] = []
  const log = Object.fromEntries(
    ['debug', 'info', 'warn', 'error'].map(level => [
      level,
      (message: string, fields?: LogFields) => void lines.push({ line: `${level} ${message}`, fields }),
    ]),
  ) as unknown as Gate['log'] // the four levels are the whole of Log
  const audit: AuditStore = {
    decide: async record => void decisions.push(record),
    finish: outcome => void outcomes.push(outcome),
    tunnel: (host, up, down) => void tunnelBytes.push({ host, up, down }),
    recover: () => 0,
    close: async () => undefined,
    health: () => ({ queued: 0, failed: 0 }),
  }
  const now = (): Date => new Date()
  const tokens = createTokenCounter()
  onTestFinished(() => tokens.close())
  const catalogue = createCatalogue(compiled.apps)
  return {
    settings: settingsSchema.parse({}),
    log,
    now,
    policy: () => compiled,
    catalogue: () => catalogue,
    provider: providerById,
    leaves: {
      contextFor: () => {
        throw new Error('this gate certifies nothing')
      },
      stats: () => ({ size: 0, issued: 0, hits: 0, lastIssueMs: 0 }),
    },
    identify: ({ address }) => ({ kind: 'identified', identity: { ...anonymous, address } }),
    audit,
    limits: openLimits({ now: () => Date.now(), log }),
    pricing: createPricing({ overrides: {} }),
    tokens,
    upstream: {
      dispatch: () => {
        throw new Error('this gate has no upstream')
      },
      connector: {
        tcp: () => Promise.reject(new Error('this gate connects to nothing')),
        tls: () => Promise.reject(new Error('this gate connects to nothing')),
      },
      close: async () => undefined,
    },
    scans: {
      inlineBytes: Number.POSITIVE_INFINITY,
      scan: () => Promise.reject(new Error('this gate has no processes')),
      close: async () => undefined,
    },
    newEventId: createEventIds({ now: () => Date.now() }),
    keyedHash: value => `hash-of-${value.length}`,
    accountHash: value => `hash-of-${value.length}`,
    vault: createVault({ key: Buffer.alloc(32, 1), keepMs: 60_000, maxValues: 100, now: () => Date.now() }),
    running: { draining: false, exchanges: new Set(), tunnels: new Set() },
    ...parts,
    decisions,
    outcomes,
    tunnelBytes,
    lines,
  }
}

export function compilePolicy(text: string): Policy {
  const whole = `version: 1\n${text}${/^rules:/m.test(text) ? '' : '\nrules: []\n'}`
  const loaded = loadPolicy([{ path: 'test.yaml', text: whole }], {
    known: { apps: knownApps, providers: knownProviders },
    now: new Date(),
  })
  if (!loaded.ok) throw new Error(loaded.errors.map(error => `${error.line}: ${error.message}`).join('\n'))
  return loaded.policy
}

export const anonymous: Identity = {
  user: 'ann@acme.example',
  directoryGroups: ['eng'],
  address: '10.1.2.3',
  identifiedBy: 'basic',
}

export function authorityOf(text: string): Authority {
  const authority = parseAuthority(text)
  if (!authority) throw new Error(`${text} is no authority`)
  return authority
}

/** A tunnel to an AI host of the gate's catalogue. */
export function tunnelTo(gate: Gate, authority = 'api.openai.com:443', scheme: Tunnel['scheme'] = 'https'): Tunnel {
  const target = authorityOf(authority)
  const app = gate.catalogue().find(target)
  if (!app) throw new Error(`${authority} is not in the catalogue`)
  return { scheme, authority: target, app, identity: anonymous }
}

export function headOf(part: Partial<RequestHead> = {}): RequestHead {
  return {
    method: 'POST',
    scheme: 'https',
    authority: authorityOf('api.openai.com:443'),
    path: '/v1/chat/completions',
    query: '',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sk-test' },
    ...part,
  }
}
