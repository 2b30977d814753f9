/** Passwords behind addresses in lists; paths, ports and notes behind them are none. */
import { expect, test } from 'vitest'
import { makeSecret } from '../secrets.ts'
import { scanned } from './pages.ts'

const one = makeSecret('[A-Z][a-z]{3}[0-9]{4}[A-Za-z]{4}x')
const two = makeSecret('[a-z]{5}[0-9]{3}![a-z]{2}')
const passwords = (text: string): string[] =>
  scanned(text)
    .filter(([id]) => id === 'generic-password')
    .map(([, value]) => value)

test.each([
  [`ann@acme.example:${one}\nbob@acme.example:${two}\n`, [one, two]],
  [`ann@acme.example|${one}`, [one]],
])('a list of logins', (text, values) => expect(passwords(text)).toEqual(values))

test.each([
  'git@github.com:acme/x2.git\n',
  'deploy@srv1.acme.example:backup2024\n',
  'root@host.example:22\n',
  'ann@acme.example: ok\nbob@acme.example: bounced2\n',
  'mail ann@acme.example:Winter2024 and more\n',
])('%j holds none', text => expect(passwords(text)).toEqual([]))
