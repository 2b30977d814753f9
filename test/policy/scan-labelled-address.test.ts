/** Postal addresses behind a label. */
import { expect, test } from 'vitest'
import { readLabelledAddress } from '../../policy/scan-labelled-address.ts'
import { pageOf } from './pages.ts'

const read = (text: string): string | undefined => {
  const hit = readLabelledAddress(pageOf(text), 0)
  return hit && text.slice(hit.start, hit.end)
}

test.each([
  ['12 Hill St, Leeds. Thank you', '12 Hill St, Leeds'],
  ['Storgatan 33, 676 22 Malmö", "x": 1', 'Storgatan 33, 676 22 Malmö'],
  ['ul. Lipowa 3/4\n30-001 Kraków\nTel: 1', 'ul. Lipowa 3/4\n30-001 Kraków'],
  ['東京都港区1-2-3', '東京都港区1-2-3'],
  ['г. Пермь, ул. Мира, д. 37', 'г. Пермь, ул. Мира, д. 37'],
])('%j', (text, address) => {
  expect(read(text)).toBe(address)
})

test.each([
  '10.0.0.1#53, Server',
  '0x7ffd1234, Heap, Stack 5',
  'https://a.io/x, Page 5, Part',
  'required, 25 Characters',
])('no address: %j', text => {
  expect(read(text)).toBeUndefined()
})
