/** ChatGPT in the browser and its apps: conversation, drafts sent while typing, uploads; Codex speaks the Responses format there. */
import type { BodyDocument } from '../documents/types.ts'
import { chatgptUsageReader } from './chatgpt-web-usage.ts'
import { jsonAnswer } from './json-answer.ts'
import { openai } from './openai.ts'
import { type Path, type Reading, readSegments, rewriteQuery, rewriteSegments } from './segments.ts'
import { bearer, emailClaim, tokenClaims } from './token-claims.ts'
import * as turn from './turns.ts'
import type { AccountHint, Endpoint, Extraction, Provider, RequestHead } from './types.ts'

/** Signed upload addresses carry their credentials in the query. */
const credentialParameters = ['sig', 'access_token', 'token'] as const

export const chatgptWeb: Provider = {
  id: 'chatgpt-web',
  version: 1,
  credentialParameters,
  match,
  extract,
  rewrite: (document, edits) => rewriteSegments(document, edits),
  rewriteQuery: (edits, segments, head) => rewriteQuery(edits, segments, head, credentialParameters),
  refuse: (notice, endpoint, head) =>
    isCodex(endpoint)
      ? openai.refuse(notice, endpoint, head)
      : // The page shows `detail`; a retry header would not be read.
        jsonAnswer(notice, { detail: { message: notice.message, code: notice.code, event: notice.eventId } }),
  usage(endpoint, head) {
    if (isCodex(endpoint)) return openai.usage(endpoint, head)
    return endpoint.kind === 'chat' ? chatgptUsageReader() : null
  },
  account,
}

const own = /^\/(?:backend-api|backend-anon|unauth-mweb)\//
const conversation = /^\/(?:backend-api|backend-anon|unauth-mweb)\/(?:f\/)?conversation(?:\/updates)?\/?$/
const draft = /^\/(?:backend-api|backend-anon)\/(?:f\/)?conversation\/prepare$/
const codex = /^\/backend-api\/codex\//
const upload = /^\/(?:backend-api|backend-anon)\/files(?:\/|$)/

function match(head: RequestHead): Endpoint | null {
  const { path } = head
  if (codex.test(path)) return codexEndpoint(head)
  if (isUploadHost(head)) return { kind: head.method === 'GET' ? 'other' : 'upload', operation: 'files.put' }
  if (!own.test(path)) return null
  if (head.headers.upgrade !== undefined) return { kind: 'websocket', operation: 'socket' }
  if (head.method !== 'POST') return { kind: 'other', operation: 'resource' }
  if (conversation.test(path)) return { kind: 'chat', operation: 'conversation' }
  if (draft.test(path)) return { kind: 'draft', operation: 'conversation.prepare' }
  // Announces a file, or says that it has arrived; the bytes go to another host.
  if (upload.test(path)) return { kind: 'upload', operation: 'files' }
  return { kind: 'other', operation: 'resource' }
}

function codexEndpoint(head: RequestHead): Endpoint {
  const known = openai.match(head)
  return known ? { ...known, operation: `codex.${known.operation}` } : { kind: 'other', operation: 'codex.resource' }
}

function isCodex(endpoint: Endpoint | null): boolean {
  return endpoint?.operation.startsWith('codex.') ?? false
}

function isUploadHost(head: RequestHead): boolean {
  return head.authority.host.endsWith('.oaiusercontent.com')
}

function extract(document: BodyDocument, endpoint: Endpoint, head: RequestHead): Extraction {
  if (isCodex(endpoint)) return openai.extract(document, endpoint, head)
  const model = document.scalar('model')
  return {
    ...readSegments(document, head, { classify: reader(document, endpoint), credentialParameters }),
    ...(typeof model === 'string' ? { model } : {}),
    stream: endpoint.operation === 'conversation',
  }
}

function reader(document: BodyDocument, endpoint: Endpoint): (path: Path) => Reading {
  if (endpoint.operation === 'files.put') return () => turn.attachment
  const turns = turn.readTurns(document, ['messages'], ['author', 'role'])
  const isDraft = endpoint.kind === 'draft'
  return path => {
    if (path[0] === 'model' || path[0] === 'action') return turn.control
    if (path[0] === 'messages' && typeof path[1] === 'number') {
      const reading = ofMessage(path, turns, path[1])
      return isDraft && reading.kind === 'prompt' ? draftText : reading
    }
    if (path[0] === 'file_name') return turn.attachment
    if (isDraft && draftNames.has(String(path[0]))) return draftText
    return metadataNames.has(String(path[0])) ? turn.metadata : turn.other
  }
}

const draftText: Reading = { role: 'user', kind: 'draft' }
/** Where clients put the text of the composer before it is sent. */
const draftNames = new Set(['partial_query', 'prompt', 'text', 'query', 'content'])
const metadataNames = new Set(
  'parent_message_id conversation_id timezone websocket_request_id client_contextual_info use_case file_id mime_type'.split(
    ' ',
  ),
)

function ofMessage(path: Path, turns: turn.Turns, index: number): Reading {
  switch (path[2]) {
    case 'author':
      return turn.control
    case 'content':
      if (path[3] === 'content_type') return turn.control
      return path.at(-1) === 'asset_pointer' ? turn.metadata : turns.content(index)
    case 'metadata':
      return path.includes('attachments') && path.at(-1) === 'name' ? turn.attachment : turn.metadata
    case 'id':
      return turn.metadata
    default:
      return turns.content(index)
  }
}

function account(head: RequestHead): AccountHint | null {
  const claims = tokenClaims(bearer(head.headers.authorization) ?? '')
  const email = claims ? emailClaim(claims) : undefined
  if (email) return { kind: 'email', value: email }
  const workspace = head.headers['chatgpt-account-id']
  return workspace ? { kind: 'workspace', value: workspace } : null
}
