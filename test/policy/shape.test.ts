import { describe, expect, test } from 'vitest'
import { errorsOf } from './policies.ts'

const inRule = (text: string) => errorsOf(`version: 1\nrules:\n  - ${text}\n`)

test('several errors are told at once, each with line, column and the nearest key', () => {
  const text = `version: 1
mod: monitor
rules:
  - id: first
    when: { contnt: secrets }
    acton: block
  - id: second
    when: { app: chatgtp, content: { any_of: [secret], confidenc: high } }
    action: blok
limits:
  - { id: fair, per: usr, requests: 12/min }
`
  expect(errorsOf(text)).toEqual([
    "2:1: unknown key 'mod'; did you mean 'mode'?",
    "5:13: unknown key 'contnt'; did you mean 'content'?",
    "6:5: unknown key 'acton'; did you mean 'action'?",
    "8:56: unknown key 'confidenc'; did you mean 'confidence'?",
    "9:13: action: must be one of allow, alert, redact, block, not 'blok'; did you mean 'block'?",
    "11:22: per: must be one of user, group, app, everyone, not 'usr'; did you mean 'user'?",
  ])
})

describe('what stands there and what may', () => {
  test.each([
    ['{ id: a, when: {}, action: block, message: 3 }', 'message: must be a text, not the number 3'],
    ['{ id: a, when: {}, action: [block] }', 'action: must be one of allow, alert, redact, block, not a list'],
    ['{ id: a, when: secrets, action: block }', "when: must be a block of keys, not the text 'secrets'"],
    ['{ id: a, when: { app: 3 }, action: block }', 'app: must be a text, a list of texts, or { any_of'],
    [
      '{ id: a, when: { content: { at_least: many } }, action: block }',
      "at_least: must be a number, not the text 'many'",
    ],
    ['{ id: a, when: { content: { at_least: 0 } }, action: block }', 'at_least: must be at least 1'],
    ['{ id: a, when: { app: [] }, action: block }', 'app: the list is empty'],
    ['{ id: a b, when: {}, action: block }', 'an id is 1 to 64 letters'],
    ['{ id: a, when: {}, action: }', 'action: must be one of allow, alert, redact, block, not empty'],
    ['{ id: a, action: block }', "'when' is missing"],
    ['just-text', "must be a block of keys, not the text 'just-text'"],
  ])('%s', (text, message) => {
    expect(inRule(text)).toHaveLength(1)
    expect(inRule(text)[0]).toContain(message)
  })
})

test('a key that fits nothing gets the list of keys', () => {
  expect(errorsOf('people:\n  staff: { zzzzzzzz: 1 }\n')[0]).toContain(
    "unknown key 'zzzzzzzz' (keys here: users, networks, directory_groups, people, not)",
  )
})

test('a file that is empty or no block says so', () => {
  expect(errorsOf('version: 2')).toEqual(['1:10: version: must be 1'])
  expect(errorsOf('# nothing\nversion:')[0]).toContain("'version' is missing")
})
