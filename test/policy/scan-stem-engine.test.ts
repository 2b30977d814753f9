/** Consumers of one search get their own stems. */
import { expect, test } from 'vitest'
import { createStemEngine, type StemConsumer } from '../../policy/scan-stem-engine.ts'
import { pageOf } from './pages.ts'

test('each reader is called with its own stem and place', () => {
  const seen: string[] = []
  const consumer = (name: string, stems: string[]): StemConsumer => ({
    stems,
    reader: () => (_, start, stem) => seen.push(`${name}:${stems[stem]}@${start}`),
  })
  createStemEngine([consumer('a', ['secret', 'token']), consumer('b', ['street'])])(
    pageOf('a token in Secret Street'),
    [],
  )
  expect(seen).toEqual(['a:token@2', 'a:secret@11', 'b:street@18'])
})
