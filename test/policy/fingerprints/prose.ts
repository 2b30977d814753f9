/** Made-up prose for the tests of passages: the same words for the same seed. */
import { seededRandom } from '../../../policy/detectors/make-value.ts'
import { createPassageBuilder } from '../../../policy/fingerprints/passages-build.ts'
import type { PassageIndex } from '../../../policy/fingerprints/passages-index.ts'
import type { PassageStyle } from '../../../policy/fingerprints/passages-letters.ts'
import { createWordReader, type Words } from '../../../policy/fingerprints/passages-words.ts'
import { createPageMaker, type Page } from '../../../policy/scan-page.ts'

const syllables = [
  'ba',
  'con',
  'der',
  'fi',
  'gal',
  'hu',
  'in',
  'ko',
  'lem',
  'mor',
  'ni',
  'per',
  'qua',
  'ris',
  'ter',
  'vo',
]

export const pageOf = (text: string): Page => createPageMaker()(text)

export const key = [123_456, 654_321] as const

/** Words of two to four syllables, as good as never the same twice. */
export function prose(count: number, seed: number): string[] {
  const random = seededRandom(seed)
  const word = (): string =>
    Array.from(
      { length: 2 + Math.floor(random() * 3) },
      () => syllables[Math.floor(random() * syllables.length)]!,
    ).join('')
  return Array.from({ length: count }, word)
}

export function indexOf(texts: Readonly<Record<string, string>>, style: PassageStyle = 'prose'): PassageIndex {
  const builder = createPassageBuilder(style, key)
  for (const [name, text] of Object.entries(texts)) builder.add(name, text)
  return builder.finish()
}

export function wordsOf(text: string, style: PassageStyle = 'prose'): Words {
  const { units, length } = pageOf(text)
  return createWordReader(style, key)(units, length)
}
