/** Which characters may stand right behind the keyword of a token: most words that begin like a token end or differ there. */

/** A part of a pattern. */
type Part =
  | { readonly kind: 'class'; readonly table: Uint8Array }
  | { readonly kind: 'sequence'; readonly parts: readonly Part[] }
  | { readonly kind: 'choice'; readonly parts: readonly Part[] }
  | { readonly kind: 'repeat'; readonly part: Part; readonly least: number; readonly most: number }

const codes = 128

/**
 * By ASCII code 1 for what `pattern` may have behind `keyword`: nothing where the keyword is none of its beginnings.
 * Undefined where it may end behind the keyword, and where it has signs that are not read here.
 */
export function charactersBehind(pattern: string, keyword: string): Uint8Array | undefined {
  const part = new PatternReader(pattern).whole()
  if (!part) return undefined
  const behind = new Uint8Array(codes)
  let ends = false
  const explore = (one: Part, at: number, next: (at: number) => void): void => {
    if (one.kind === 'choice') for (const choice of one.parts) explore(choice, at, next)
    else if (one.kind === 'sequence') inOrder(one.parts, 0, at, next)
    else if (one.kind === 'repeat') again(one, 0, at, next)
    else if (at === keyword.length) {
      for (let code = 0; code < codes; code++) if (one.table[code] === 1) behind[code] = 1
    } else if (one.table[keyword.charCodeAt(at)] === 1) next(at + 1)
  }
  const inOrder = (parts: readonly Part[], index: number, at: number, next: (at: number) => void): void => {
    if (index === parts.length) next(at)
    else explore(parts[index]!, at, after => inOrder(parts, index + 1, after, next))
  }
  const again = (one: Part & { kind: 'repeat' }, count: number, at: number, next: (at: number) => void): void => {
    if (count >= one.least) next(at)
    if (count < one.most)
      explore(one.part, at, after => {
        if (after > at || count < one.least) again(one, count + 1, after, next)
      })
  }
  explore(part, 0, at => {
    if (at === keyword.length) ends = true
  })
  return ends ? undefined : behind
}

const tableOf = (holds: (code: number) => boolean): Uint8Array =>
  Uint8Array.from({ length: codes }, (_, code) => (holds(code) ? 1 : 0))

const isDigit = (code: number): boolean => code > 47 && code < 58
const isSpace = (code: number): boolean => code === 32 || (code > 8 && code < 14)
const isWord = (code: number): boolean =>
  isDigit(code) || code === 95 || (code > 64 && code < 91) || (code > 96 && code < 123)

/** What stands for more than one character behind a backslash. */
const kinds: Readonly<Record<string, (code: number) => boolean>> = {
  d: isDigit,
  w: isWord,
  s: isSpace,
  S: code => !isSpace(code),
}

/** Reads a pattern from left to right. */
class PatternReader {
  readonly #pattern: string
  #at = 0
  #known = true

  constructor(pattern: string) {
    this.#pattern = pattern
  }

  /** Undefined when something stands in it that is not known. */
  whole(): Part | undefined {
    const part = this.#choice()
    return this.#known && this.#at === this.#pattern.length ? part : undefined
  }

  #choice(): Part {
    const parts = [this.#sequence()]
    while (this.#takes('|')) parts.push(this.#sequence())
    return { kind: 'choice', parts }
  }

  #sequence(): Part {
    const parts: Part[] = []
    while (this.#known && this.#at < this.#pattern.length && !'|)'.includes(this.#pattern[this.#at]!))
      parts.push(this.#repeated(this.#single()))
    return { kind: 'sequence', parts }
  }

  #repeated(part: Part): Part {
    let times: readonly [number, number] = [1, 1]
    if (this.#takes('?')) times = [0, 1]
    else if (this.#takes('*')) times = [0, Number.POSITIVE_INFINITY]
    else if (this.#takes('+')) times = [1, Number.POSITIVE_INFINITY]
    else if (this.#takes('{')) {
      const close = this.#pattern.indexOf('}', this.#at)
      const [least, most] = this.#pattern.slice(this.#at, close).split(',')
      times = [Number(least), most === '' ? Number.POSITIVE_INFINITY : Number(most ?? least)]
      this.#at = close + 1
    } else return part
    this.#takes('?')
    return { kind: 'repeat', part, least: times[0], most: times[1] }
  }

  #single(): Part {
    if (this.#takes('(?:') || this.#takes('(')) {
      if (this.#pattern[this.#at] === '?') this.#known = false
      const inner = this.#choice()
      if (!this.#takes(')')) this.#known = false
      return inner
    }
    if (this.#takes('[')) return { kind: 'class', table: this.#class() }
    if (this.#takes('.')) return { kind: 'class', table: tableOf(code => code !== 10) }
    const sign = this.#pattern[this.#at++]!
    if (sign === '\\') return { kind: 'class', table: this.#escaped() }
    if ('^$*+?{'.includes(sign)) this.#known = false
    return { kind: 'class', table: tableOf(code => code === sign.charCodeAt(0)) }
  }

  #escaped(): Uint8Array {
    const sign = this.#pattern[this.#at++] ?? ''
    const kind = kinds[sign]
    if (kind) return tableOf(kind)
    const control = sign === '' ? -1 : 'tnvfr'.indexOf(sign)
    if (control >= 0) return tableOf(code => code === control + 9)
    if (isWord(sign.charCodeAt(0))) this.#known = false
    return tableOf(code => code === sign.charCodeAt(0))
  }

  #class(): Uint8Array {
    const negated = this.#takes('^')
    const table = new Uint8Array(codes)
    while (this.#known && !this.#takes(']')) {
      if (this.#at >= this.#pattern.length || this.#pattern.startsWith('[:', this.#at)) this.#known = false
      else this.#range(table)
    }
    return negated ? table.map(one => 1 - one) : table
  }

  #range(table: Uint8Array): void {
    if (this.#takes('\\')) {
      const escaped = this.#escaped()
      for (let code = 0; code < codes; code++) table[code]! |= escaped[code]!
      return
    }
    const from = this.#pattern.charCodeAt(this.#at++)
    let to = from
    if (this.#pattern[this.#at] === '-' && this.#pattern[this.#at + 1] !== ']') {
      to = this.#pattern.charCodeAt(this.#at + 1)
      this.#at += 2
    }
    for (let code = from; code <= to && code < codes; code++) table[code] = 1
  }

  #takes(written: string): boolean {
    const found = this.#pattern.startsWith(written, this.#at)
    if (found) this.#at += written.length
    return found
  }
}
