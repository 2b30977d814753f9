/** Letters that only a label explains: bank codes and names. */
import { expect, test } from 'vitest'
import { scanned } from './pages.ts'

test.each([
  ['BIC: DEUTDEFF', 'bank-identifier-code', 'DEUTDEFF'],
  ['SWIFT code is BARCGB22XXX', 'bank-identifier-code', 'BARCGB22XXX'],
  ['Patient name: Maria Bergstrom', 'personal-name', 'Maria Bergstrom'],
  ['Kontoinhaber: Hans von der Heide', 'personal-name', 'Hans von der Heide'],
])('%s', (text, id, value) => {
  expect(scanned(text)).toContainEqual([id, value])
})

test.each(['swift answers are welcome', 'patient care is important', 'the beneficiary shall pay', 'BIC: ABCDEFGH'])(
  'nothing in: %s',
  text => {
    expect(scanned(text)).toEqual([])
  },
)

test.each([
  ['adres Damrak 112, 3983 ZK Amsterdam', 'Damrak 112, 3983 ZK Amsterdam'],
  ['endereço\nRua Augusta, 974, São Paulo - SP, 01328-278\n', 'Rua Augusta, 974, São Paulo - SP, 01328-278'],
  ['주소 서울특별시 강남구 테헤란로 454', '서울특별시 강남구 테헤란로 454'],
])('an address without a sign behind its label: %j', (text, address) => {
  expect(scanned(text).map(([, value]) => value)).toContain(address)
})

test.each([
  'to address this problem. The Fault\nReported as CVE-2017-6512',
  'the address New York, 2021 and Paris',
  'address Table 3, Figure 7',
])('%j is none', text => {
  expect(scanned(text).filter(([id]) => id === 'postal-address')).toEqual([])
})
