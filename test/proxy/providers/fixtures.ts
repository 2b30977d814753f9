/** Runs the hand-written fixtures of one adapter: `<name>.request.json` through match and extract, `<name>.answer.json` through the usage reader. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Edit } from '../../../policy/segment.ts'
import { parseAuthority } from '../../../proxy/authority.ts'
import { readDocument } from '../../../proxy/documents/index.ts'
import type { Provider, RequestHead } from '../../../proxy/providers/types.ts'
import { createResponseTap } from '../../../proxy/usage-tap.ts'

interface RequestFixture {
  host: string
  method: string
  path: string
  query: string
  headers: Record<string, string>
  contentType: string | null
  body: unknown
  expect: {
    operation: string
    kind: string
    model?: string
    stream: boolean
    maxOutputTokens?: number
    coverage: string
    reason?: string
    /** Place, role, kind, text, editable (true when left out). Others may stand between them. */
    segments: [string, string, string, string, boolean?][]
  }
}

interface AnswerFixture {
  host: string
  path: string
  query: string
  contentType: string
  body?: unknown
  events?: [string, string][]
  expect: unknown
}

export function headOf(parts: {
  host?: string
  method?: string
  path?: string
  query?: string
  headers?: Record<string, string>
}): RequestHead {
  return {
    method: parts.method ?? 'POST',
    scheme: 'https',
    authority: parseAuthority(parts.host ?? 'api.example.com', 443)!,
    path: parts.path ?? '/',
    query: parts.query ?? '',
    headers: parts.headers ?? {},
  }
}

export function runFixtures(provider: Provider): void {
  const folder = join(import.meta.dirname, 'fixtures', provider.id)
  const files = readdirSync(folder)
  const load = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T // hand-written, checked by the tests themselves
  describe('requests', () => {
    test.each(files.filter(f => f.endsWith('.request.json')))('%s', file => request(provider, load(file)))
  })
  describe('answers', () => {
    test.each(files.filter(f => f.endsWith('.answer.json')))('%s', file => answer(provider, load(file)))
  })
}

function request(provider: Provider, fixture: RequestFixture): void {
  const head = headOf(fixture)
  const body = bytesOf(fixture.body)
  const document = readDocument(body, fixture.contentType ?? undefined)
  const endpoint = provider.match(head)
  expect(endpoint).not.toBeNull()
  const extraction = provider.extract(document, endpoint!, head)
  const { segments, coverage, ...wanted } = fixture.expect
  expect({
    operation: endpoint!.operation,
    kind: endpoint!.kind,
    ...(extraction.model === undefined ? {} : { model: extraction.model }),
    stream: extraction.stream,
    ...(extraction.maxOutputTokens === undefined ? {} : { maxOutputTokens: extraction.maxOutputTokens }),
    ...(wanted.reason === undefined ? {} : { reason: extraction.coverage.reason }),
  }).toEqual(wanted)
  expect(extraction.coverage.verdict).toBe(coverage)
  const seen = extraction.segments.map(s => [s.place, s.role, s.kind, s.text, s.editable])
  for (const [place, role, kind, text, editable = true] of segments)
    expect(seen).toContainEqual([place, role, kind, text, editable])
  expect(seen.some(s => String(s[3]).includes('not-scanned'))).toBe(false)
  const none: Edit[] = []
  expect(provider.rewrite(document, none, endpoint!, head).equals(body)).toBe(true)
  expect(provider.rewriteQuery?.(none, extraction.segments, head) ?? head.query).toBe(head.query)
}

async function answer(provider: Provider, fixture: AnswerFixture): Promise<void> {
  const head = headOf(fixture)
  const endpoint = provider.match(head)!
  const bytes = fixture.events
    ? Buffer.from(fixture.events.map(([name, data]) => `${name ? `event: ${name}\n` : ''}data: ${data}\n\n`).join(''))
    : bytesOf(fixture.body)
  for (const size of [1, 7, bytes.length]) {
    const reader = provider.usage(endpoint, head)
    expect(reader).not.toBeNull()
    const tap = createResponseTap(reader!, ['Content-Type', fixture.contentType])
    for (let at = 0; at < bytes.length; at += size) tap.write(bytes.subarray(at, at + size))
    expect(await tap.end()).toEqual(fixture.expect)
  }
}

/** JSON values as compact JSON; strings are bodies of their own, one byte per character where they are not text. */
function bytesOf(body: unknown): Buffer {
  if (body === null || body === undefined) return Buffer.alloc(0)
  return typeof body === 'string' ? Buffer.from(body, 'latin1') : Buffer.from(JSON.stringify(body))
}
