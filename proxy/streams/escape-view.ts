/** JSON text as its strings read once unescaped, unit for unit in the same places: what a scanner of values must see. */

/**
 * Each escape sequence becomes spaces and, last, the character it stands for, so that offsets stay what they are:
 * `\nAKIA` reads as a space, a line feed and `AKIA`. One pass undoes one level; `levels` passes are made.
 */
export class EscapeView {
  readonly #passes: Pass[]

  constructor(levels = 2) {
    this.#passes = Array.from({ length: levels }, () => new Pass())
  }

  /** The view of the piece that follows. */
  push(piece: string): string {
    return this.#passes.reduce((text, pass) => pass.push(text), piece)
  }
}

class Pass {
  #left = 0
  #slash = false
  #code = 0

  push(piece: string): string {
    if (!this.#slash && this.#left === 0 && !piece.includes('\\')) return piece
    let out = ''
    for (let i = 0; i < piece.length; i++) out += this.#unit(piece[i]!)
    return out
  }

  #unit(character: string): string {
    if (this.#left > 0) {
      const digit = Number.parseInt(character, 16)
      if (Number.isNaN(digit)) {
        this.#left = 0
        return character
      }
      this.#code = this.#code * 16 + digit
      return --this.#left > 0 ? ' ' : String.fromCharCode(this.#code)
    }
    if (!this.#slash) {
      this.#slash = character === '\\'
      return this.#slash ? ' ' : character
    }
    this.#slash = false
    if (character === 'u') {
      this.#left = 4
      this.#code = 0
      return ' '
    }
    return simple[character] ?? character
  }
}

const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** `start` moved to the start of the escape sequence that it cuts. */
export function escapeStart(raw: string, start: number): number {
  for (let at = Math.max(0, start - 5); at < start; at++)
    if (raw[at] === '\\' && !isEscaped(raw, at) && at + lengthAt(raw, at) > start) return at
  return start
}

function lengthAt(raw: string, slash: number): number {
  return raw[slash + 1] === 'u' ? 6 : 2
}

function isEscaped(raw: string, at: number): boolean {
  let slashes = 0
  while (raw[at - slashes - 1] === '\\') slashes++
  return slashes % 2 === 1
}
