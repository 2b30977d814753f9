/** What the commands that make fingerprints say: how much was made, and what to write in the policy. */
import { SettingsError } from '../errors.ts'
import { readHeader } from '../fingerprints/container.ts'

/** `1 document`, `1,204 documents`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** Of bytes: `12 KB`, `12.0 MB`. */
export const sized = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`

/** A name of a detector made of that of a file: small letters, digits and hyphens, a letter first. */
export function detectorId(name: string, fallback: string): string {
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 60)
  return id || fallback
}

/** A detector of the file at `out`, with more keys as they are written, and a rule for it; `content` is its condition. */
export function policyLines(id: string, out: string, keys: string, content: string): string[] {
  const path = /^[\w./-]+$/.test(out) ? out : JSON.stringify(out)
  return [
    '',
    'In the policy (the path is relative to its file):',
    'detectors:',
    `  ${id}: { fingerprints: ${path}${keys} }`,
    'rules:',
    `  - id: no-${id}`,
    `    when: { content: ${content} }`,
    '    action: block',
    '',
  ]
}

/** What the fingerprints that will be replaced were made of; undefined when there are none. */
export async function countBefore(path: string, count: string): Promise<number | undefined> {
  try {
    return (await readHeader(path)).counts[count]
  } catch (error) {
    if (error instanceof SettingsError) return undefined
    throw error
  }
}
