/** Finds the words and phrases of a policy's lists: one pass for all lists that count case and forms alike. */
import type { Confidence } from './finding.ts'
import { createDictionary } from './scan-dictionary.ts'
import { plainForm } from './scan-letters.ts'
import type { Engine, Hit } from './scan-page.ts'
import type { WordRule } from './scan-vocabulary.ts'

export interface WordList extends WordRule {
  readonly detector: Hit['detector']
  readonly words: readonly string[]
  readonly confidence: Confidence
  /** Reasons beside the one that says which list a word is of. */
  readonly why: readonly string[]
}

/** One engine for each rule by which words are compared. */
export function createWordListEngines(lists: readonly WordList[]): Engine[] {
  const byRule = new Map<string, WordList[]>()
  for (const list of lists) {
    const rule = list.stem ?? (list.ignoreCase ? 'ignore' : 'exact')
    byRule.set(rule, [...(byRule.get(rule) ?? []), list])
  }
  return [...byRule.values()].map(createEngine)
}

function createEngine(lists: readonly WordList[]): Engine {
  const dictionary = createDictionary(
    lists.map(({ words }) => words),
    lists[0]!,
  )
  const reasons = lists.map(({ detector: { id }, why }) => ({
    listed: [`word of the policy’s list '${id}'`, ...why],
    other: [`another form of a word of the policy’s list '${id}'`, ...why],
  }))
  return (page, hits) =>
    dictionary.search(page, (at, start, end, entry) => {
      const { detector, confidence, words, stem } = lists[at]!
      const { listed, other } = reasons[at]!
      const written = stem === undefined || bare(page.text.slice(start, end)) === bare(words[entry]!)
      hits.push({ detector, start, end, confidence, why: written ? listed : other })
    })
}

/** Without case, and with one kind of gap. */
const bare = (text: string): string => plainForm(text.trim(), 'ignore').replace(/[\s_-]+/g, ' ')
