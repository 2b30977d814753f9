import { expect, test } from 'vitest'
import { buildRequest, redactedTexts } from '../../policy/example-request.ts'
import type { ExampleRequest } from '../../policy/schema.ts'
import { exampleHost, now, policyOf } from './policies.ts'

const policy = policyOf('version: 1')
const build = (example: ExampleRequest, samples = true) => buildRequest(example, policy, { ...exampleHost, samples })

test('what an example leaves out has defaults', () => {
  expect(build({ text: 'hello' })).toMatchObject({
    person: { user: 'test@example.com', address: '192.0.2.1', directoryGroups: [] },
    app: 'openai-api',
    provider: 'openai',
    host: 'api.openai.com',
    direction: 'request',
    coverage: { verdict: 'full' },
    segments: [{ text: 'hello', role: 'user', kind: 'prompt', place: 'text' }],
    now,
  })
})

test('what it says is taken; an app that nobody describes is read generically', () => {
  const example = {
    user: 'ann',
    groups: 'eng',
    address: '10.0.0.7',
    app: 'own',
    host: 'h',
    model: 'm',
    at: '2027-01-01T00:00:00Z',
  }
  expect(build(example)).toMatchObject({
    person: { user: 'ann', address: '10.0.0.7', directoryGroups: ['eng'] },
    app: 'own',
    provider: 'generic',
    host: 'h',
    model: 'm',
    now: new Date('2027-01-01T00:00:00Z'),
  })
})

test('a host alone names its app', () => {
  expect(build({ host: 'chatgpt.com' }).app).toBe('chatgpt')
})

test('the last turn of the user is the prompt, earlier ones are history', () => {
  const roles = [{ role: 'system' as const }, {}, { role: 'assistant' as const }, {}, { role: 'tool' as const }]
  const { segments } = build({ messages: roles.map(role => ({ ...role, text: 'x' })) })
  expect(segments.map(one => `${one.role} ${one.kind} ${one.place}`)).toEqual([
    'system instructions messages[0]',
    'user history messages[1]',
    'assistant history messages[2]',
    'user prompt messages[3]',
    'tool tool-result messages[4]',
  ])
})

test('samples of several messages are different values, and stay as they are in texts from elsewhere', () => {
  const messages = [{ text: '{{sample:github-token}}' }, { text: '{{sample:github-token}}' }]
  const [first, second] = build({ messages }).segments
  expect(first!.text).not.toBe(second!.text)
  expect(build({ messages }, false).segments[0]!.text).toBe('{{sample:github-token}}')
})

test('of what was not read nothing is found', () => {
  expect(build({ text: '{{sample:github-token}}', coverage: 'none' })).toMatchObject({ segments: [], findings: [] })
})

test('the text after redaction keeps everything else', () => {
  const request = build({ text: 'a {{sample:github-token}} b {{sample:github-token}} c' })
  expect(redactedTexts(request, [0, 1])).toEqual(['a [REDACTED:github-token:1] b [REDACTED:github-token:2] c'])
  expect(redactedTexts(request, [])).toEqual([request.segments[0]!.text])
})
