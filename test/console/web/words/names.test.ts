import { expect, test } from 'vitest'
import { appName, personParts, titled } from '../../../../console/web/words/names.ts'

test.each([
  ['aws-access-key-id', 'AWS access key ID'],
  ['iban', 'IBAN'],
  ['github-token', 'GitHub token'],
  ['us-ssn', 'US SSN'],
  ['project_names', 'Project names'],
  ['', ''],
])('%s is titled %s', (id, words) => expect(titled(id)).toBe(words))

test.each([
  ['openai-api', 'OpenAI API'],
  ['chatgpt', 'ChatGPT'],
  ['house-llm', 'House LLM'],
])('the app %s is %s', (id, words) => expect(appName(id)).toBe(words))

test.each([
  ['ann.berger@acme.example', { name: 'ann.berger', domain: '@acme.example', initials: 'AB' }],
  ['anonymous@10.0.0.7', { name: '10.0.0.7', domain: ' anonymous', initials: '?' }],
  ['admin', { name: 'admin', domain: '', initials: 'A' }],
  ['@', { name: '@', domain: '', initials: '@' }],
])('%s', (user, parts) => expect(personParts(user)).toEqual(parts))
