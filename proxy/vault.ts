/** Remembers in memory alone which value each placeholder stands for: per person, bounded in number, size and time. */
import { LRUCache } from 'lru-cache'
import { canonical, derivePlaceholder } from '../policy/placeholder.ts'
import type { RestoreCounts } from '../policy/restore.ts'
import type { InstallationKey } from './secret-key.ts'
import type { Settings } from './settings.ts'

export interface VaultOptions {
  /** 32 bytes, derived for this purpose: equal after a restart, so that a value gets its placeholder again. */
  readonly key: Buffer
  /** How long a value is kept after its last use where the app does not send it again. */
  readonly keepMs: number
  /** Values of one person at once; the longest unused goes first. */
  readonly maxValues: number
  readonly now: () => number
}

export interface Vault {
  /** A person's values during one exchange. */
  open(person: string, conversation: string): VaultSession
  /** The value, while it is known; of this person alone. */
  lookUp(person: string, placeholder: string): string | undefined
  /** True while any value of this person is known. */
  knows(person: string): boolean
  /** The conversation that goes on under an id which an app made up for it. */
  nameConversation(person: string, id: string, conversation: string): void
  conversationNamed(person: string, id: string): string | undefined
  /** True once per conversation. */
  firstNotice(person: string, conversation: string): boolean
  /** What restoring has done since the start, over all people. */
  readonly counts: RestoreCounts
  /** Values at present, for /healthz and tests. */
  readonly size: number
  close(): void
}

export interface VaultSession {
  placeholder(kind: string, value: string): string
  /** `keep`: later turns may use values of this one without sending them again. */
  close(keep: boolean): void
}

interface Entry {
  readonly value: string
  /** Exchanges under way that use it. */
  users: number
  keptUntil: number
}

/** Together the values of one person take no more than this many UTF-16 units. */
const maxUnits = 1024 * 1024
const maxPeople = 20_000
const maxConversations = 50_000

/** The vault of a running product. */
export function openVault(key: InstallationKey, settings: Settings['answers'], now: () => Date): Vault {
  return createVault({
    key: key.derive('placeholders'),
    keepMs: settings.remember * 1000,
    maxValues: settings.remember_values,
    now: () => now().getTime(),
  })
}

export function createVault(options: VaultOptions): Vault {
  return new MemoryVault(options)
}

class MemoryVault implements Vault {
  readonly #options: VaultOptions
  readonly #people = new LRUCache<string, Person>({ max: maxPeople })
  readonly #conversations = new LRUCache<string, string>({ max: maxConversations })
  readonly #noticed = new LRUCache<string, true>({ max: maxConversations })
  readonly counts: RestoreCounts = { restored: 0, nearMisses: 0 }
  readonly #sweeper: NodeJS.Timeout

  constructor(options: VaultOptions) {
    this.#options = options
    this.#sweeper = setInterval(() => this.#sweep(), Math.max(250, Math.min(10_000, options.keepMs / 4)))
    this.#sweeper.unref()
  }

  get size(): number {
    let size = 0
    for (const person of this.#people.values()) size += person.size
    return size
  }

  open(name: string, conversation: string): VaultSession {
    let person = this.#people.get(name)
    if (!person) this.#people.set(name, (person = new Person(this.#options)))
    return person.session({ key: this.#options.key, person: name, conversation }, () => this.#forget(name))
  }

  lookUp(name: string, placeholder: string): string | undefined {
    return this.#people.get(name)?.lookUp(canonical(placeholder))
  }

  knows(name: string): boolean {
    return (this.#people.get(name)?.size ?? 0) > 0
  }

  nameConversation(person: string, id: string, conversation: string): void {
    if (id.length <= 300) this.#conversations.set(`${person}\0${id}`, conversation)
  }

  conversationNamed(person: string, id: string): string | undefined {
    return this.#conversations.get(`${person}\0${id}`)
  }

  firstNotice(person: string, conversation: string): boolean {
    const name = `${person}\0${conversation}`
    if (this.#noticed.has(name)) return false
    this.#noticed.set(name, true)
    return true
  }

  close(): void {
    clearInterval(this.#sweeper)
    this.#people.clear()
    this.#conversations.clear()
  }

  #sweep(): void {
    for (const [name, person] of this.#people.entries()) {
      person.sweep()
      this.#forget(name)
    }
  }

  #forget(name: string): void {
    if (this.#people.peek(name)?.idle) this.#people.delete(name)
  }
}

class Person {
  readonly #options: VaultOptions
  /** Least recently used first. */
  readonly #entries = new Map<string, Entry>()
  #units = 0
  #sessions = 0

  constructor(options: VaultOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#entries.size
  }

  get idle(): boolean {
    return this.#entries.size === 0 && this.#sessions === 0
  }

  session(scope: { key: Buffer; person: string; conversation: string }, closed: () => void): VaultSession {
    const used = new Set<string>()
    let open = true
    this.#sessions++
    const use = (placeholder: string, entry: Entry): void => {
      if (used.has(placeholder)) return
      used.add(placeholder)
      entry.users++
    }
    return {
      placeholder: (kind, value) => {
        for (let attempt = 0; ; attempt++) {
          const made = derivePlaceholder(scope, kind, value, attempt)
          const known = this.#entries.get(made)
          if (known && known.value !== value) continue
          use(made, known ?? this.#add(made, value))
          return made
        }
      },
      close: keep => {
        if (!open) return
        open = false
        this.#sessions--
        for (const placeholder of used) this.#release(placeholder, keep)
        closed()
      },
    }
  }

  lookUp(placeholder: string): string | undefined {
    const entry = this.#entries.get(placeholder)
    if (!entry) return undefined
    this.#touch(placeholder, entry)
    return entry.value
  }

  sweep(): void {
    const now = this.#options.now()
    for (const [placeholder, entry] of this.#entries)
      if (entry.users === 0 && entry.keptUntil <= now) this.#delete(placeholder, entry)
  }

  #add(placeholder: string, value: string): Entry {
    // A slice of the body would keep the whole body in memory.
    const entry: Entry = { value: ownCopy(value), users: 0, keptUntil: 0 }
    this.#entries.set(placeholder, entry)
    this.#units += value.length
    for (const [oldest, held] of this.#entries) {
      if (this.#entries.size <= this.#options.maxValues && this.#units <= maxUnits) break
      if (oldest !== placeholder) this.#delete(oldest, held)
    }
    return entry
  }

  #touch(placeholder: string, entry: Entry): void {
    this.#entries.delete(placeholder)
    this.#entries.set(placeholder, entry)
    if (entry.keptUntil > 0) entry.keptUntil = this.#options.now() + this.#options.keepMs
  }

  #release(placeholder: string, keep: boolean): void {
    const entry = this.#entries.get(placeholder)
    if (!entry) return
    entry.users = Math.max(0, entry.users - 1)
    if (keep) entry.keptUntil = this.#options.now() + this.#options.keepMs
    if (entry.users === 0 && entry.keptUntil <= this.#options.now()) this.#delete(placeholder, entry)
  }

  #delete(placeholder: string, entry: Entry): void {
    if (this.#entries.delete(placeholder)) this.#units -= entry.value.length
  }
}

const ownCopy = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le')
