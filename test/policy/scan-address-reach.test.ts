/** An address reaches from its scheme to the end of its query, and no further. */
import { expect, test } from 'vitest'
import { addressEnd, addressStart } from '../../policy/scan-address-reach.ts'
import { createPageMaker } from '../../policy/scan-page.ts'

test.each([
  ['post to https://oapi.acme.example/send', 'oapi', 8],
  ['(https://acme.webhook.example/x', 'webhook', 1],
  ['no scheme acme.webhook.example/x', 'webhook', 15],
  ['"body":"https://a.example/b?c=d"', 'a.ex', 8],
])('the address in %j begins at its scheme', (text, part, start) => {
  expect(addressStart(createPageMaker()(text), text.indexOf(part))).toBe(start)
})

test.each([
  ['sig=abc&se=2027-01-01.', 7, 21],
  ['sig=abc. Then', 7, 7],
  ['sig=abc&x=1" next', 7, 11],
])('the query in %j ends where it does', (text, at, end) => {
  expect(addressEnd(createPageMaker()(text), at)).toBe(end)
})
