/** The Gemini API, Gemini on Vertex, and Code Assist, which wraps the same request in an envelope. */
import type { ExchangeKind } from '../audit/types.ts'
import type { BodyDocument } from '../documents/types.ts'
import { geminiUsageReader } from './gemini-usage.ts'
import { jsonAnswer } from './json-answer.ts'
import { type Path, type Reading, readSegments, rewriteQuery, rewriteSegments } from './segments.ts'
import { bearer } from './token-claims.ts'
import * as turn from './turns.ts'
import type { AccountHint, Endpoint, Extraction, Provider, RefusalAnswer, RefusalNotice, RequestHead } from './types.ts'

const credentialParameters = ['key', 'access_token', 'upload_id'] as const

export const gemini: Provider = {
  id: 'gemini',
  version: 1,
  credentialParameters,
  match,
  extract,
  rewrite: (document, edits) => rewriteSegments(document, edits),
  rewriteQuery: (edits, segments, head) => rewriteQuery(edits, segments, head, credentialParameters),
  refuse,
  usage: endpoint => (endpoint.kind === 'chat' || endpoint.kind === 'embedding' ? geminiUsageReader() : null),
  account,
}

const kinds: ReadonlyMap<string, ExchangeKind> = new Map(
  Object.entries({
    generateContent: 'chat',
    streamGenerateContent: 'chat',
    batchGenerateContent: 'other',
    bidiGenerateContent: 'websocket',
    generateAnswer: 'chat',
    generateMessage: 'chat',
    generateText: 'completion',
    countTokens: 'count',
    computeTokens: 'count',
    countMessageTokens: 'count',
    countTextTokens: 'count',
    embedContent: 'embedding',
    batchEmbedContents: 'embedding',
    embedText: 'embedding',
    predict: 'image',
    predictLongRunning: 'image',
    asyncBatchEmbedContent: 'other',
  } as const),
)

function match(head: RequestHead): Endpoint | null {
  const method = /:([A-Za-z]+)$/.exec(head.path)?.[1]
  const kind = method === undefined ? undefined : kinds.get(method)
  // Vertex serves other vendors' models under the same host, by other methods.
  if (method !== undefined && kind === undefined && head.path.includes('/publishers/')) return null
  if (method !== undefined && kind !== undefined) {
    const model = /\/(?:models|tunedModels|endpoints)\/([^/:]{1,100}):/.exec(head.path)?.[1]
    return { kind, operation: method, ...(model === undefined ? {} : { model }) }
  }
  if (/^\/(?:resumable\/)?upload\/v\d[a-z0-9]*\/files$/.test(head.path)) return { kind: 'upload', operation: 'files' }
  if (/^\/ws\/google\./.test(head.path)) return { kind: 'websocket', operation: 'bidiGenerateContent' }
  if (/^\/v1internal[:/]/.test(head.path)) return { kind: 'other', operation: 'internal' }
  const resource =
    /^\/v\d[a-z0-9]*\/(models|files|cachedContents|tunedModels|batches|corpora|operations|projects)(\/|$)/
  return resource.test(head.path) ? { kind: 'other', operation: 'resource' } : null
}

function extract(document: BodyDocument, endpoint: Endpoint, head: RequestHead): Extraction {
  const base = basePath(document)
  const named = document.scalar('model') ?? endpoint.model
  const most =
    document.scalar(...base, 'generationConfig', 'maxOutputTokens') ??
    document.scalar(...base, 'generation_config', 'max_output_tokens')
  const choices = document.scalar(...base, 'generationConfig', 'candidateCount')
  return {
    ...readSegments(document, head, {
      classify: reader(document, endpoint, base),
      isOwn: path => path.at(-1) === 'thoughtSignature' || path.at(-1) === 'thought_signature',
      credentialParameters,
    }),
    ...(typeof named === 'string' ? { model: named.slice(named.lastIndexOf('/') + 1) } : {}),
    stream: endpoint.operation === 'streamGenerateContent',
    ...(typeof most === 'number' && most >= 0
      ? { maxOutputTokens: most * (typeof choices === 'number' ? Math.max(1, choices) : 1) }
      : {}),
  }
}

