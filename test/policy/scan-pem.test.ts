/** Private keys in armour, whole, cut off or on one line. */
import { expect, test } from 'vitest'
import { makeSecret } from '../secrets.ts'
import { scanned } from './pages.ts'

const lines = (count: number, end = '\n'): string =>
  Array.from({ length: count }, () => makeSecret('[A-Za-z0-9+/]{64}') + end).join('')

test.each([
  ['RSA', `-----BEGIN RSA PRIVATE KEY-----\n${lines(5)}-----END RSA PRIVATE KEY-----`],
  ['cut off', `-----BEGIN PRIVATE KEY-----\n${lines(3)}`.trimEnd()],
  ['escaped', `-----BEGIN PRIVATE KEY-----\\n${lines(3, '\\n')}-----END PRIVATE KEY-----`],
  [
    'encrypted',
    `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n${lines(3)}-----END RSA PRIVATE KEY-----`,
  ],
  ['SSH2', `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n${lines(3)}---- END SSH2 ENCRYPTED PRIVATE KEY ----`],
  [
    'PuTTY',
    `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPrivate-Lines: 1\n${lines(1)}Private-MAC: ${makeSecret('[0-9a-f]{64}')}`,
  ],
])('%s', (_, key) => {
  expect(scanned(`see:\n${key}`)).toContainEqual(['private-key', key])
})

test.each([
  '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----',
  'BEGIN PRIVATE KEY',
  '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
])('none in: %s', text => {
  expect(scanned(text)).toEqual([])
})
