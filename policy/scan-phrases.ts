/** An Aho-Corasick automaton over numbered words: every phrase that ends at a word is known in one step per word. */

export interface Phrases {
  /** The state behind `state` when `word` (a number from 1 on) follows; 0 is the start. */
  after(state: number, word: number): number
  /** The state to look for ends of phrases in: `state` or the longest shorter one that ends a phrase; 0 when none does. */
  ending(state: number): number
  /** The next shorter state that ends a phrase; 0 when none does. */
  shorter(state: number): number
  /** How many words lead to a state. */
  depth(state: number): number
  /** What was given for the phrases that end in a state. */
  phrasesOf(state: number): readonly number[]
  readonly deepest: number
}

/** `phrases` are lists of word numbers below `words`, none empty; a phrase is known by its index. */
export function createPhrases(phrases: readonly (readonly number[])[], words: number): Phrases {
  const { next, parents, lastWords, depths, ends, roots } = createTrie(phrases, words)
  const states = depths.length
  const fails = new Int32Array(states)
  const shorter = new Int32Array(states)
  const after = (state: number, word: number): number => {
    for (let from = state; from > 0; from = fails[from]!) {
      const to = next.get(from, word)
      if (to > 0) return to
    }
    return roots[word]!
  }
  for (const state of byDepth(depths)) {
    if (depths[state]! < 2) continue
    fails[state] = after(fails[parents[state]!]!, lastWords[state]!)
    const fail = fails[state]!
    shorter[state] = ends[fail] ? fail : shorter[fail]!
  }
  return {
    after,
    ending: state => (ends[state] ? state : shorter[state]!),
    shorter: state => shorter[state]!,
    depth: state => depths[state]!,
    phrasesOf: state => ends[state] ?? [],
    deepest: depths.reduce((most, depth) => Math.max(most, depth), 0),
  }
}

function createTrie(phrases: readonly (readonly number[])[], words: number) {
  const next = createSteps(phrases.reduce((sum, phrase) => sum + phrase.length, 0))
  const roots = new Int32Array(words)
  const parents = [0]
  const lastWords = [0]
  const depths = [0]
  const ends: (number[] | undefined)[] = [undefined]
  phrases.forEach((phrase, index) => {
    let state = 0
    for (const word of phrase) {
      let to = state === 0 ? roots[word]! : next.get(state, word)
      if (to === 0) {
        to = depths.length
        parents.push(state)
        lastWords.push(word)
        depths.push(depths[state]! + 1)
        ends.push(undefined)
        if (state === 0) roots[word] = to
        else next.set(state, word, to)
      }
      state = to
    }
    const list = ends[state]
    if (list) list.push(index)
    else ends[state] = [index]
  })
  return { next, parents, lastWords, depths, ends, roots }
}

/** Each state behind those that are shorter. */
function byDepth(depths: readonly number[]): number[] {
  const layers: number[][] = []
  depths.forEach((depth, state) => {
    layers[depth] ??= []
    layers[depth].push(state)
  })
  return layers.flat()
}

/** Steps from state to state by a word, in a hash table of a fixed size. */
function createSteps(most: number) {
  let size = 16
  while (size < 2 * most) size *= 2
  const mask = size - 1
  const from = new Int32Array(size)
  const by = new Int32Array(size)
  const to = new Int32Array(size)
  const slotOf = (state: number, word: number): number => {
    let slot = Math.imul(Math.imul(state, 0x9e3779b1) ^ word, 0x85ebca6b)
    slot = (slot ^ (slot >>> 15)) & mask
    while (to[slot]! > 0 && (from[slot] !== state || by[slot] !== word)) slot = (slot + 1) & mask
    return slot
  }
  return {
    get: (state: number, word: number): number => to[slotOf(state, word)]!,
    set(state: number, word: number, target: number): void {
      const slot = slotOf(state, word)
      from[slot] = state
      by[slot] = word
      to[slot] = target
    },
  }
}
