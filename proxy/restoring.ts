/** What one exchange does with values that come back: placeholders on the way out, values on the way in, one notice. */
import { createReplace, type Replace } from '../policy/redaction-style.ts'
import { createRestorer } from '../policy/restore.ts'
import type { TextWatcher } from '../policy/text-watcher.ts'
import { type Conversation, type ConversationInput, conversationOf } from './conversation.ts'
import type { Vault, VaultSession } from './vault.ts'

export interface Restoring {
  /** Replacements for this request's values. */
  replaceFor(input: ConversationInput): Replace
  /** A placeholder in the answer may be this person's. */
  readonly active: boolean
  watch(): TextWatcher
  /** The app said under which id it goes on. */
  named(id: string): void
  /** True once per conversation in which something was replaced. */
  firstNotice(): boolean
  /** The answer is over: what is not needed by later turns is forgotten. */
  close(): void
}

export interface RestoringOptions {
  readonly vault: Vault
  readonly person: string
  /** Keyed. */
  readonly hash: (value: string) => string
}

export function createRestoring(options: RestoringOptions): Restoring {
  return new ExchangeRestoring(options)
}

class ExchangeRestoring implements Restoring {
  readonly #options: RestoringOptions
  #conversation: Conversation | undefined
  #session: VaultSession | undefined

  constructor(options: RestoringOptions) {
    this.#options = options
  }

  replaceFor(input: ConversationInput): Replace {
    const { vault, person, hash } = this.#options
    // A socket asks for each of its messages: its conversation stays what the first made it.
    this.#conversation ??= conversationOf(input, person, vault, hash)
    const { key } = this.#conversation
    return createReplace({
      placeholder: (kind, value) => {
        this.#session ??= vault.open(person, key)
        return this.#session.placeholder(kind, value)
      },
      hash,
    })
  }

  get active(): boolean {
    return this.#session !== undefined || this.#options.vault.knows(this.#options.person)
  }

  watch(): TextWatcher {
    const { vault, person } = this.#options
    return createRestorer(placeholder => vault.lookUp(person, placeholder), vault.counts)
  }

  named(id: string): void {
    if (this.#conversation) this.#options.vault.nameConversation(this.#options.person, id, this.#conversation.key)
  }

  firstNotice(): boolean {
    return (
      this.#conversation !== undefined && this.#options.vault.firstNotice(this.#options.person, this.#conversation.key)
    )
  }

  close(): void {
    this.#session?.close(this.#conversation?.resendsHistory === false)
    this.#session = undefined
  }
}
