/** The OpenAI API, and every host that speaks its formats: chat completions, responses, completions, embeddings, images, audio, files, batches. */
import type { ExchangeKind } from '../audit/types.ts'
import type { BodyDocument } from '../documents/types.ts'
import { jsonAnswer } from './json-answer.ts'
import { openaiUsageReader } from './openai-usage.ts'
import { type Path, type Reading, readSegments, rewriteQuery, rewriteSegments } from './segments.ts'
import { bearer, emailClaim, tokenClaims } from './token-claims.ts'
import * as turn from './turns.ts'
import type { AccountHint, Endpoint, Extraction, Provider, RefusalNotice, RequestHead } from './types.ts'

export const openai: Provider = {
  id: 'openai',
  version: 1,
  match,
  extract,
  rewrite: (document, edits) => rewriteSegments(document, edits),
  rewriteQuery,
  refuse: (notice, _, head) => jsonAnswer(notice, { error: isAzure(head) ? azureError(notice) : openaiError(notice) }),
  usage: endpoint => (measured.has(endpoint.kind) ? openaiUsageReader() : null),
  account,
}

const measured: ReadonlySet<ExchangeKind> = new Set(['chat', 'completion', 'embedding', 'image', 'audio'])

/** Distinctive ends: hosts put different prefixes before them (/v1, /openai/v1, /api/v1, /inference/v1, /openai/deployments/{name}). */
const ends: readonly (readonly [end: string, kind: ExchangeKind, operation: string])[] = [
  ['/chat/completions', 'chat', 'chat.completions'],
  ['/responses/input_tokens', 'count', 'responses.input_tokens'],
  ['/responses/compact', 'chat', 'responses.compact'],
  ['/completions', 'completion', 'completions'],
  ['/embeddings', 'embedding', 'embeddings'],
  ['/images/generations', 'image', 'images.generations'],
  ['/images/edits', 'image', 'images.edits'],
  ['/images/variations', 'image', 'images.variations'],
  ['/audio/transcriptions', 'audio', 'audio.transcriptions'],
  ['/audio/translations', 'audio', 'audio.translations'],
  ['/audio/speech', 'audio', 'audio.speech'],
]

/** Ends that other apps use too: only at the root of the API. */
const rootEnds: readonly (readonly [end: string, kind: ExchangeKind, operation: string])[] = [
  ['/responses', 'chat', 'responses'],
  ['/moderations', 'other', 'moderations'],
  ['/files', 'upload', 'files'],
  ['/uploads', 'upload', 'uploads'],
  ['/batches', 'other', 'batches'],
  ['/realtime', 'websocket', 'realtime'],
]
const apiRoot = /^$|\/(v\d\w*|openai|codex)$/

/** Resources of the API that carry text but are not model calls by themselves; also what is only read. */
const resources =
  /\/(?:v1|openai)\/(models|files|uploads|batches|responses|chat|conversations|assistants|threads|vector_stores|fine_tuning|evals|containers|videos|realtime|organization)(\/|$)/

function match(head: RequestHead): Endpoint | null {
  const path = head.path.endsWith('/') ? head.path.slice(0, -1) : head.path
  const upgrade = head.headers.upgrade !== undefined
  if (head.method === 'POST' || upgrade) {
    const known =
      ends.find(([end]) => path.endsWith(end)) ??
      rootEnds.find(([end]) => path.endsWith(end) && apiRoot.test(path.slice(0, -end.length)))
    if (known) return { kind: upgrade ? 'websocket' : known[1], operation: known[2], ...deployment(path) }
    if (/\/v1\/uploads\/[^/]+\/parts$/.test(path)) return { kind: 'upload', operation: 'uploads.parts' }
    if (/\/threads(\/[^/]+\/(messages|runs)|\/runs)?$/.test(path)) return { kind: 'chat', operation: 'threads' }
  }
  return resources.test(path) ? { kind: 'other', operation: 'resource' } : null
}

/** Azure names the model's deployment in the path, Copilot's completions the engine. */
function deployment(path: string): { model?: string } {
  const name = /\/(?:deployments|engines)\/([^/]{1,100})\//.exec(path)?.[1]
  return name === undefined ? {} : { model: name }
}

function extract(document: BodyDocument, endpoint: Endpoint, head: RequestHead): Extraction {
  const model = document.scalar('model') ?? endpoint.model
  const most =
    number(document.scalar('max_completion_tokens')) ??
    number(document.scalar('max_output_tokens')) ??
    number(document.scalar('max_tokens'))
  const choices = number(document.scalar('n')) ?? 1
  return {
    ...readSegments(document, head, { classify: reader(document), isOwn: path => path.includes('encrypted_content') }),
    ...(typeof model === 'string' ? { model } : {}),
    stream: document.scalar('stream') === true || String(document.scalar('stream')) === 'true',
    ...(most === undefined ? {} : { maxOutputTokens: most * Math.max(1, choices) }),
  }
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined
}

