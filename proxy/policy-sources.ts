/** Reads the policy's text: one file, or every .yaml and .yml file of a folder in name order. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { PolicySource } from '../policy/load.ts'
import { SettingsError } from './errors.ts'

/** The files at `path`, named as people know them: relative to the working directory where they are below it. */
export async function readPolicySources(path: string): Promise<PolicySource[]> {
  const files = await policyFiles(path)
  return Promise.all(files.map(async file => ({ path: shown(file), text: await readText(file) })))
}

/** Throws SettingsError with the remedy when there is nothing to read. */
export async function policyFiles(path: string): Promise<string[]> {
  const entry = await onDisk(path, () => stat(path))
  if (!entry.isDirectory()) return [path]
  // Dot files: editors' swap files, and the ..data links of a Kubernetes volume.
  const names = (await onDisk(path, () => readdir(path))).filter(name => /^[^.].*\.ya?ml$/.test(name)).sort()
  if (names.length === 0) throw new SettingsError(`${path}: the folder holds no .yaml file`)
  return names.map(name => join(path, name))
}

/** Changes when a file of the policy was saved, replaced, added or removed; links are followed. Never throws. */
export async function fingerprint(path: string): Promise<string> {
  try {
    const files = await policyFiles(path)
    const stats = await Promise.all(files.map(async file => ({ file, at: await stat(file) })))
    return stats.map(({ file, at }) => `${file} ${at.dev} ${at.ino} ${at.size} ${at.mtimeMs}`).join('\n')
  } catch (cause) {
    // A file between two states (an editor's rename) or gone: reading it will say so if it stays that way.
    return `unreadable: ${cause instanceof Error ? cause.message : ''}`
  }
}

async function readText(file: string): Promise<string> {
  const bytes = await onDisk(file, () => readFile(file))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new SettingsError(`${shown(file)}: is not UTF-8 text; save it as UTF-8`, { cause })
  }
}

async function onDisk<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    const remedy =
      code === 'ENOENT'
        ? 'it does not exist; set policies, or give its path'
        : `it cannot be read (${code}); check its permissions`
    throw new SettingsError(`${shown(path)}: ${remedy}`, { cause })
  }
}

function shown(file: string): string {
  const below = relative(process.cwd(), file)
  return below === '' || below.startsWith('..') ? file : below
}
