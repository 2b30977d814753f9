/**
 * What Sluice must know about one AI API or app: which requests are its, where human text stands, how to refuse
 * in its own shape, where usage is reported, whose account it is. One file per provider, listed in index.ts;
 * fixtures in test/proxy/providers/fixtures/<id>/. Formats: docs of the vendor, or captured clients where undocumented.
 */
import type { Coverage, Edit, Segment } from '../../policy/segment.ts'
import type { ExchangeKind, Usage } from '../audit/types.ts'
import type { Authority } from '../authority.ts'
import type { BodyDocument } from '../documents/types.ts'

/** Lower-case names; repeated headers joined by `, ` as RFC 9110 section 5.3 allows. */
export type HeaderView = Readonly<Record<string, string | undefined>>

export interface RequestHead {
  readonly method: string
  readonly scheme: 'https' | 'http'
  readonly authority: Authority
  /** Path without the query, as sent. */
  readonly path: string
  /** Query without `?`, as sent; empty when absent. */
  readonly query: string
  readonly headers: HeaderView
}

/** What a request is, once its provider has recognised it from the head alone. */
export interface Endpoint {
  readonly kind: ExchangeKind
  /** Short name within the provider: `chat.completions`, `messages`, `streamGenerateContent`. */
  readonly operation: string
  /** Known from the path (Gemini, Bedrock), before the body is read. */
  readonly model?: string
}

export interface Extraction {
  readonly segments: readonly Segment[]
  readonly model?: string
  /** The caller asked for a streamed answer. */
  readonly stream: boolean
  /** Most output tokens the caller allows, summed over choices; undefined when not given. */
  readonly maxOutputTokens?: number
  readonly coverage: Coverage
}

/** What a refusal says, before it takes a provider's shape. */
export interface RefusalNotice {
  /** policy: a rule blocks; limit: over a limit (429); error: something of ours failed. */
  readonly cause: 'policy' | 'limit' | 'error'
  /** Stable code of errors.ts: `policy_blocked`, `limit_exceeded`, `inspection_failed`. */
  readonly code: string
  /** For the person, one or two sentences; ends with the event id. */
  readonly message: string
  readonly eventId: string
  /** 400 or 403 for policy and error, 429 for limit; never one that SDKs retry, except 429. */
  readonly status: number
  readonly retryAfterSeconds?: number
}

export interface RefusalAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What a reader learned. `text`: no usage was reported; tokens are estimated later, off the event loop. */
export type UsageReading =
  | { readonly kind: 'measured'; readonly usage: Usage }
  | {
      readonly kind: 'text'
      readonly outputText: string
      readonly model?: string
    }
  | { readonly kind: 'none' }

/** Reads usage from an answer as it passes. Called on the hot path: cheap per event, never throws, bounded memory. */
export interface UsageReader {
  /** One SSE `data` payload, NDJSON line, element of a streamed JSON array, or a whole JSON body. */
  event(data: string, name?: string): void
  done(): UsageReading
}

/** Which account a request belongs to. Supplied by the client: good for denying, never for authenticating. */
export interface AccountHint {
  readonly kind: 'email' | 'workspace' | 'organization' | 'project' | 'api-key' | 'user'
  /** The raw value; an `api-key` is hashed under the installation's key before it is recorded. */
  readonly value: string
}

export interface Provider {
  readonly id: string
  /** Raised with every change of what the adapter reads; recorded with fixtures to tell drift. */
  readonly version: number
  /** Query parameters that carry credentials: neither scanned nor recorded. */
  readonly credentialParameters?: readonly string[]
  /** The endpoint, or null when this path is not one the adapter knows: `generic` reads it then. */
  match(head: RequestHead): Endpoint | null
  /** Every string of the document is a segment; the adapter adds role and kind and says what it could not read. Throws nothing on odd shapes: unknown shape is coverage `partial`. */
  extract(document: BodyDocument, endpoint: Endpoint, head: RequestHead): Extraction
  /** The body with the edits made. `edits[].segment` indexes what `extract` returned for the same document. */
  rewrite(document: BodyDocument, edits: readonly Edit[], endpoint: Endpoint, head: RequestHead): Buffer
  /** The query with the edits that fall into query segments; absent where the adapter reads no query. */
  rewriteQuery?(edits: readonly Edit[], segments: readonly Segment[], head: RequestHead): string
  refuse(notice: RefusalNotice, endpoint: Endpoint | null, head: RequestHead): RefusalAnswer
  usage(endpoint: Endpoint, head: RequestHead): UsageReader | null
  account(head: RequestHead): AccountHint | null
}