/** A batch line wraps the request in `body`; a WebSocket frame may wrap it in `response`. */
function reader(document: BodyDocument): (path: Path) => Reading {
  if (document.type === 'text') return () => turn.prompt
  if (document.type === 'multipart') return ofForm
  const chat = turn.readTurns(document, ['messages'], ['role'])
  const items = turn.readTurns(document, ['input'], ['role'])
  const types = itemTypes(document)
  return path => {
    const last = path.at(-1)
    switch (path[0]) {
      case 'messages':
        return typeof path[1] === 'number' ? ofMessage(path, chat, path[1]) : turn.prompt
      case 'input':
        return typeof path[1] === 'number' ? ofItem(path, items, path[1], types[path[1]]) : turn.prompt
      case 'prompt':
      case 'suffix':
      case 'prediction':
      case 'documents':
      case 'query':
        return turn.prompt
      case 'instructions':
      case 'system':
        return turn.instructions
      case 'tools':
      case 'functions':
        return turn.toolDefinition
      case 'item':
        return last === 'type' || last === 'role' ? turn.control : turn.prompt
      case 'metadata':
      case 'user':
      case 'safety_identifier':
      case 'prompt_cache_key':
        return turn.metadata
      case 'model':
      case 'type':
        return turn.control
      default:
        return typeof path[0] === 'number' ? turn.prompt : turn.other
    }
  }
}

function ofMessage(path: Path, chat: turn.Turns, index: number): Reading {
  const field = path[2]
  if (field === 'role') return turn.control
  if (field === 'tool_calls' || field === 'function_call') return path.at(-1) === 'type' ? turn.control : turn.toolCall
  if (field === 'name' || field === 'tool_call_id') return turn.metadata
  if (field === 'content' && typeof path[3] === 'number') {
    if (path.length === 5 && path[4] === 'type') return turn.control
    if (path[4] === 'file' || path[4] === 'input_audio') return turn.attachment
  }
  return chat.content(index)
}

function ofItem(path: Path, items: turn.Turns, index: number, type: string | undefined): Reading {
  const field = path[2]
  if (field === 'type' || field === 'role') return turn.control
  if (field === 'id' || field === 'call_id' || field === 'status') return turn.metadata
  if (type?.endsWith('_call_output')) return turn.toolResult
  if (type?.endsWith('_call')) return turn.toolCall
  if (type === 'reasoning') return turn.answer
  if (field === 'content' && path.length === 5 && path[4] === 'type') return turn.control
  if (path[4] === 'file_data' || path[4] === 'filename') return turn.attachment
  return items.content(index)
}

function itemTypes(document: BodyDocument): readonly (string | undefined)[] {
  const types: (string | undefined)[] = []
  for (const { path, text } of document.leaves)
    if (path.length === 3 && path[0] === 'input' && path[2] === 'type' && typeof path[1] === 'number')
      types[path[1]] = text
  return types
}

function ofForm(path: Path): Reading {
  if (path[0] === 'model') return turn.control
  if (path[0] === 'prompt' || path[0] === 'input') return turn.prompt
  return path[0] === 'file' || path[0] === 'data' ? turn.attachment : { role: 'unknown', kind: 'parameter' }
}

/** https://platform.openai.com/docs/guides/error-codes: SDKs show `message` and keep `code`. */
export function openaiError(notice: RefusalNotice): Record<string, unknown> {
  const limit = notice.cause === 'limit'
  return {
    message: notice.message,
    type: limit ? 'insufficient_quota' : notice.cause === 'policy' ? 'policy_violation' : 'invalid_request_error',
    param: null,
    code: limit ? 'insufficient_quota' : notice.code,
  }
}

function azureError(notice: RefusalNotice): Record<string, unknown> {
  return { code: notice.code, message: notice.message, innererror: { code: notice.code } }
}

function isAzure(head: RequestHead): boolean {
  return /\.azure\.com$|^azure-api\.net$|\.azure-api\.net$/.test(head.authority.host)
}

function account(head: RequestHead): AccountHint | null {
  const token = bearer(head.headers.authorization)
  const claims = token === undefined ? null : tokenClaims(token)
  const email = claims ? emailClaim(claims) : undefined
  if (email) return { kind: 'email', value: email }
  const organization = head.headers['openai-organization']
  if (organization) return { kind: 'organization', value: organization }
  const project = head.headers['openai-project']
  if (project) return { kind: 'project', value: project }
  const key = head.headers['api-key'] ?? head.headers['x-api-key'] ?? token
  return key ? { kind: 'api-key', value: key } : null
}
