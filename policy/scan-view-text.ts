/** Builds the text of a view from copied and replaced stretches of a page, and remembers where each stands. */
import type { View } from './scan-disguise.ts'

export class ViewText {
  readonly #page: string
  readonly #parts: string[] = []
  /** Of each part: where it begins in the view, and its stretch of the page. */
  readonly #starts: number[] = []
  readonly #froms: number[] = []
  readonly #ends: number[] = []
  #length = 0

  constructor(page: string) {
    this.#page = page
  }

  /** Adds the page's own text. */
  copy(from: number, to: number): void {
    if (to > from) this.write(this.#page.slice(from, to), from, to)
  }

  /** Adds `text` for the stretch `[from, end)`; a stretch of another length is cut as a whole. */
  write(text: string, from: number, end: number): void {
    if (text === '') return
    this.#parts.push(text)
    this.#starts.push(this.#length)
    this.#froms.push(from)
    this.#ends.push(end)
    this.#length += text.length
  }

  get length(): number {
    return this.#length
  }

  toView(dress: string): View {
    return {
      text: this.#parts.join(''),
      dress,
      place: (start, end) => ({ start: this.#placeOf(start)[0], end: this.#placeOf(Math.max(start, end - 1))[1] }),
    }
  }

  /** The stretch of the page that one character of the view stands for. */
  #placeOf(unit: number): readonly [number, number] {
    if (this.#starts.length === 0) return [0, 0]
    let low = 0
    let high = this.#starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#starts[middle]! <= unit) low = middle + 1
      else high = middle
    }
    const part = Math.max(0, low - 1)
    const [from, end] = [this.#froms[part] ?? 0, this.#ends[part] ?? 0]
    const size = (this.#starts[part + 1] ?? this.#length) - (this.#starts[part] ?? 0)
    if (end - from !== size) return [from, end]
    const at = from + unit - this.#starts[part]!
    return [at, at + 1]
  }
}
