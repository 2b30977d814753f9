/** Shapes that several parts of the language share, and how their entries are reached. */
import { z } from 'zod'

export type Path = readonly (string | number)[]

const idPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/

export const id = z
  .string()
  .regex(idPattern, 'an id is 1 to 64 letters, digits, - and _, and starts with a letter or digit')

export const text = z.string().min(1, 'must not be empty')

/** One text or a list of them. */
export const oneOrMany = z.union([text, z.array(text).min(1, 'the list is empty')], {
  error: 'must be a text or a list of texts',
})

/** `chatgpt`, `[chatgpt, claude]`, `{ any_of: [chatgpt] }`, `{ not: [chatgpt] }`. */
export const selector = z.union(
  [
    text,
    z.array(text).min(1, 'the list is empty'),
    z.strictObject({
      any_of: oneOrMany.optional().describe('At least one of these.'),
      not: oneOrMany.optional().describe('None of these.'),
    }),
  ],
  { error: 'must be a text, a list of texts, or { any_of: […], not: […] }' },
)

export type Selector = z.infer<typeof selector>

export interface Entry {
  readonly name: string
  readonly path: Path
}

export interface Entries {
  /** Empty when the selector only says what it does not want. */
  readonly anyOf: readonly Entry[]
  readonly not: readonly Entry[]
}

/** The entries of a selector with the path of each, for messages that point at it. */
export function entriesOf(value: Selector): Entries {
  if (typeof value === 'string' || Array.isArray(value)) return { anyOf: listed(value, []), not: [] }
  return { anyOf: listed(value.any_of, ['any_of']), not: listed(value.not, ['not']) }
}

export function listed(value: string | readonly string[] | undefined, path: Path): Entry[] {
  if (value === undefined) return []
  if (typeof value === 'string') return [{ name: value, path }]
  return value.map((name, index) => ({ name, path: [...path, index] }))
}

export const names = (entries: readonly Entry[]): string[] => entries.map(entry => entry.name)
