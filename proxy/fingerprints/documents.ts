/** Reads the documents below files and folders, one after another, and says which were left out and why. */
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { SettingsError } from '../errors.ts'
import { bundledTexts, isNoDocument, largestFileBytes, type SourceText, tooLargeReason } from './bundled-texts.ts'

export const mostFiles = 100_000

/** Folders that hold other people's files or a tool's own data. */
const skippedFolders = new Set(['.git', '.hg', '.svn', 'node_modules', '__pycache__', '.venv', '__MACOSX'])

/** A file below what was given, and what it goes by; with a reason when it is left out. */
export interface FoundFile {
  readonly name: string
  readonly path: string
  readonly reason?: string
}

/** Throws SettingsError when a path is not there or holds too many files. */
export async function* readDocuments(paths: readonly string[]): AsyncGenerator<SourceText, void> {
  for (const { name, path, reason } of filesBelow(paths)) {
    if (isNoDocument(path)) continue
    const read = reason === undefined ? readBytes(path) : reason
    if (typeof read === 'string') yield { name, reason: read }
    else yield* bundledTexts(name, read)
  }
}

/** Every file below the paths, with the name it goes by. Links are left out: what they lead to may be anywhere. Throws SettingsError. */
export function* filesBelow(paths: readonly string[]): Generator<FoundFile, void> {
  let files = 0
  for (const path of paths) {
    const root = resolve(path)
    const info = statSync(root, { throwIfNoEntry: false })
    if (!info) throw new SettingsError(`${path}: no such file or folder`)
    for (const file of info.isDirectory() ? walk(root) : [{ path: root }]) {
      if (++files > mostFiles) throw new SettingsError(`more than ${mostFiles} files: fingerprint its folders apart`)
      yield { ...file, name: nameIn(root, file.path) }
    }
  }
}

/** How findings call a file: from the folder that was given on, with `/`. */
export const nameIn = (root: string, file: string): string =>
  [basename(root), relative(root, file)].filter(Boolean).join('/').replaceAll('\\', '/')

/** The bytes of a file, or why they cannot be read. */
export function readBytes(path: string): Buffer | string {
  try {
    if (statSync(path).size > largestFileBytes) return tooLargeReason
    return readFileSync(path)
  } catch (error) {
    return unreadable(error)
  }
}

function* walk(folder: string): Generator<Omit<FoundFile, 'name'>, void> {
  const entries = entriesOf(folder)
  if (typeof entries === 'string') yield { path: folder, reason: entries }
  else
    for (const entry of entries) {
      const path = join(folder, entry.name)
      if (entry.isSymbolicLink()) yield { path, reason: 'is a link, which is not followed' }
      else if (entry.isFile()) yield { path }
      else if (entry.isDirectory() && !skippedFolders.has(entry.name)) yield* walk(path)
    }
}

function entriesOf(folder: string): Dirent[] | string {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    return unreadable(error)
  }
}

function unreadable(error: unknown): string {
  if (error instanceof Error && 'code' in error) return `cannot be read (${String(error.code)})`
  throw error
}
