/** Where a place stands inside JSON text that comes in pieces: how many strings are around it, and so how often a value put there is escaped. */
import { encodeJsonString } from '../documents/json-string.ts'

/** Levels of JSON-in-strings that are followed. */
const maxLevels = 4

interface Level {
  inString: boolean
  escape: Escape
}

/** Where inside an escape sequence the text stands: 0 no escape, 1 after the backslash, then the hex digits of `\u` to come. */
interface Escape {
  state: 'none' | 'slash' | 'hex'
  left: number
  code: number
}

/** Follows JSON text. A string whose content begins as an object or array is followed as JSON itself. */
export class JsonPosition {
  readonly #levels: Level[] = [newLevel()]
  /** Characters of the innermost string that could not be told yet; null once it is known to be no JSON. */
  #candidate: string | null = null

  push(text: string): void {
    for (let i = 0; i < text.length; i++) this.#unit(0, text.charCodeAt(i))
  }

  /** How many strings are around the place that comes next. */
  get depth(): number {
    let depth = 0
    for (const level of this.#levels) if (level.inString) depth++
    return depth
  }

  /** `value` as it must be written at this place. */
  encode(value: string): string {
    let text = value
    for (let depth = this.depth; depth > 0; depth--) text = encodeJsonString(text)
    return text
  }

  #unit(index: number, unit: number): void {
    const level = this.#levels[index]!
    if (!level.inString) {
      if (unit === 34) {
        level.inString = true
        this.#candidate = ''
      }
      return
    }
    const inner = this.#unescape(level.escape, unit)
    if (inner === 'end') {
      level.inString = false
      level.escape = noEscape()
      this.#levels.length = index + 1
      this.#candidate = null
    } else if (inner !== null) this.#inside(index, inner)
  }

  /** A decoded unit of the string of level `index`. */
  #inside(index: number, unit: number): void {
    if (index + 1 < this.#levels.length) {
      this.#unit(index + 1, unit)
      return
    }
    if (this.#candidate === null || index + 1 >= maxLevels) return
    this.#candidate += String.fromCharCode(unit)
    const judged = beginsJson(this.#candidate)
    if (judged === undefined) return
    const begun = this.#candidate
    this.#candidate = null
    if (!judged) return
    this.#levels.push(newLevel())
    for (let i = 0; i < begun.length; i++) this.#unit(index + 1, begun.charCodeAt(i))
  }

  /** The decoded unit; null inside an escape; `end` at the closing quote. */
  #unescape(escape: Escape, unit: number): number | null | 'end' {
    switch (escape.state) {
      case 'none':
        if (unit === 34) return 'end'
        if (unit !== 92) return unit
        escape.state = 'slash'
        return null
      case 'slash':
        if (unit === 117) {
          escape.state = 'hex'
          escape.left = 4
          escape.code = 0
          return null
        }
        escape.state = 'none'
        return simple[unit] ?? unit
      case 'hex':
        escape.code = escape.code * 16 + (Number.parseInt(String.fromCharCode(unit), 16) || 0)
        if (--escape.left > 0) return null
        escape.state = 'none'
        return escape.code
      default:
        return escape.state satisfies never
    }
  }
}

const simple: Readonly<Record<number, number>> = { 98: 8, 102: 12, 110: 10, 114: 13, 116: 9 }

function newLevel(): Level {
  return { inString: false, escape: noEscape() }
}

function noEscape(): Escape {
  return { state: 'none', left: 0, code: 0 }
}

/** Most white space in front of the first sign that is waited for. */
const maxLead = 64

/**
 * Whether a text is an object or an array, judged by how it begins; undefined while that is open. `{"`, `{}`, `[{`,
 * `["`, `[[` and `[]` are; prose begins otherwise, also with `[1]`.
 */
export function beginsJson(text: string): boolean | undefined {
  let at = skip(text, 0)
  const first = text[at]
  if (first === undefined) return text.length > maxLead ? false : undefined
  if (first !== '{' && first !== '[') return false
  at = skip(text, at + 1)
  const second = text[at]
  if (second === undefined) return text.length > maxLead ? false : undefined
  return first === '{' ? second === '"' || second === '}' : '{["]'.includes(second)
}

function skip(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text[at]!)) at++
  return at
}