/** Code Assist sends `{model, project, request: {contents…}}`. */
function basePath(document: BodyDocument): Path & string[] {
  const wrapped = document.leaves.some(({ path }) => path[0] === 'request' && typeof path[1] === 'string')
  return wrapped ? ['request'] : []
}

function reader(document: BodyDocument, endpoint: Endpoint, base: Path): (path: Path) => Reading {
  if (endpoint.kind === 'upload') return () => turn.attachment
  const turns = turn.readTurns(document, [...base, 'contents'], ['role'])
  return path => {
    const own = path.slice(base.length)
    const field = turn.startsWith(path, base) ? own[0] : path[0]
    switch (field) {
      case 'contents':
        return ofContent(own, turns)
      case 'content': // embedContent
      case 'requests': // batchEmbedContents
      case 'instances': // predict
      case 'prompt':
        return own.at(-1) === 'role' || own.at(-1) === 'model' ? turn.control : turn.prompt
      case 'systemInstruction':
      case 'system_instruction':
        return own.at(-1) === 'role' ? turn.control : turn.instructions
      case 'tools':
      case 'toolConfig':
        return turn.toolDefinition
      case 'clientContent':
      case 'realtimeInput':
        return turn.prompt
      case 'toolResponse':
        return turn.toolResult
      case 'model':
        return turn.control
      case 'labels':
      case 'project':
      case 'session_id':
        return turn.metadata
      default:
        return turn.other
    }
  }
}

/** `contents[n].role` and `contents[n].parts[m].…`; `contents` may also be a single content. */
function ofContent(path: Path, turns: turn.Turns): Reading {
  const listed = typeof path[1] === 'number'
  const field = path[listed ? 2 : 1]
  if (field === 'role') return turn.control
  const part = path[listed ? 4 : 3]
  switch (part) {
    case 'functionCall':
    case 'function_call':
    case 'executableCode':
      return turn.toolCall
    case 'functionResponse':
    case 'function_response':
    case 'codeExecutionResult':
      return turn.toolResult
    case 'inlineData':
    case 'inline_data':
    case 'fileData':
    case 'file_data':
      return path.at(-1) === 'mimeType' || path.at(-1) === 'mime_type' ? turn.control : turn.attachment
    case 'thoughtSignature':
    case 'thought_signature':
      return turn.control
    default:
      return listed ? turns.content(Number(path[1])) : turn.prompt
  }
}

/** https://google.aip.dev/193. A stream without `alt=sse` is one JSON array, so its error stands in one too. */
function refuse(notice: RefusalNotice, endpoint: Endpoint | null, head: RequestHead): RefusalAnswer {
  const error = {
    error: {
      code: notice.status,
      message: notice.message,
      status: statusNames[notice.status] ?? 'FAILED_PRECONDITION',
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: notice.code.toUpperCase(),
          domain: 'sluice',
          metadata: { event: notice.eventId },
        },
      ],
    },
  }
  const array = endpoint?.operation === 'streamGenerateContent' && !/(^|&)(\$?alt|%24alt)=sse(&|$)/.test(head.query)
  return jsonAnswer(notice, array ? [error] : error)
}

const statusNames: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  429: 'RESOURCE_EXHAUSTED',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
}

function account(head: RequestHead): AccountHint | null {
  const project = head.headers['x-goog-user-project'] ?? /\/projects\/([^/]{1,100})\//.exec(head.path)?.[1]
  if (project) return { kind: 'project', value: project }
  const key = head.headers['x-goog-api-key'] ?? keyParameter(head.query) ?? bearer(head.headers.authorization)
  return key ? { kind: 'api-key', value: key } : null
}

function keyParameter(query: string): string | undefined {
  return query.includes('key=') ? (new URLSearchParams(query).get('key') ?? undefined) : undefined
}
