/** E-mail addresses are found from their at sign; those of roles and examples are low. */
import { expect, test } from 'vitest'
import { findings, scanned } from './pages.ts'

test.each([
  ['write to ann.smith@northwind.io.', 'ann.smith@northwind.io'],
  ['<bob+news@mail.acme.co.uk>', 'bob+news@mail.acme.co.uk'],
  ['(jörg.müller@firma.de)', 'jörg.müller@firma.de'],
  ['mailto:carl@acme.de?subject=x', 'carl@acme.de'],
])('%s', (text, address) => {
  expect(scanned(text)).toEqual([['email-address', address]])
})

test.each([
  'support@acme.de',
  'ann@example.com',
  'icon@2x.png',
  'Copyright 2020 Ann Smith <ann@acme.de>',
  ' -- Ann Smith <ann@debian.org>  Mon',
])('low: %s', text => {
  expect(findings(text, 'low').map(one => one.confidence)).toEqual(['low'])
})

test.each(['a @ b', '@decorator', 'x@y', 'user@host:path', '@@', 'https://user@host.com'])('nothing in: %s', text => {
  expect(findings(text, 'low').filter(one => one.detector === 'email-address')).toEqual([])
})
