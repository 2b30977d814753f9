import { expect, test } from 'vitest'
import { matches } from '../policies.ts'

test.each([
  ['chatgpt', 'chatgpt', true],
  ['chatgpt', 'openai-api', false],
  ['[chatgpt, openai-api]', 'openai-api', true],
  ['{ not: chatgpt }', 'openai-api', true],
  ['{ not: chatgpt }', 'chatgpt', false],
])('app: %s on %s: %s', (app, actual, expected) => {
  expect(matches(`{ app: ${app} }`, { app: actual })).toBe(expected)
})

test("an app of the policy's own can be named", () => {
  expect(matches('{ app: house }', { app: 'house' }, 'apps: { house: { hosts: llm.example.com } }\n')).toBe(true)
})
