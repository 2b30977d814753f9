/** Which conversation a request belongs to, so that a value has one placeholder in all of its turns. */
import type { Segment } from '../policy/segment.ts'
import type { BodyDocument } from './documents/types.ts'
import type { RequestHead } from './providers/types.ts'
import type { Vault } from './vault.ts'

export interface Conversation {
  /** Equal in all turns; a keyed hash or an id, never text of the person's. */
  readonly key: string
  /** Each turn brings all turns before it; otherwise values of earlier turns must be remembered. */
  readonly resendsHistory: boolean
}

export interface ConversationInput {
  readonly provider: string
  readonly operation: string
  readonly head: RequestHead
  readonly document: BodyDocument
  readonly segments: readonly Segment[]
}

/** `hash` is keyed: the first turn of a conversation is not to be guessed from its key. */
export function conversationOf(
  input: ConversationInput,
  person: string,
  vault: Pick<Vault, 'conversationNamed'>,
  hash: (text: string) => string,
): Conversation {
  const id = namedIn(input)
  if (id !== undefined) return { key: vault.conversationNamed(person, id) ?? `id:${id}`, resendsHistory: false }
  const first = firstTurn(input.segments)
  return { key: `turn:${hash(`${input.provider}\0${first}`)}`, resendsHistory: resending.has(input.operation) }
}

/** APIs whose requests hold the whole conversation. */
const resending: ReadonlySet<string> = new Set([
  'chat.completions',
  'completions',
  'messages',
  'messages.count_tokens',
  'complete',
  'rawPredict',
  'streamRawPredict',
  'generateContent',
  'streamGenerateContent',
  'countTokens',
])

/** Members by which apps name a conversation, the surest first. */
const members: readonly (readonly string[])[] = [
  ['conversation_id'],
  ['conversationId'],
  ['conversation', 'id'],
  ['conversation'],
  ['previous_response_id'],
  ['thread_id'],
  ['threadId'],
  ['chat_id'],
  ['chatId'],
  ['chat_session_id'],
  ['session_id'],
  ['sessionId'],
]

function namedIn({ document, head }: ConversationInput): string | undefined {
  for (const path of members) {
    const found = document.scalar(...path)
    if (typeof found === 'string' && found !== '' && found.length <= 200) return found
  }
  return /\/(?:chat_conversations|conversations?|threads|chats|sessions)\/([\w-]{8,100})(?:\/|$)/.exec(head.path)?.[1]
}

/** What the person said first; in a request without turns, its first text. */
function firstTurn(segments: readonly Segment[]): string {
  const said = segments.find(({ role, kind }) => role === 'user' && (kind === 'prompt' || kind === 'history'))
  return (said ?? segments.find(({ kind }) => kind === 'prompt') ?? segments[0])?.text ?? ''
}
