import { expect, test } from 'vitest'
import { buildRequest } from '../../policy/example-request.ts'
import { explain } from '../../policy/explain.ts'
import { exampleHost, policyOf } from './policies.ts'

const policy = policyOf(`unknown_ai_apps: alert
rules:
  - { id: keys, when: { content: github-token }, action: redact }
  - { id: trial, when: { app: openai-api }, action: block, mode: monitor }
  - { id: others, when: { app: chatgpt }, action: block }
exemptions:
  - { id: e, rules: unknown_ai_apps, until: 2030-01-01, reason: x }
`)
const on = (text: string) => explain(policy, buildRequest({ text }, policy, exampleHost))

test('every rule says whether it matched and why, settings last', () => {
  expect(on('{{sample:github-token}}').rules).toEqual([
    { rule: 'keys', action: 'redact', matched: true, mode: 'enforce', because: ['1 value of github-token'] },
    { rule: 'trial', action: 'block', matched: true, mode: 'monitor', because: ['app is openai-api'] },
    { rule: 'others', action: 'block', matched: false, mode: 'enforce', because: ['app openai-api is not chatgpt'] },
    {
      rule: 'unknown_ai_apps',
      action: 'alert',
      matched: true,
      exemption: 'e',
      mode: 'enforce',
      because: ['app openai-api is not sanctioned'],
    },
    { rule: 'uninspected', action: 'alert', matched: false, mode: 'enforce', because: ['all text was read'] },
  ])
})

test('findings are shown in masks', () => {
  const explanation = on('my {{sample:github-token}}')
  expect(explanation.findings).toMatchObject([{ detector: 'github-token', place: 'text', start: 3, mask: 'ghp_…(40)' }])
  expect(JSON.stringify(explanation)).not.toMatch(/ghp_\w/)
})

test('the text is shown as it would be sent, when it would be redacted', () => {
  const redacting = policyOf('rules:\n  - { id: keys, when: { content: github-token }, action: redact }\n')
  const redacted = (text: string) => explain(redacting, buildRequest({ text }, redacting, exampleHost)).redacted
  expect(redacted('my {{sample:github-token}}')).toEqual(['my [REDACTED:github-token:1]'])
  expect(redacted('hello')).toBeUndefined()
})

test('a finding that does not count names the exemption', () => {
  const exempting = policyOf(`rules:
  - { id: keys, when: { content: [secrets] }, action: redact }
exemptions:
  - { id: e, detectors: github-token, paths: /v1/files, until: 2030-01-01, reason: x }
`)
  const at = (path: string) =>
    explain(exempting, buildRequest({ text: '{{sample:github-token}}', path }, exempting, exampleHost))
  expect(at('/v1/files')).toMatchObject({ decision: { action: 'allow' }, findings: [{ exemption: 'e' }] })
  expect(at('/v1/files').rules[0]!.because).toEqual(['nothing of secrets at medium confidence or more, 1 exempt'])
  expect(at('/v1/chat').findings[0]).not.toHaveProperty('exemption')
})
