import { expect, test } from 'vitest'
import { eventsLink, personLink } from '../../../../console/web/words/links.ts'

test('a link carries filter and range', () => {
  expect(eventsLink({ action: 'block' }, { kind: 'preset', preset: '7d' })).toBe('/events?action=block&range=7d')
  expect(eventsLink({ user: undefined })).toBe('/events')
})

test('names are safe in a path', () => {
  expect(personLink('a/b?c@x')).toBe('/people/a%2Fb%3Fc%40x')
})
