/** Yields the texts to scan: named files, every file below named folders, or standard input; says which were not read, and why. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { SettingsError } from '../errors.ts'

export type ScanInput =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly text?: undefined; readonly reason: string }

const largestFileBytes = 64 * 1024 * 1024
/** Folders that hold other people's code or a tool's own data. */
const skippedFolders = new Set(['.git', 'node_modules', '.hg', '.svn', '__pycache__', '.venv'])

/** Throws SettingsError when a named path is not there. */
export async function* readInputs(
  paths: readonly string[],
  stdin: NodeJS.ReadableStream,
): AsyncGenerator<ScanInput, void> {
  if (paths.length === 0 || (paths.length === 1 && paths[0] === '-')) {
    const chunks: Buffer[] = []
    for await (const chunk of stdin) chunks.push(Buffer.from(chunk))
    yield { path: '-', text: decode(Buffer.concat(chunks)) }
    return
  }
  for (const path of paths) {
    const info = statSync(path, { throwIfNoEntry: false })
    if (!info) throw new SettingsError(`${path}: no such file or folder`)
    yield* info.isDirectory() ? readFolder(path) : [readInput(path)]
  }
}

function* readFolder(folder: string): Generator<ScanInput> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !skippedFolders.has(entry.name)) yield* readFolder(path)
    else if (entry.isFile()) yield readInput(path)
  }
}

function readInput(path: string): ScanInput {
  const { size } = statSync(path)
  if (size > largestFileBytes) return { path, reason: `larger than ${largestFileBytes >> 20} MB` }
  const bytes = readFileSync(path)
  return isBinary(bytes) ? { path, reason: 'not a text' } : { path, text: decode(bytes) }
}

/** NUL bytes near the beginning, unless a byte order mark says UTF-16. */
const isBinary = (bytes: Buffer): boolean => !hasUtf16Mark(bytes) && bytes.subarray(0, 8192).includes(0)

const hasUtf16Mark = (bytes: Buffer): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)

function decode(bytes: Buffer): string {
  if (!hasUtf16Mark(bytes)) return bytes.toString('utf8')
  return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
}
