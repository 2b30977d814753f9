/** E-mail addresses with their signs spelled out. */
import { expect, test } from 'vitest'
import type { Hit } from '../../policy/scan-page.ts'
import { spelledEmailConsumer } from '../../policy/scan-spelled-email.ts'
import { createStemEngine } from '../../policy/scan-stem-engine.ts'
import { pageOf } from './pages.ts'

const engine = createStemEngine([spelledEmailConsumer])

const find = (text: string): string[] => {
  const hits: Hit[] = []
  engine(pageOf(text), hits)
  return hits.map(({ start, end }) => text.slice(start, end))
}

test.each([
  ['write to ann.berg (at) shop.io, please', 'ann.berg (at) shop.io'],
  ['ann(at)shop.io', 'ann(at)shop.io'],
  ['ann [at] shop [dot] co.uk', 'ann [at] shop [dot] co.uk'],
  ['reach ann at shop dot io.', 'ann at shop dot io'],
])('%j', (text, address) => {
  expect(find(text)).toEqual([address])
})

test.each(['look at the dot on the map', 'arrays[at] = 1', 'x (at) 12', 'meet at noon'])('none in %j', text => {
  expect(find(text)).toEqual([])
})

test('in a text of authors it is low', () => {
  const hits: Hit[] = []
  engine(pageOf('Copyright 2012, see the licence.\nAnn Berg  ann [at] shop.io\n'), hits)
  expect(hits.map(({ confidence, why }) => [confidence, why.at(-1)])).toEqual([
    ['low', 'published as the address of an author'],
  ])
})
