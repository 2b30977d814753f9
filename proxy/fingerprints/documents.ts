/** Reads the documents below files and folders, one after another, and says which were left out and why. */
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { SettingsError } from '../errors.ts'
import { documentText } from './document-text.ts'

/** `name` begins with the name of the folder that was given. */
export type SourceText =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly text?: undefined; readonly reason: string }

export const largestFileBytes = 64 * 1024 * 1024
export const mostFiles = 100_000

/** Folders that hold other people's files or a tool's own data. */
const skippedFolders = new Set(['.git', '.hg', '.svn', 'node_modules', '__pycache__', '.venv', '__MACOSX'])

/** Throws SettingsError when a path is not there or holds too many files. */
export async function* readDocuments(paths: readonly string[]): AsyncGenerator<SourceText, void> {
  for (const { name, path } of filesBelow(paths)) {
    // Lock files of Office, folders' settings.
    if (/^(~\$|\.~lock|\.DS_Store|Thumbs\.db)/.test(basename(path))) continue
    yield await readSource(name, path, bytes => documentText(path, bytes))
  }
}

/** Every file below the paths, links aside, with the name it goes by. Throws SettingsError. */
export function* filesBelow(paths: readonly string[]): Generator<{ name: string; path: string }, void> {
  let files = 0
  for (const path of paths) {
    const root = resolve(path)
    const info = statSync(root, { throwIfNoEntry: false })
    if (!info) throw new SettingsError(`${path}: no such file or folder`)
    for (const file of info.isDirectory() ? walk(root) : [root]) {
      if (++files > mostFiles) throw new SettingsError(`more than ${mostFiles} files: fingerprint its folders apart`)
      yield { path: file, name: nameIn(root, file) }
    }
  }
}

/** How findings call a file: from the folder that was given on, with `/`. */
export const nameIn = (root: string, file: string): string =>
  [basename(root), relative(root, file)].filter(Boolean).join('/').replaceAll('\\', '/')

/** Reads one file; failures become reasons. */
export async function readSource(
  name: string,
  path: string,
  read: (bytes: Buffer) => string | Promise<string>,
): Promise<SourceText> {
  try {
    const { size } = statSync(path)
    if (size > largestFileBytes) return { name, reason: `is larger than ${largestFileBytes >> 20} MB` }
    return { name, text: await read(readFileSync(path)) }
  } catch (error) {
    if (error instanceof SettingsError) return { name, reason: error.message }
    if (error instanceof Error && 'code' in error) return { name, reason: `cannot be read (${String(error.code)})` }
    throw error
  }
}

function* walk(folder: string): Generator<string, void> {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !skippedFolders.has(entry.name)) yield* walk(path)
    else if (entry.isFile()) yield path
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (cause) {
    throw new SettingsError(`${folder}: cannot be read; check its permissions`, { cause })
  }
}
