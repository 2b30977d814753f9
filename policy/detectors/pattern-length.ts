/** The fewest characters that a pattern of ours can match, so that shorter stretches are passed over without running it. */

/** Understands literals, classes, groups, alternation and repetition; what it does not know counts as nothing. */
export function shortestMatch(pattern: string): number {
  return alternatives({ pattern, at: 0 })
}

interface State {
  readonly pattern: string
  at: number
}

function alternatives(state: State): number {
  let least = sequence(state)
  while (state.pattern[state.at] === '|') {
    state.at++
    least = Math.min(least, sequence(state))
  }
  return least
}

function sequence(state: State): number {
  let length = 0
  while (state.at < state.pattern.length && state.pattern[state.at] !== '|' && state.pattern[state.at] !== ')') {
    const size = atom(state)
    length += size * repetitions(state)
  }
  return length
}

function atom(state: State): number {
  const sign = state.pattern[state.at++]
  if (sign === '(') {
    if (state.pattern.startsWith('?:', state.at)) state.at += 2
    const length = alternatives(state)
    state.at++
    return length
  }
  if (sign === '\\') state.at++
  else if (sign === '[') {
    while (state.pattern[state.at] !== ']') state.at += state.pattern[state.at] === '\\' ? 2 : 1
    state.at++
  } else if (sign === '^' || sign === '$') return 0
  return 1
}

function repetitions(state: State): number {
  const sign = state.pattern[state.at]
  let least = 1
  if (sign === '?' || sign === '*' || sign === '+') {
    state.at++
    least = sign === '+' ? 1 : 0
  } else if (sign === '{') {
    least = Number.parseInt(state.pattern.slice(state.at + 1), 10)
    state.at = state.pattern.indexOf('}', state.at) + 1
  }
  if (state.pattern[state.at] === '?') state.at++
  return least
}
