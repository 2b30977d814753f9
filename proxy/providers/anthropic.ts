/** The Anthropic API: messages, count_tokens, batches, files, the legacy complete; also Anthropic models on Vertex. */
import type { BodyDocument } from '../documents/types.ts'
import { anthropicUsageReader } from './anthropic-usage.ts'
import { jsonAnswer } from './json-answer.ts'
import { type Path, type Reading, readSegments, rewriteQuery, rewriteSegments } from './segments.ts'
import { bearer, emailClaim, tokenClaims } from './token-claims.ts'
import * as turn from './turns.ts'
import type { AccountHint, Endpoint, Extraction, Provider, RefusalNotice, RequestHead } from './types.ts'

export const anthropic: Provider = {
  id: 'anthropic',
  version: 1,
  match,
  extract,
  rewrite: (document, edits) => rewriteSegments(document, edits),
  rewriteQuery,
  refuse: notice => jsonAnswer(notice, anthropicError(notice)),
  usage: endpoint => (endpoint.kind === 'chat' || endpoint.kind === 'completion' ? anthropicUsageReader() : null),
  account,
}

function match(head: RequestHead): Endpoint | null {
  const vertex = /\/publishers\/anthropic\/models\/([^/:]{1,100}):(raw|streamRaw)Predict$/.exec(head.path)
  if (vertex) {
    const [, model = '', verb = ''] = vertex
    return model.startsWith('count-tokens')
      ? { kind: 'count', operation: 'messages.count_tokens' }
      : { kind: 'chat', operation: verb === 'raw' ? 'rawPredict' : 'streamRawPredict', model: model.split('@', 1)[0]! }
  }
  const resource = /\/v1\/(messages|complete|files|models|organizations|skills)(\/.*)?$/.exec(head.path)
  if (!resource) return null
  const [, name = '', rest = ''] = resource
  if (head.method === 'POST') {
    if (name === 'messages' && (rest === '' || rest === '/')) return { kind: 'chat', operation: 'messages' }
    if (name === 'messages' && rest === '/count_tokens') return { kind: 'count', operation: 'messages.count_tokens' }
    if (name === 'messages' && rest === '/batches') return { kind: 'other', operation: 'messages.batches' }
    if (name === 'complete') return { kind: 'completion', operation: 'complete' }
    if (name === 'files') return { kind: 'upload', operation: 'files' }
  }
  return { kind: 'other', operation: 'resource' }
}

function extract(document: BodyDocument, endpoint: Endpoint, head: RequestHead): Extraction {
  const model = document.scalar('model') ?? endpoint.model
  const most = document.scalar('max_tokens') ?? document.scalar('max_tokens_to_sample')
  return {
    ...readSegments(document, head, { classify: reader(document, endpoint), isOwn }),
    ...(typeof model === 'string' ? { model } : {}),
    stream: document.scalar('stream') === true || endpoint.operation === 'streamRawPredict',
    ...(typeof most === 'number' && most >= 0 ? { maxOutputTokens: most } : {}),
  }
}

/** Signatures of thinking, and thinking that came encrypted: the provider's own bytes sent back. */
function isOwn(path: Path): boolean {
  const last = path.at(-1)
  return last === 'signature' || last === 'encrypted_content' || (last === 'data' && typeof path.at(-2) === 'number')
}

function reader(document: BodyDocument, endpoint: Endpoint): (path: Path) => Reading {
  if (endpoint.kind === 'upload') return path => (path.at(-1) === 'purpose' ? turn.metadata : turn.attachment)
  const types = blockTypes(document)
  const readers = new Map<number, (path: Path) => Reading>()
  const single = requestReader(document, [], types)
  // A batch holds whole requests: requests[n].params.
  return path => {
    if (path[0] !== 'requests' || typeof path[1] !== 'number' || path[2] !== 'params') return single(path)
    const known = readers.get(path[1])
    const read = known ?? requestReader(document, ['requests', path[1], 'params'], types)
    if (!known) readers.set(path[1], read)
    return read(path)
  }
}

function requestReader(
  document: BodyDocument,
  base: Path,
  types: ReadonlyMap<string, string>,
): (path: Path) => Reading {
  const turns = turn.readTurns(document, [...base, 'messages'], ['role'])
  return path => {
    const field = path[base.length]
    const index = path[base.length + 1]
    switch (field) {
      case 'messages':
        return typeof index === 'number' ? ofMessage(path, base.length + 2, turns, index, types) : turn.prompt
      case 'system':
        return path.at(-1) === 'type' ? turn.control : turn.instructions
      case 'prompt':
        return turn.prompt
      case 'tools':
      case 'mcp_servers':
        return turn.toolDefinition
      case 'metadata':
      case 'custom_id':
        return turn.metadata
      case 'model':
      case 'anthropic_version':
        return turn.control
      default:
        return turn.other
    }
  }
}

/** `at` is where the message's own fields begin in the path: `role`, `content`. */
function ofMessage(
  path: Path,
  at: number,
  turns: turn.Turns,
  index: number,
  types: ReadonlyMap<string, string>,
): Reading {
  if (path[at] === 'role') return turn.control
  if (path[at] !== 'content' || typeof path[at + 1] !== 'number') return turns.content(index)
  const field = path[at + 2]
  if (field === 'type') return turn.control
  switch (types.get(keyOf(path.slice(0, at + 2)))) {
    case 'thinking':
    case 'redacted_thinking':
      // The API refuses thinking whose text no longer fits its signature.
      return { role: 'assistant', kind: 'history', editable: false }
    case 'tool_use':
    case 'server_tool_use':
    case 'mcp_tool_use':
      return field === 'input' ? turn.toolCall : turn.metadata
    case 'document':
    case 'image':
    case 'container_upload':
      return path.at(-1) === 'type' || path.at(-1) === 'media_type' ? turn.control : turn.attachment
    case undefined:
    case 'text':
      return turns.content(index)
    default: // tool_result, web_search_tool_result and their kin
      return field === 'tool_use_id' ? turn.metadata : turn.toolResult
  }
}

/** Type of every content block, by the path of the block. */
function blockTypes(document: BodyDocument): ReadonlyMap<string, string> {
  const types = new Map<string, string>()
  for (const leaf of document.leaves) {
    const { path } = leaf
    if (path.at(-1) === 'type' && typeof path.at(-2) === 'number' && path.at(-3) === 'content')
      types.set(keyOf(path.slice(0, -1)), leaf.text)
  }
  return types
}

function keyOf(path: Path): string {
  return path.join('\0')
}

/** https://docs.anthropic.com/en/api/errors; the type follows from the status there. */
export function anthropicError(notice: RefusalNotice): Record<string, unknown> {
  const types: Readonly<Record<number, string>> = {
    400: 'invalid_request_error',
    401: 'authentication_error',
    403: 'permission_error',
    413: 'request_too_large',
    429: 'rate_limit_error',
  }
  return {
    type: 'error',
    error: { type: types[notice.status] ?? 'api_error', message: notice.message, error_code: notice.code },
    request_id: notice.eventId,
  }
}

function account(head: RequestHead): AccountHint | null {
  const token = bearer(head.headers.authorization)
  const claims = token === undefined ? null : tokenClaims(token)
  const email = claims ? emailClaim(claims) : undefined
  if (email) return { kind: 'email', value: email }
  const key = head.headers['x-api-key'] ?? token
  return key ? { kind: 'api-key', value: key } : null
}
