/** A hash table from words to numbers that is asked with places in a text, without making strings of them. */

export class UnitTable {
  #slots = new Int32Array(1024)
  #hashes = new Int32Array(512)
  #numbers = new Int32Array(512)
  /** Where each word begins in the pool; one more than there are words. */
  #begins = new Int32Array(513)
  #pool = new Uint16Array(4096)
  #count = 0
  readonly #mostSteps: number

  /**
   * With `mostSteps`, a word whose place is that many steps off is not kept: nobody can make looking up slow with words
   * that were chosen for their hashes.
   */
  constructor(mostSteps = Number.POSITIVE_INFINITY) {
    this.#mostSteps = mostSteps
  }

  get size(): number {
    return this.#count
  }

  /** Notes a number from 0 on for the word at [start, end) of `units`, each unit read through `folds`. The word must be new. */
  add(units: Uint16Array, start: number, end: number, folds: Uint16Array, number: number): void {
    const entry = this.#count
    if (entry === this.#hashes.length) this.#grow()
    const hash = hashOf(units, start, end, folds)
    let filled = this.#begins[entry]!
    if (filled + end - start > this.#pool.length) this.#pool = larger(this.#pool, Uint16Array, filled + end - start)
    for (let at = start; at < end; at++) this.#pool[filled++] = folds[units[at]!]!
    this.#hashes[entry] = hash
    this.#numbers[entry] = number
    this.#begins[entry + 1] = filled
    this.#count++
    this.#place(hash, entry)
  }

  /** The number of the word at [start, end); -1 when it was not added. */
  find(units: Uint16Array, start: number, end: number, folds: Uint16Array): number {
    const slots = this.#slots
    const hash = hashOf(units, start, end, folds)
    const mask = slots.length - 1
    for (let slot = hash & mask, steps = 0; slots[slot]! > 0 && steps < this.#mostSteps; steps++) {
      const entry = slots[slot]! - 1
      if (this.#hashes[entry] === hash && this.#same(entry, units, start, end, folds)) return this.#numbers[entry]!
      slot = (slot + 1) & mask
    }
    return -1
  }

  clear(): void {
    this.#count = 0
    this.#slots.fill(0)
  }

  #same(entry: number, units: Uint16Array, start: number, end: number, folds: Uint16Array): boolean {
    let from = this.#begins[entry]!
    if (this.#begins[entry + 1]! - from !== end - start) return false
    for (let at = start; at < end; at++) if (this.#pool[from++] !== folds[units[at]!]) return false
    return true
  }

  #place(hash: number, entry: number): void {
    const slots = this.#slots
    const mask = slots.length - 1
    let slot = hash & mask
    let steps = 0
    while (slots[slot]! > 0 && steps < this.#mostSteps) {
      slot = (slot + 1) & mask
      steps++
    }
    if (steps < this.#mostSteps) slots[slot] = entry + 1
  }

  #grow(): void {
    this.#hashes = larger(this.#hashes, Int32Array, 0)
    this.#numbers = larger(this.#numbers, Int32Array, 0)
    this.#begins = larger(this.#begins, Int32Array, 2 * this.#begins.length + 1)
    this.#slots = new Int32Array(2 * this.#slots.length)
    for (let entry = 0; entry < this.#count; entry++) this.#place(this.#hashes[entry]!, entry)
  }
}

function larger<T extends Int32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>>(
  array: T,
  Make: new (length: number) => T,
  least: number,
): T {
  const made = new Make(Math.max(2 * array.length, least))
  made.set(array)
  return made
}

function hashOf(units: Uint16Array, start: number, end: number, folds: Uint16Array): number {
  let hash = end - start
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ folds[units[at]!]!, 0x9e3779b1) ^ (hash >>> 15)
  hash ^= hash >>> 16
  return hash
}
