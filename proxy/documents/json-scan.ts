/** One pass over JSON text that notes where strings, keys, long numbers and scalars stand; nothing is parsed into objects. */
import { JsonNumber, JsonString } from './json-leaf.ts'
import { digitRun, numberEnd } from './json-number.ts'
import { decodeJsonString } from './json-string.ts'
import type { Layer, LayerLeaf, Steps } from './layer.ts'
import { readNested } from './nested.ts'

/** Deeper nesting than this is refused as JSON: providers' own parsers stop earlier. */
const maxDepth = 500
/** Bounds the memory one body can take: each leaf is an object. */
const maxLeaves = 250_000
/** Scalars are kept for look-ups of settings such as `max_tokens`, which stand near the top. */
const maxScalarDepth = 4
const maxScalars = 5_000
const minKeyLeaf = 12
const minDigits = 9

export interface JsonScalar {
  readonly steps: Steps | null
  readonly value: number | boolean
}

/** What scans of one body add to. */
export interface JsonSink {
  readonly leaves: LayerLeaf[]
  readonly scalars: JsonScalar[]
}

/** How many values were read, or the offset where the text stops being JSON. */
export type JsonScan =
  | { readonly ok: true; readonly values: number }
  | { readonly ok: false; readonly at: number; readonly why: 'syntax' | 'depth' | 'leaves' }

export interface JsonScanOptions {
  /** Path of the layer that is scanned. */
  readonly above: Steps | null
  /** Levels of JSON-in-strings above this one. */
  readonly level: number
  /** Several values one after the other (NDJSON, JSON text sequences): each gets its index as first step. */
  readonly many?: boolean
}

/** Appends what it finds to `sink`; on failure the sink is left as it was. */
export function scanJson(layer: Layer, sink: JsonSink, options: JsonScanOptions): JsonScan {
  const leaves = sink.leaves.length
  const scalars = sink.scalars.length
  const scan = new Scan(layer, sink, options)
  const result = scan.run()
  if (!result.ok) {
    sink.leaves.length = leaves
    sink.scalars.length = scalars
  }
  return result
}

interface Container {
  readonly outer: Container | null
  readonly steps: Steps | null
  readonly array: boolean
  readonly depth: number
  index: number
}

class Scan {
  readonly #layer: Layer
  readonly #text: string
  readonly #sink: JsonSink
  readonly #options: JsonScanOptions
  #at = 0
  #top: Container | null = null
  /** Step of the value that comes next: a key, or an index. */
  #steps: Steps | null
  #nextSlash: number
  #native = true
  #why: 'syntax' | 'depth' | 'leaves' = 'syntax'

