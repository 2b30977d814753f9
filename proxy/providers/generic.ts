/** Any other AI host: every string of JSON, form, multipart and text bodies and of the query, with kinds guessed from names. */
import type { ExchangeKind } from '../audit/types.ts'
import type { BodyDocument } from '../documents/types.ts'
import { genericUsageReader } from './generic-usage.ts'
import { problemAnswer } from './problem-answer.ts'
import { type Path, type Reading, readSegments, rewriteQuery, rewriteSegments } from './segments.ts'
import { bearer, emailClaim, tokenClaims } from './token-claims.ts'
import * as turn from './turns.ts'
import type { AccountHint, Endpoint, Extraction, Provider, RequestHead } from './types.ts'

/** Names under which apps put credentials into a query. */
const credentialParameters = [
  'key',
  'api_key',
  'apikey',
  'api-key',
  'access_token',
  'accessToken',
  'id_token',
  'sig',
  'signature',
  'X-Amz-Credential',
  'X-Amz-Security-Token',
  'X-Amz-Signature',
] as const

export const generic: Provider = {
  id: 'generic',
  version: 1,
  credentialParameters,
  match: head => ({ kind: kindOf(head), operation: 'other' }),
  extract,
  rewrite: (document, edits) => rewriteSegments(document, edits),
  rewriteQuery: (edits, segments, head) => rewriteQuery(edits, segments, head, credentialParameters),
  refuse: notice => problemAnswer(notice),
  usage: (endpoint: Endpoint) => (endpoint.kind === 'chat' ? genericUsageReader() : null),
  account,
}

const chatPath =
  /(chat|complet|conversation|generat|assistant|prompt|message|\bask|_ask|quer(y|ies)|\/responses|predict|invoke|converse|translat|inference|streamingsearch|graphql|jsonrpc)/i
const uploadPath = /(upload|attachment|\/files?(\/|$)|convert_document)/i
/** Page furniture that carries no prompt, on the same hosts. */
const noisePath =
  /(telemetry|analytics|metrics|statsig|sentry|\/events?(\/|$)|\/log(s|ging)?(\/|$)|beacon|heartbeat|rgstr)/i

function kindOf(head: RequestHead): ExchangeKind {
  if (head.headers.upgrade !== undefined) return 'websocket'
  const reads = head.method === 'GET' || head.method === 'HEAD' || head.method === 'OPTIONS' || head.method === 'DELETE'
  if (reads && !/[?&]?(q|query|prompt|text)=/.test(head.query)) return 'other'
  if (noisePath.test(head.path)) return 'other'
  if (uploadPath.test(head.path)) return 'upload'
  return chatPath.test(head.path) ? 'chat' : 'other'
}

function extract(document: BodyDocument, endpoint: Endpoint, head: RequestHead): Extraction {
  const model = [document.scalar('model'), document.scalar('modelId'), document.scalar('modelName')].find(
    (m): m is string => typeof m === 'string' && m.length <= 200,
  )
  const most = document.scalar('max_tokens')
  const turns = turn.readTurns(document, ['messages'], ['role'])
  return {
    ...readSegments(document, head, {
      classify: path => (endpoint.kind === 'upload' ? turn.attachment : reading(path, turns, document)),
      credentialParameters,
    }),
    ...(model === undefined ? {} : { model }),
    stream: document.scalar('stream') === true,
    ...(typeof most === 'number' && most >= 0 ? { maxOutputTokens: most } : {}),
  }
}

const promptNames = new Set([
  'prompt',
  'message',
  'text',
  'content',
  'query',
  'query_str',
  'q',
  'input',
  'inputs',
  'question',
  'parts',
])

function reading(path: Path, turns: turn.Turns, document: BodyDocument): Reading {
  if (path[0] === 'messages' && typeof path[1] === 'number')
    return path[2] === 'role' ? turn.control : turns.content(path[1])
  if (path[0] === 'model') return turn.control
  if (path.includes('extracted_content')) return turn.attachment
  if (document.type === 'text') return turn.prompt
  const name = path.findLast(step => typeof step === 'string' && !step.startsWith('#'))
  if (promptNames.has(String(name)) || name === 'f.req') return turn.prompt
  return document.type === 'form' || document.type === 'multipart' ? { role: 'unknown', kind: 'parameter' } : turn.other
}

function account(head: RequestHead): AccountHint | null {
  const token = bearer(head.headers.authorization)
  const claims = token === undefined ? null : tokenClaims(token)
  const email = claims ? emailClaim(claims) : undefined
  if (email) return { kind: 'email', value: email }
  const organization = /\/api\/organizations\/([0-9a-f-]{36})(\/|$)/.exec(head.path)?.[1]
  if (organization) return { kind: 'organization', value: organization }
  const key = head.headers['x-api-key'] ?? head.headers['api-key']
  return key ? { kind: 'api-key', value: key } : null
}
