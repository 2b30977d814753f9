/** The name of the uploaded or attached file that a text of a body is in, as the request gives it. */
import type { BodyDocument } from '../documents/types.ts'
import type { Path } from './segments.ts'

/** Keys beside a file's content (OpenAI, Gemini, web apps), and of a part of a multipart body (RFC 7578). */
const nameKeys = new Set(['filename', 'file_name', 'fileName', 'display_name', 'displayName'])

/** Undefined for a text that is in no named file. The names are gathered when the first one is asked for. */
export function fileNames(document: BodyDocument): (path: Path) => string | undefined {
  let names: ReadonlyMap<string, string> | undefined
  return path => {
    names ??= namesIn(document)
    if (names.size === 0) return undefined
    if (document.type === 'multipart') return names.get(keyOf(path.slice(0, 1)))
    return names.get(keyOf(holderOf(path)))
  }
}

/** By the object that the name stands in; of a part by the part. */
function namesIn({ leaves }: BodyDocument): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { path, text, role } of leaves)
    if (role === 'value' && path.length > 1 && nameKeys.has(String(path.at(-1))))
      names.set(keyOf(path.slice(0, -1)), text)
  return names
}

/** The object of the string that holds the text, however deep the text is nested in that string. */
function holderOf(path: Path): Path {
  const nested = path.findIndex(step => typeof step === 'string' && step.startsWith('#'))
  return (nested < 0 ? path : path.slice(0, nested)).slice(0, -1)
}

const keyOf = (path: Path): string => JSON.stringify(path)
