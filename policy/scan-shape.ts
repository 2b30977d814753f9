/** Matches short values with the shapes of numbers, simple regular expressions, by a table that grows as values are read. */

/** Does the whole value have the shape? */
export type ShapeMatcher = (value: string) => boolean

/**
 * Shapes consist of characters, `\d`, classes, groups, alternatives and the repetitions `?`, `{n}` and `{n,m}`. Throws an
 * Error that names the shape when something else stands in it.
 */
export function createShape(source: string): ShapeMatcher {
  const { follow, classes, first, last } = positionsOf(source)
  const numbers = new Map<string, number>()
  const sets: (readonly number[])[] = []
  const accepts: boolean[] = []
  /** By state and symbol the next state; -1 where it was not worked out yet. */
  const table: Int32Array[] = []
  const stateOf = (set: readonly number[], ends: boolean): number => {
    const key = set.join()
    const known = numbers.get(`${key} ${ends}`)
    if (known !== undefined) return known
    numbers.set(`${key} ${ends}`, sets.length)
    sets.push(set)
    accepts.push(ends)
    table.push(new Int32Array(symbols.length).fill(-1))
    return sets.length - 1
  }
  const dead = stateOf([], false)
  const start = stateOf(first, false)
  const step = (state: number, symbol: number): number => {
    const taken = sets[state]!.filter(position => classes[position]!.includes(symbols[symbol]!))
    const next = [...new Set(taken.flatMap(position => follow[position]!))].sort((a, b) => a - b)
    const ends = taken.some(position => last.has(position))
    table[state]![symbol] = next.length === 0 && !ends ? dead : stateOf(next, ends)
    return table[state]![symbol]!
  }
  return value => {
    let state = start
    for (let at = 0; at < value.length; at++) {
      const symbol = symbolOf[value.charCodeAt(at)] ?? 0
      if (symbol === 0) return false
      const next = table[state]![symbol - 1]!
      state = next < 0 ? step(state, symbol - 1) : next
      if (state === dead) return false
    }
    return accepts[state]!
  }
}

/** What stands in shapes. */
const symbols = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZÑ&'
/** By character code, one more than its index in `symbols`. */
const symbolOf = new Uint8Array(256)
for (let i = 0; i < symbols.length; i++) symbolOf[symbols.charCodeAt(i)] = i + 1

/** Each character or class of a shape is a position, once for every time it may be repeated. */
interface Positions {
  readonly classes: readonly string[]
  readonly first: readonly number[]
  readonly last: ReadonlySet<number>
  /** Which positions may come behind each. */
  readonly follow: readonly (readonly number[])[]
}

/** A part of a shape. */
interface Part {
  readonly empty: boolean
  readonly first: readonly number[]
  readonly last: readonly number[]
}

function positionsOf(source: string): Positions {
  const classes: string[] = []
  const follow: number[][] = []
  const reader = new ShapeReader(source, {
    one(characters) {
      classes.push(characters)
      follow.push([])
      const at = [classes.length - 1]
      return { empty: false, first: at, last: at }
    },
    both(a, b) {
      for (const position of a.last) follow[position]!.push(...b.first)
      return {
        empty: a.empty && b.empty,
        first: a.empty ? [...a.first, ...b.first] : a.first,
        last: b.empty ? [...a.last, ...b.last] : b.last,
      }
    },
  })
  const { first, last } = reader.whole()
  return { classes, first, last: new Set(last), follow }
}

interface Builder {
  one(characters: string): Part
  both(a: Part, b: Part): Part
}

const nothing: Part = { empty: true, first: [], last: [] }

/** Reads a shape from left to right; what repeats is read again for each time. */
class ShapeReader {
  readonly #source: string
  readonly #builder: Builder
  #at = 0

  constructor(source: string, builder: Builder) {
    this.#source = source
    this.#builder = builder
  }

  whole(): Part {
    const part = this.#alternatives()
    if (this.#at < this.#source.length) this.#fail()
    return part
  }

  #alternatives(): Part {
    const parts = [this.#sequence()]
    while (this.#takes('|')) parts.push(this.#sequence())
    return {
      empty: parts.some(part => part.empty),
      first: parts.flatMap(part => part.first),
      last: parts.flatMap(part => part.last),
    }
  }

  #sequence(): Part {
    let all = nothing
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at]!))
      all = this.#builder.both(all, this.#repeated())
    return all
  }

  #repeated(): Part {
    const from = this.#at
    let part = this.#single()
    const [least, most] = this.#times()
    const behind = this.#at
    let all = nothing
    for (let i = 0; i < most; i++) {
      if (i > 0) {
        this.#at = from
        part = this.#single()
      }
      all = this.#builder.both(all, i < least ? part : { ...part, empty: true })
    }
    this.#at = behind
    return all
  }

  /** `?`, `{n}`, `{n,m}`, or once. */
  #times(): readonly [number, number] {
    if (this.#takes('?')) return [0, 1]
    if (!this.#takes('{')) return [1, 1]
    const close = this.#source.indexOf('}', this.#at)
    const [least, most] = this.#source.slice(this.#at, close).split(',')
    this.#at = close + 1
    return [Number(least), Number(most ?? least)]
  }

  #single(): Part {
    if (this.#takes('(?:')) {
      const inner = this.#alternatives()
      if (!this.#takes(')')) this.#fail()
      return inner
    }
    if (this.#takes('\\d')) return this.#builder.one('0123456789')
    if (this.#takes('[')) return this.#builder.one(this.#class())
    const character = this.#source[this.#at++] ?? ''
    if (character === '' || !symbols.includes(character)) this.#fail()
    return this.#builder.one(character)
  }

  #class(): string {
    const close = this.#source.indexOf(']', this.#at)
    const written = this.#source.slice(this.#at, close)
    this.#at = close + 1
    let characters = ''
    for (let i = 0; i < written.length; i++) {
      const range = written[i + 1] === '-' && i + 2 < written.length
      const [from, to] = [symbols.indexOf(written[i]!), symbols.indexOf(written[range ? i + 2 : i]!)]
      if (from < 0 || to < from) this.#fail()
      characters += symbols.slice(from, to + 1)
      if (range) i += 2
    }
    return characters
  }

  #takes(written: string): boolean {
    const found = this.#source.startsWith(written, this.#at)
    if (found) this.#at += written.length
    return found
  }

  #fail(): never {
    throw new Error(`the shape ${this.#source} cannot be read at ${this.#at}`)
  }
}