  constructor(layer: Layer, sink: JsonSink, options: JsonScanOptions) {
    this.#layer = layer
    this.#text = layer.text
    this.#sink = sink
    this.#options = options
    this.#steps = options.above
    this.#nextSlash = find(this.#text, '\\', 0)
    if (this.#text.charCodeAt(0) === 0xfeff) this.#at = 1
  }

  run(): JsonScan {
    let values = 0
    const { above, many } = this.#options
    do {
      this.#steps = many ? { above, name: values } : above
      if (!this.#tree()) return { ok: false, at: this.#at, why: this.#why }
      values++
      this.#skip()
    } while (many && this.#at < this.#text.length)
    return this.#at < this.#text.length ? { ok: false, at: this.#at, why: 'syntax' } : { ok: true, values }
  }

  /** One value with all it holds; iterative, so depth costs no stack. */
  #tree(): boolean {
    for (;;) {
      const c = this.#skip()
      if (c === 123) {
        if (!this.#open(false)) return false
        if (this.#skip() !== 125) {
          if (!this.#key()) return false
          continue
        }
        this.#close()
      } else if (c === 91) {
        if (!this.#open(true)) return false
        if (this.#skip() !== 93) {
          this.#item()
          continue
        }
        this.#close()
      } else if (!this.#scalar(c)) return false
      const more = this.#after()
      if (more !== 'next') return more === 'end'
    }
  }

  /** Between two values: closes what ends here, steps over a comma. */
  #after(): 'next' | 'end' | 'bad' {
    for (;;) {
      const top = this.#top
      if (top === null) return 'end'
      const c = this.#skip()
      if (c === 44) {
        this.#at++
        if (top.array) {
          top.index++
          this.#item()
        } else if (this.#skip() !== 34 || !this.#key()) return 'bad'
        return 'next'
      }
      if (c !== (top.array ? 93 : 125)) return 'bad'
      this.#close()
    }
  }

  #open(array: boolean): boolean {
    const depth = this.#top === null ? 1 : this.#top.depth + 1
    if (depth > maxDepth) {
      this.#why = 'depth'
      return false
    }
    this.#top = { outer: this.#top, steps: this.#steps, array, depth, index: 0 }
    this.#at++
    return true
  }

  #close(): void {
    this.#at++
    this.#top = this.#top!.outer
  }

  #item(): void {
    const top = this.#top!
    this.#steps = { above: top.steps, name: top.index }
  }

  #key(): boolean {
    if (this.#text.charCodeAt(this.#at) !== 34) return false
    const start = this.#at + 1
    const name = this.#string()
    if (name === null) return false
    const end = this.#at - 1
    this.#steps = { above: this.#top!.steps, name }
    if (hidesSomething(name) && !this.#add(new JsonString(this.#layer, start, end, name, this.#steps, 'key')))
      return false
    if (this.#skip() !== 58) return false
    this.#at++
    return true
  }

  #scalar(c: number): boolean {
    if (c === 34) return this.#stringValue()
    if (c === 45 || (c >= 48 && c <= 57)) return this.#number()
    if (c === 116) return this.#literal('true', true)
    if (c === 102) return this.#literal('false', false)
    return c === 110 && this.#literal('null', null)
  }

  #stringValue(): boolean {
    const start = this.#at + 1
    const text = this.#string()
    if (text === null) return false
    if (text === '') return true
    const leaf = new JsonString(this.#layer, start, this.#at - 1, text, this.#steps, 'value')
    const found = readNested(leaf, this.#sink, this.#options.level)
    return found === 'read' || this.#add(found)
  }

  #add(leaf: LayerLeaf): boolean {
    if (this.#sink.leaves.length >= maxLeaves) {
      this.#why = 'leaves'
      return false
    }
    this.#sink.leaves.push(leaf)
    return true
  }

  /** Moves past the string that begins here and gives its text; null when it never ends or an escape is not valid. */
  #string(): string | null {
    const text = this.#text
    const start = this.#at + 1
    let quote = text.indexOf('"', start)
    if (this.#nextSlash < start) this.#nextSlash = find(text, '\\', start)
    if (this.#nextSlash > quote) {
      if (quote < 0) return null
      this.#at = quote + 1
      return text.slice(start, quote)
    }
    while (quote >= 0 && isEscaped(text, quote, start)) quote = text.indexOf('"', quote + 1)
    if (quote < 0) return null
    const decoded = this.#decode(start, quote)
    if (decoded !== null) this.#at = quote + 1
    return decoded
  }

  /** The engine's own parser decodes a long string ten times faster; what it refuses is looked at with care, from then on. */
  #decode(start: number, end: number): string | null {
    if (this.#native) {
      try {
        // JSON.parse of one string token gives a string or throws.
        return JSON.parse(this.#text.slice(start - 1, end + 1)) as string
      } catch {
        this.#native = false
      }
    }
    return decodeJsonString(this.#text, start, end)
  }

  #number(): boolean {
    const start = this.#at
    const end = numberEnd(this.#text, start)
    if (end === 0) return false
    this.#at = end
    if (end - start >= minDigits && digitRun(this.#text, start, end) >= minDigits)
      if (!this.#add(new JsonNumber(this.#layer, start, end, this.#steps))) return false
    if (this.#keepsScalar())
      this.#sink.scalars.push({ steps: this.#steps, value: Number(this.#text.slice(start, end)) })
    return true
  }

  #literal(word: string, value: boolean | null): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false
    this.#at += word.length
    if (value !== null && this.#keepsScalar()) this.#sink.scalars.push({ steps: this.#steps, value })
    return true
  }

  #keepsScalar(): boolean {
    const top = this.#top
    return top !== null && !top.array && top.depth <= maxScalarDepth && this.#sink.scalars.length < maxScalars
  }

  /** Moves over white space; the code unit that follows, NaN at the end. */
  #skip(): number {
    const text = this.#text
    for (;;) {
      const c = text.charCodeAt(this.#at)
      if (c > 32 || (c !== 32 && c !== 10 && c !== 13 && c !== 9)) return c
      this.#at++
    }
  }
}

/** Keys are mostly names of fields; long ones, and ones that begin with digits, can carry data. */
export function hidesSomething(name: string): boolean {
  if (name.length >= minKeyLeaf) return true
  const c = name.charCodeAt(0)
  return name.length >= minDigits && c >= 48 && c <= 57
}

/** True when an odd number of backslashes stands before `at`. */
function isEscaped(text: string, at: number, start: number): boolean {
  let slashes = 0
  while (at - slashes - 1 >= start && text.charCodeAt(at - slashes - 1) === 92) slashes++
  return slashes % 2 === 1
}

function find(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from)
  return at < 0 ? text.length : at
}
