/** Makes a text that fits a simple pattern, so that example secrets are born at run time and never stored. */

/** A number in [0, 1), as `Math.random` gives. */
export type Random = () => number

/**
 * A random text of the language of `pattern`: literals, classes, groups, alternation and counted repetition.
 * A full stop stands for itself, which fits it too. Open repetition (`*`, `+`, `{n,}`) stays within four of its least. Throws on anything else.
 */
export function makeValue(pattern: string, random: Random): string {
  const state: State = { pattern, at: 0, random }
  const value = alternatives(state)
  if (state.at < pattern.length)
    throw new Error(`cannot make a value: unexpected "${pattern[state.at]}" at ${state.at}`)
  return value
}

/** A small repeatable generator (mulberry32): the same seed gives the same examples. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)]!

interface State {
  readonly pattern: string
  readonly random: Random
  at: number
}

/** Reads every alternative (making each, which is cheap) and keeps one. */
function alternatives(state: State): string {
  const made = [sequence(state)]
  while (state.pattern[state.at] === '|') {
    state.at++
    made.push(sequence(state))
  }
  return pick(made, state.random)
}

function sequence(state: State): string {
  let value = ''
  while (state.at < state.pattern.length && !'|)'.includes(state.pattern[state.at]!)) value += repeated(state)
  return value
}

function repeated(state: State): string {
  const start = state.at
  atom(state)
  const end = state.at
  const [least, most] = bounds(state)
  const after = state.at
  const count = least + Math.floor(state.random() * (most - least + 1))
  let value = ''
  for (let i = 0; i < count; i++) {
    state.at = start
    value += atom(state)
    if (state.at !== end) throw new Error('cannot make a value: unstable atom')
  }
  state.at = after
  return value
}

const signBounds: Readonly<Record<string, [number, number]>> = { '?': [0, 1], '+': [1, 4], '*': [0, 4] }

function bounds(state: State): [number, number] {
  const next = state.pattern[state.at]
  const sign = next === undefined ? undefined : signBounds[next]
  if (sign) {
    state.at++
    return sign
  }
  if (next !== '{') return [1, 1]
  const close = state.pattern.indexOf('}', state.at)
  const [least, most] = state.pattern.slice(state.at + 1, close).split(',')
  state.at = close + 1
  const low = Number(least)
  return [low, most === undefined ? low : most === '' ? low + 4 : Math.min(Number(most), low + 8)]
}

function atom(state: State): string {
  const next = state.pattern[state.at++]!
  if (next === '[') return pick([...classOf(state)], state.random)
  if (next === '(') {
    if (state.pattern.startsWith('?:', state.at)) state.at += 2
    const value = alternatives(state)
    state.at++
    return value
  }
  if (next === '\\') return escaped(state)
  return next
}

const digits = '0123456789'
const wordCharacters = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz${digits}`

function escaped(state: State): string {
  const letter = state.pattern[state.at++]!
  if (letter === 'd') return pick([...digits], state.random)
  if (letter === 'w') return pick([...wordCharacters, '_'], state.random)
  if (letter === 's') return ' '
  if (letter === 'n') return '\n'
  return letter
}

function classOf(state: State): string {
  const close = closingBracket(state)
  const body = state.pattern.slice(state.at, close)
  state.at = close + 1
  if (body.startsWith('^')) throw new Error('cannot make a value: negated class')
  let members = ''
  for (let i = 0; i < body.length; i++) {
    const from = body[i] === '\\' ? body[++i]! : body[i]!
    if (body[i - 1] === '\\' && from === 'd') members += digits
    else if (body[i - 1] === '\\' && from === 'w') members += `${wordCharacters}_`
    else if (body[i + 1] === '-' && i + 2 < body.length) {
      const to = body[i + 2]!
      for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) members += String.fromCharCode(code)
      i += 2
    } else members += from
  }
  return members
}

function closingBracket(state: State): number {
  let at = state.at
  while (state.pattern[at] !== ']') {
    if (at >= state.pattern.length) throw new Error('cannot make a value: open class')
    at += state.pattern[at] === '\\' ? 2 : 1
  }
  return at
}
