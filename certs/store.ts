/** Leaf certificates as TLS contexts: one per host, made on demand, bounded, renewed before they end. */
import { randomBytes } from 'node:crypto'
import { createSecureContext, type SecureContext } from 'node:tls'
import { LRUCache } from 'lru-cache'
import { pem } from './asn1.ts'
import type { CertificateAuthority } from './authority.ts'
import { readHost } from './constraints.ts'
import { CertificateError } from './error.ts'
import type { Intermediate } from './intermediate.ts'
import { createLeafIssuer, type IssueLeaf, leafValidity } from './leaf.ts'
import { newKey } from './root.ts'

export interface LeafStoreOptions {
  readonly authority: CertificateAuthority
  /** Most contexts kept; the least recently used goes first. */
  readonly cacheSize: number
  /** Days that a leaf is valid, 47 at most. */
  readonly leafDays: number
  readonly now: () => Date
  /** Random bytes for serial numbers. */
  readonly random?: (bytes: number) => Buffer
}

export interface LeafStore {
  /**
   * The context for a host (lower-case DNS name or IP literal). Synchronous, so that two first connections to one host
   * share one leaf. Throws CertificateError for a host outside the CA's constraints.
   */
  contextFor(host: string): SecureContext
  stats(): LeafStoreStats
}

export interface LeafStoreStats {
  readonly size: number
  readonly issued: number
  readonly hits: number
  /** Time that the last leaf took to make, the TLS context included, in milliseconds. */
  readonly lastIssueMs: number
}

interface Entry {
  readonly context: SecureContext
  readonly renewAt: number
}

/** How often the intermediate's own end is looked at. */
const renewalCheckMs = 3_600_000

export function createLeafStore(options: LeafStoreOptions): LeafStore {
  const { authority, cacheSize, leafDays, now, random = randomBytes } = options
  const cache = new LRUCache<string, Entry>({ max: cacheSize })
  const leafKey = newKey()
  const key = leafKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  let intermediate: Intermediate = authority.intermediate
  let issueLeaf: IssueLeaf = createLeafIssuer(intermediate, leafKey)
  let checkAt = 0
  let issued = 0
  let hits = 0
  let lastIssueMs = 0

  const followAuthority = (at: number) => {
    if (at >= checkAt) {
      checkAt = at + renewalCheckMs
      authority.renew()
    }
    if (authority.intermediate === intermediate) return
    intermediate = authority.intermediate
    issueLeaf = createLeafIssuer(intermediate, leafKey)
    cache.clear()
  }

  return {
    contextFor(name) {
      const at = now().getTime()
      followAuthority(at)
      const cached = cache.get(name)
      if (cached && at < cached.renewAt) {
        hits++
        return cached.context
      }
      const started = performance.now()
      const host = readHost(name)
      if (host === null || !authority.permits(name))
        throw new CertificateError(`${name} is outside the CA's name constraints`)
      const validity = leafValidity(new Date(at), leafDays, intermediate.notAfter)
      const cert = pem('CERTIFICATE', issueLeaf(host, validity, random(16))) + intermediate.pem
      const context = createSecureContext({ key, cert })
      const life = validity.notAfter.getTime() - validity.notBefore.getTime()
      cache.set(name, { context, renewAt: validity.notBefore.getTime() + (life * 2) / 3 })
      issued++
      lastIssueMs = performance.now() - started
      return context
    },
    stats: () => ({ size: cache.size, issued, hits, lastIssueMs }),
  }
}
