/** The fewest and the most characters that a pattern of ours can match, so that other stretches are passed over without running it. */

/** Understands literals, classes, groups, alternation and repetition; what it does not know counts as nothing. */
export function shortestMatch(pattern: string): number {
  return alternatives({ pattern, at: 0 })[0]
}

/** Infinity for a pattern without a bound. */
export function longestMatch(pattern: string): number {
  return alternatives({ pattern, at: 0 })[1]
}

interface State {
  readonly pattern: string
  at: number
}

/** Least and most. */
type Lengths = readonly [number, number]

function alternatives(state: State): Lengths {
  let [least, most] = sequence(state)
  while (state.pattern[state.at] === '|') {
    state.at++
    const other = sequence(state)
    least = Math.min(least, other[0])
    most = Math.max(most, other[1])
  }
  return [least, most]
}

function sequence(state: State): Lengths {
  let least = 0
  let most = 0
  while (state.at < state.pattern.length && state.pattern[state.at] !== '|' && state.pattern[state.at] !== ')') {
    const size = atom(state)
    const times = repetitions(state)
    least += size[0] * times[0]
    most += size[1] === 0 ? 0 : size[1] * times[1]
  }
  return [least, most]
}

function atom(state: State): Lengths {
  const sign = state.pattern[state.at++]
  if (sign === '(') {
    if (state.pattern.startsWith('?:', state.at)) state.at += 2
    const lengths = alternatives(state)
    state.at++
    return lengths
  }
  if (sign === '\\') state.at++
  else if (sign === '[') {
    while (state.pattern[state.at] !== ']') state.at += state.pattern[state.at] === '\\' ? 2 : 1
    state.at++
  } else if (sign === '^' || sign === '$') return [0, 0]
  return [1, 1]
}

function repetitions(state: State): Lengths {
  const sign = state.pattern[state.at]
  let times: Lengths = [1, 1]
  if (sign === '?' || sign === '*' || sign === '+') {
    state.at++
    times = [sign === '+' ? 1 : 0, sign === '?' ? 1 : Number.POSITIVE_INFINITY]
  } else if (sign === '{') {
    const close = state.pattern.indexOf('}', state.at)
    const [least, most] = state.pattern.slice(state.at + 1, close).split(',')
    times = [Number(least), most === '' ? Number.POSITIVE_INFINITY : Number(most ?? least)]
    state.at = close + 1
  }
  if (state.pattern[state.at] === '?') state.at++
  return times
}
