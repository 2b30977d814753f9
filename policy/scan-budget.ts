/** Bounds work that reads the same characters again: so much for every page, and more as the page is read. */

export class Budget {
  #spent = 0
  readonly #free: number
  readonly #perUnit: number

  /** `free` characters may be read again at once, `perUnit` more for each character of the page. */
  constructor(free: number, perUnit: number) {
    this.#free = free
    this.#perUnit = perUnit
  }

  /** Is anything left when the page has been read up to `at`? */
  allows(at: number): boolean {
    return this.#spent < this.#free + this.#perUnit * at
  }

  spend(characters: number): void {
    this.#spent += characters
  }
}
