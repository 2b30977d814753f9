/** Yields the texts to scan: named files, every file below named folders, standard input; says what was not read, and why. */
import { closeSync, type Dirent, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { SettingsError } from '../errors.ts'
import { encodingOf, sniffedBytes } from './scan-decode.ts'

export type ScanInput =
  /** The text in pieces, without its byte order mark; to be read once. Throws UnreadableError. */
  { readonly path: string; readonly chunks: AsyncIterable<string> | Iterable<string> } | NotRead

export interface NotRead {
  readonly path: string
  readonly chunks?: undefined
  readonly reason: string
  /** It should have been read: a failure, not a choice. */
  readonly failed: boolean
}

/** A file or folder that the system does not let us read; the message says why. */
export class UnreadableError extends Error {}

/** Folders that hold other people's code or a tool's own data. Named themselves, they are read. */
const skippedFolders = new Set(['.git', 'node_modules', '.hg', '.svn', '__pycache__', '.venv'])
const chunkBytes = 1024 * 1024

/** `-`, or no path at all, is standard input. Throws SettingsError when a named path is not there. */
export async function* readInputs(
  paths: readonly string[],
  stdin: NodeJS.ReadableStream,
): AsyncGenerator<ScanInput, void> {
  for (const path of paths.length === 0 ? ['-'] : paths) {
    if (path === '-') {
      yield { path, chunks: readStream(stdin) }
      continue
    }
    const info = statSync(path, { throwIfNoEntry: false })
    if (!info) throw new SettingsError(`${path}: no such file or folder`)
    yield* info.isDirectory() ? readFolder(path) : [readFile(path)]
  }
}

function* readFolder(folder: string): Generator<ScanInput> {
  let entries: Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    yield { path: folder, reason: reasonOf(error), failed: true }
    return
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    const passed = passedOver(entry)
    if (passed !== undefined) yield { path, reason: passed, failed: false }
    else if (entry.isDirectory()) yield* readFolder(path)
    else yield readFile(path)
  }
}

/** Why an entry of a folder is left out; undefined where it is not. Links could lead out of the folder, or round in it. */
function passedOver(entry: Dirent): string | undefined {
  if (entry.isSymbolicLink()) return 'a symbolic link'
  if (entry.isDirectory()) return skippedFolders.has(entry.name) ? 'left out unless it is named' : undefined
  return entry.isFile() ? undefined : 'not a file'
}

function readFile(path: string): ScanInput {
  const bytes = readBytes(path)
  try {
    const first = bytes.next()
    if (first.done) return { path, chunks: [] }
    const encoding = encodingOf(first.value)
    if (encoding === undefined) {
      bytes.return()
      return { path, reason: 'not a text', failed: false }
    }
    return { path, chunks: decode(first.value, bytes, encoding) }
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    return { path, reason: error.message, failed: true }
  }
}

function* readBytes(path: string): Generator<Uint8Array, void, undefined> {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    for (;;) {
      const bytes = Buffer.allocUnsafe(chunkBytes)
      const size = readSync(file, bytes)
      if (size === 0) return
      yield bytes.subarray(0, size)
    }
  } catch (error) {
    throw new UnreadableError(reasonOf(error), { cause: error })
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

function* decode(first: Uint8Array, rest: Iterable<Uint8Array>, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding)
  yield decoder.decode(first, { stream: true })
  for (const bytes of rest) yield decoder.decode(bytes, { stream: true })
  yield decoder.decode()
}

/** Whoever pipes something in wants it read: what is no text is read as UTF-8. */
async function* readStream(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  let head: Buffer = Buffer.alloc(0)
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk)
    if (decoder) yield decoder.decode(bytes, { stream: true })
    else {
      head = Buffer.concat([head, bytes])
      if (head.length < sniffedBytes) continue
      decoder = new TextDecoder(encodingOf(head) ?? 'utf-8')
      yield decoder.decode(head, { stream: true })
    }
  }
  yield decoder ? decoder.decode() : new TextDecoder(encodingOf(head) ?? 'utf-8').decode(head)
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EACCES' || code === 'EPERM') return 'no permission to read it'
  return code === '' ? String(error) : `cannot be read (${code})`
}
