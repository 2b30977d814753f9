/** One search for the stems of everything that starts from words: names of secrets, labels, streets. */
import type { Engine, Hit, Page } from './scan-page.ts'
import { createStemIndex } from './scan-stems.ts'

export interface StemConsumer {
  readonly stems: readonly string[]
  /** Makes a reader, which may remember its place on the page; `stem` is an index into `stems`. */
  reader(): (page: Page, start: number, stem: number, hits: Hit[]) => void
}

export function createStemEngine(consumers: readonly StemConsumer[]): Engine {
  const index = createStemIndex(consumers.flatMap(consumer => consumer.stems))
  const readers = consumers.flatMap(consumer => {
    const reader = consumer.reader()
    return consumer.stems.map((_, stem) => (page: Page, start: number, hits: Hit[]) => reader(page, start, stem, hits))
  })
  return (page, hits) => index.search(page, (start, stem) => readers[stem]!(page, start, hits))
}
