/** What was found on the stretch of a page that can still stand together: settled and dropped as the search goes on, so that no text fills the memory. */
import type { PartAt } from './records-join.ts'
import type { Match } from './records-rows.ts'

/** What is settled at once. */
export interface Sighted {
  readonly matches: readonly Match[]
  /** Places of the parts with this id. */
  partsOf(id: number): readonly PartAt[]
}

const leastKept = 16_384

export class Stretch {
  #matches: Match[] = []
  readonly #parts = new Map<number, PartAt[]>()
  #kept = 0
  #most = leastKept
  readonly #within: number
  readonly #settle: (sighted: Sighted) => void

  /** What stands within so many characters is settled together at least once, some of it more often. */
  constructor(within: number, settle: (sighted: Sighted) => void) {
    this.#within = within
    this.#settle = settle
  }

  /** What is added later ends behind where this begins: so for both kinds. */
  addMatch(match: Match): void {
    this.#makeRoom(match.start)
    this.#matches.push(match)
    this.#kept++
  }

  addPart(id: number, part: PartAt): void {
    this.#makeRoom(part.places[0]!)
    const known = this.#parts.get(id)
    if (known) known.push(part)
    else this.#parts.set(id, [part])
    this.#kept++
  }

  /** To be called at the end of the page. */
  settle(): void {
    if (this.#kept > 0) this.#settle({ matches: this.#matches, partsOf: id => this.#parts.get(id) ?? [] })
  }

  #makeRoom(place: number): void {
    if (this.#kept < this.#most) return
    this.settle()
    const from = place - this.#within
    this.#matches = this.#matches.filter(({ start }) => start >= from)
    this.#kept = this.#matches.length
    for (const [id, parts] of this.#parts) {
      const near = parts.filter(({ places }) => places[0]! >= from)
      this.#parts.set(id, near)
      this.#kept += near.length
    }
    // As much comes as stays: no text has the same things settled again and again.
    this.#most = Math.max(leastKept, 2 * this.#kept)
  }
}
