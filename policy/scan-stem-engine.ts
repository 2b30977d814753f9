/** One search for the stems of everything that starts from words: names of secrets, labels, streets. */
import type { Engine, Hit, Page } from './scan-page.ts'
import { createStemIndex } from './scan-stems.ts'

export interface StemConsumer {
  readonly stems: readonly string[]
  /** Makes a reader for one page, which may remember its place; `stem` is an index into `stems`. */
  reader(): StemReader
}

type StemReader = (page: Page, start: number, stem: number, hits: Hit[]) => void

export function createStemEngine(consumers: readonly StemConsumer[]): Engine {
  const index = createStemIndex(consumers.flatMap(consumer => consumer.stems))
  const owners = consumers.flatMap((consumer, owner) => consumer.stems.map(() => owner))
  const places = consumers.flatMap(consumer => consumer.stems.map((_, stem) => stem))
  return (page, hits) => {
    const readers: (StemReader | undefined)[] = []
    index.search(page, (start, stem) => {
      const owner = owners[stem]!
      readers[owner] ??= consumers[owner]!.reader()
      readers[owner](page, start, places[stem]!, hits)
    })
  }
}
