import { expect, test } from 'vitest'
import { placeOf, shown } from '../../../proxy/providers/place.ts'
import { makeSecret } from '../../secrets.ts'

test.each<[(string | number)[], 'query' | 'part' | undefined, string]>([
  [['messages', 2, 'content', 0, 'text'], undefined, 'messages[2].content[0].text'],
  [['f.req', '#json', 1, '#json', 0, 0], undefined, 'f.req:json[1]:json[0][0]'],
  [[0, 'body', 'model'], undefined, '[0].body.model'],
  [['q'], 'query', 'query.q'],
  [['file', 'filename'], 'part', 'part "file".filename'],
  [[], undefined, 'body'],
])('%j (%s) reads %s', (path, first, place) => {
  expect(placeOf(path, first)).toBe(place)
})

test('a name that is long enough to be scanned is not repeated, unless formats give it', () => {
  const secret = makeSecret('ghp_[A-Za-z0-9]{36}')
  expect(placeOf(['metadata', secret, 'a'])).toBe('metadata.(name).a')
  expect(placeOf([secret], 'part')).toBe('part "(name)"')
  expect(placeOf([secret], 'query')).toBe('query.(name)')
  expect(shown('systemInstruction')).toBe('systemInstruction')
})
