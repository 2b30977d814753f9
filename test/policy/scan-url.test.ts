/** Passwords in URLs; ports, paths, variables and examples are none. */
import { expect, test } from 'vitest'
import { scanned } from './pages.ts'

/** A template would be read by the linter as a mistake. */
const dollar = '$'

test.each([
  ['DATABASE_URL=postgres://app:x7kQ2vR9@db.corp:5432/x', 'connection-string', 'postgres://app:x7kQ2vR9@db.corp:5432'],
  ['mongodb+srv://u:p4ss%40w0rd@c0.mongodb.net', 'connection-string', 'mongodb+srv://u:p4ss%40w0rd@c0.mongodb.net'],
  ['jdbc:mysql://root:s3cr3tX@db/x', 'connection-string', 'jdbc:mysql://root:s3cr3tX@db'],
  ['redis://:h4rdt0gu3ss@cache:6379', 'connection-string', 'redis://:h4rdt0gu3ss@cache:6379'],
  ['git clone https://ci:t0k3nval@git.corp/x.git', 'url-credentials', 'https://ci:t0k3nval@git.corp'],
])('%s', (text, id, value) => {
  expect(scanned(text)).toContainEqual([id, value])
})

test.each([
  'https://host:8443/@scope/x',
  'https://user@host/x',
  'postgres://user:password@localhost/x',
  `postgres://u:${dollar}{PASS}@h/x`,
  'http://a:b@example.com',
])('none in %s', text => {
  expect(scanned(text)).toEqual([])
})
