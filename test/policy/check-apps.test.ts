import { describe, expect, test } from 'vitest'
import { errorsOf } from './policies.ts'

const app = (hosts: string) => errorsOf(`apps:\n  own: { hosts: ["${hosts}"] }\n`)

test.each([
  'llm.example.com',
  '*.llm.example.com',
  'llm.example.com:8443',
  '10.0.0.9:11434',
  '[2001:db8::1]:8443',
  'localhost',
  'köln.example',
  'my_llm',
])('%s is a host', host => {
  expect(app(host)).toEqual([])
})

describe('what is no host is refused with what to write', () => {
  test.each([
    ['https://llm.example.com/v1', 'give the host alone'],
    ['llm.*.example.com', "'*.' may stand in front"],
    ['*.com', 'covers far too much'],
    ['*', "'*.' may stand in front"],
    ['llm.example.com:99999', 'is not a host'],
    ['-x.example.com', 'is not a host'],
    ['a..b', 'is not a host'],
    ['10.1', 'is not a host'],
    ['[::zz]', 'is not a host'],
  ])('%s', (host, message) => {
    expect(app(host).join('\n')).toContain(message)
  })
})

test('a host belongs to one app', () => {
  expect(errorsOf('apps:\n  a: { hosts: x.example }\n  b: { hosts: X.example }\n')).toEqual([
    "4:15: 'X.example' already belongs to app 'a' (line 3)",
  ])
})

test('an app without hosts is one of the catalogue', () => {
  expect(errorsOf('apps:\n  chatgpt: { sanctioned: true }\n')).toEqual([])
  expect(errorsOf('apps:\n  chatgtp: { sanctioned: true }\n')).toEqual([
    "3:3: 'chatgtp' is not in the catalogue; did you mean 'chatgpt'? (an app of your own needs hosts)",
  ])
})

test('formats and sanctioned apps are known', () => {
  expect(errorsOf('apps: { a: { hosts: x.example, format: opnai } }\nsanctioned_apps: [a, chatgp]\n')).toEqual([
    "2:40: unknown provider 'opnai'; did you mean 'openai'?",
    "3:22: unknown app 'chatgp'; did you mean 'chatgpt'?",
  ])
})
