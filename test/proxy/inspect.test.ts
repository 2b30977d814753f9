import { describe, expect, test } from 'vitest'
import { readDocument } from '../../proxy/documents/index.ts'
import { SluiceError } from '../../proxy/errors.ts'
import { inspect, recognise, stage } from '../../proxy/inspect.ts'
import type { RequestHead } from '../../proxy/providers/types.ts'
import { makeSecret } from '../secrets.ts'
import { headOf, makeGate, tunnelTo } from './gate.ts'

const redact = 'rules:\n  - { id: no-secrets, when: { content: { any_of: [secrets] } }, action: redact }\n'
const key = makeSecret('AKIA[A-Z2-7]{16}')

function run(policy: string, content: string, head: RequestHead = headOf()) {
  const gate = makeGate(policy)
  const tunnel = tunnelTo(gate)
  const body = Buffer.from(JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] }))
  const who = recognise(gate, tunnel, head)
  return inspect(gate.policy(), tunnel, head, who, readDocument(body, 'application/json'), null, new Date())
}

describe('recognise', () => {
  test('the app’s own format comes first, generic where it does not know the path', () => {
    const gate = makeGate()
    const tunnel = tunnelTo(gate)
    expect(recognise(gate, tunnel, headOf()).provider.id).toBe('openai')
    expect(recognise(gate, tunnel, headOf({ path: '/v1/unheard-of' })).provider.id).toBe('generic')
  })
})

describe('inspect', () => {
  test('text without findings leaves as it came', () => {
    expect(run(redact, 'hello')).toMatchObject({ findings: [], decision: { enforced: 'allow' }, rewritten: null })
  })

  test('a redaction gives the body anew and says what was replaced', () => {
    const inspection = run(redact, `use ${key}`)
    expect(inspection.decision.enforced).toBe('redact')
    expect(inspection.rewritten!.body.toString()).toContain('use [REDACTED:aws-access-key-id:1]')
    expect(inspection.rewritten!.body.toString()).not.toContain(key)
    expect(inspection.rewritten!.replaced).not.toContain(key)
  })

  test('a signed request is blocked where it would be redacted', () => {
    const signed = headOf()
    for (const head of [
      { ...signed, headers: { ...signed.headers, authorization: 'AWS4-HMAC-SHA256 Credential=x' } },
      { ...signed, query: 'a=1&X-Amz-Signature=x' },
    ])
      expect(run(redact, `use ${key}`, head)).toMatchObject({
        decision: { action: 'redact', enforced: 'block' },
        rewritten: null,
        unredactable: 'the request is signed, so its body cannot be changed',
      })
    const unsigned = {
      ...signed.headers,
      authorization: 'AWS4-HMAC-SHA256 x',
      'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
    }
    expect(run(redact, `use ${key}`, { ...signed, headers: unsigned }).decision.enforced).toBe('redact')
  })

  test('placeholders of earlier turns are no findings', () => {
    expect(run(redact, 'you said [REDACTED:aws-access-key-id:1]').findings).toEqual([])
  })

  test('a value that is exempt by its keyed hash, in the file that is named, leaves as it came', () => {
    const hash = 'ab'.repeat(16)
    const exempt = (keys: string) => `${redact}exemptions:\n  - { id: e, until: 2100-01-01, reason: x, ${keys} }\n`
    const parts = (policy: string) => {
      const gate = makeGate(policy)
      const tunnel = tunnelTo(gate)
      const head = headOf()
      const content = [{ type: 'file', file: { filename: 'a.env', file_data: `key=${key}` } }]
      const body = Buffer.from(JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] }))
      const document = readDocument(body, 'application/json')
      const who = recognise(gate, tunnel, head)
      return inspect(gate.policy(), tunnel, head, who, document, null, new Date(), undefined, () => hash)
    }
    for (const keys of [`values: "${hash}"`, 'paths: "*.env"', 'paths: /v1/chat/*', `patterns: "${key}"`])
      expect(parts(exempt(keys))).toMatchObject({
        findings: [{ detector: 'aws-access-key-id' }],
        decision: { enforced: 'allow', exempt: [{ finding: 0, exemption: 'e' }] },
        rewritten: null,
      })
    for (const keys of [`values: ${'cd'.repeat(16)}`, 'paths: "*.txt"', 'paths: /v1/files'])
      expect(parts(exempt(keys)).decision.enforced).toBe('redact')
  })

  test('the coverage of the caller wins over that of the adapter', () => {
    const gate = makeGate()
    const tunnel = tunnelTo(gate)
    const document = readDocument(Buffer.from('{}'), 'application/json')
    const coverage = { verdict: 'none', reason: 'too large' } as const
    const inspection = inspect(
      gate.policy(),
      tunnel,
      headOf(),
      recognise(gate, tunnel, headOf()),
      document,
      coverage,
      new Date(),
    )
    expect(inspection.extraction.coverage).toEqual(coverage)
  })
})

describe('stage', () => {
  test('names itself in what it throws and keeps the message of others to itself', () => {
    const cause = new Error('quotes private text')
    const failing = (name: string) => () =>
      stage(name, () => {
        throw cause
      })
    expect(failing('scan')).toThrow(
      expect.objectContaining({
        code: 'inspection_failed',
        message: 'the request could not be inspected (scan)',
        cause,
      }),
    )
    expect(failing('redact')).toThrow(expect.objectContaining({ code: 'redaction_failed' }))
  })

  test('passes errors of ours and results', () => {
    const own = new SluiceError('body_too_large', 'no')
    expect(() =>
      stage('scan', () => {
        throw own
      }),
    ).toThrow(own)
    expect(stage('scan', () => 7)).toBe(7)
  })
})
