import { expect, test } from 'vitest'
import { readDocument } from '../../../proxy/documents/index.ts'

test.each<[string, string | undefined, string | Buffer, string]>([
  ['JSON', 'application/json', '{"a":1}', 'json'],
  ['a JSON dialect', 'application/vnd.api+json; charset=utf-8', '[1]', 'json'],
  ['JSON sent as text, as fetch() does', 'text/plain;charset=UTF-8', ' \n{"a":"b"}', 'json'],
  ['JSON without a type', undefined, '{"a":"b"}', 'json'],
  ['JSON with a byte-order mark', 'text/plain', '\ufeff{"a":"b"}', 'json'],
  ['lines of JSON', 'application/jsonl', '{"a":1}\n{"a":2}', 'ndjson'],
  ['lines of JSON said to be JSON', 'application/json', '{"a":1}\n{"a":2}', 'ndjson'],
  ['text that begins like JSON', 'text/plain', '{not json', 'text'],
  ['text', 'text/markdown', '# Hello', 'text'],
  ['text without a type', undefined, 'hello', 'text'],
  ['text of an unknown type', 'application/x-thing', 'hello', 'text'],
  ['a form', 'application/x-www-form-urlencoded', 'a=b', 'form'],
  ['bytes', 'application/octet-stream', Buffer.from([0, 255, 1, 2]), 'binary'],
  ['bytes said to be JSON', 'application/json', Buffer.from([0, 255, 1, 2]), 'binary'],
  ['nothing', 'application/json', '', 'empty'],
])('%s (%s) is read by what it is', (_, type, body, expected) => {
  expect(readDocument(Buffer.from(body), type).type).toBe(expected)
})

test('what is not what it says is told, what says nothing wrong is not', () => {
  expect(readDocument(Buffer.from('{not json'), 'text/plain').unread).toEqual([])
  expect(readDocument(Buffer.from('{not json'), 'application/json').unread).toEqual([
    'the body says JSON but is not valid JSON (at character 1); it was read as plain text',
  ])
  expect(readDocument(Buffer.from([0, 1]), 'application/json').unread).toEqual(['a body of 2 bytes is not text'])
})
