/** Who speaks in each turn of a conversation, and which turns are new: text after the last answer is the prompt, before it history. */
import type { Role } from '../../policy/segment.ts'
import type { BodyDocument } from '../documents/types.ts'
import type { Path, Reading } from './segments.ts'

export interface Turns {
  role(index: number): Role
  /** Reading of plain content of the turn. */
  content(index: number): Reading
}

/** `array` is the path of the list of turns, `role` the path of the role within one. */
export function readTurns(document: BodyDocument, array: Path, role: Path): Turns {
  const roles: (Role | undefined)[] = []
  let lastAnswer = -1
  for (const leaf of document.leaves) {
    const { path } = leaf
    const index = path[array.length]
    if (leaf.role !== 'value' || typeof index !== 'number' || path.length !== array.length + 1 + role.length) continue
    if (!startsWith(path, array) || !role.every((step, i) => path[array.length + 1 + i] === step)) continue
    roles[index] = roleOf(leaf.text)
    if (roles[index] === 'assistant') lastAnswer = Math.max(lastAnswer, index)
  }
  const readings = {
    user: index => (index > lastAnswer ? prompt : history),
    assistant: () => answer,
    system: () => instructions,
    tool: () => toolResult,
    unknown: index => (index > lastAnswer ? prompt : history),
  } satisfies Record<Role, (index: number) => Reading>
  return {
    role: index => roles[index] ?? 'user',
    content: index => readings[roles[index] ?? 'user'](index),
  }
}

export const prompt: Reading = { role: 'user', kind: 'prompt' }
export const history: Reading = { role: 'user', kind: 'history' }
export const answer: Reading = { role: 'assistant', kind: 'history' }
export const instructions: Reading = { role: 'system', kind: 'instructions' }
export const toolCall: Reading = { role: 'assistant', kind: 'tool-call' }
export const toolResult: Reading = { role: 'tool', kind: 'tool-result' }
export const toolDefinition: Reading = { role: 'system', kind: 'tool-definition' }
export const attachment: Reading = { role: 'user', kind: 'attachment' }
export const metadata: Reading = { role: 'unknown', kind: 'metadata' }
export const other: Reading = { role: 'unknown', kind: 'other' }
/** Names that steer the request: a changed model or role would break it. */
export const control: Reading = { role: 'unknown', kind: 'metadata', editable: false }

export function startsWith(path: Path, start: Path): boolean {
  return start.every((step, i) => path[i] === step)
}

function roleOf(name: string): Role {
  switch (name) {
    case 'user':
    case 'human':
      return 'user'
    case 'assistant':
    case 'model':
      return 'assistant'
    case 'system':
    case 'developer':
      return 'system'
    case 'tool':
    case 'function':
      return 'tool'
    default:
      return 'unknown'
  }
}
