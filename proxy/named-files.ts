/** Reads what policies name beside themselves: lists of words, and fingerprints. A file that did not change is not read again. */
import { randomBytes } from 'node:crypto'
import { constants, copyFile, mkdir, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Fingerprints } from '../policy/fingerprint.ts'
import { filesNamedBy, type NamedFile, type NamedFiles } from '../policy/named-files.ts'
import type { PolicySource } from '../policy/source.ts'
import { SettingsError } from './errors.ts'
import { type FingerprintKey, readFingerprintKey } from './fingerprints/key.ts'
import { openFingerprints } from './fingerprints/open.ts'

export interface NamedFileReader {
  /** Never rejects: a file that cannot be read is an error of the policy that names it. */
  read(sources: readonly PolicySource[]): Promise<ReadFiles>
  /** The key that the last read() used; undefined when no fingerprints were named. */
  key(): FingerprintKey | undefined
  /** These fingerprints are in force (Fingerprints.file): copies of others are removed, in a minute. */
  inForce(files: readonly string[]): void
}

export interface ReadFiles extends NamedFiles {
  /** Changes with what was read, and with why it could not be. */
  readonly content: string
}

export interface NamedFileOptions {
  /** Path of the key of fingerprints; read when fingerprints are named. */
  readonly keyFile: string
  /**
   * Folder for copies of the files of fingerprints (sealed as they are), emptied at first. Other processes open the
   * copy, which stays what it was while the file of the policy is made anew or damaged.
   */
  readonly copies?: string
}

export function createNamedFileReader(options: NamedFileOptions): NamedFileReader {
  return new Reader(options)
}

/** For a host that loads a policy once. */
export async function readNamedFiles(sources: readonly PolicySource[], keyFile: string): Promise<NamedFiles> {
  return createNamedFileReader({ keyFile }).read(sources)
}

/** Changes when a file that `sources` name was saved, replaced, added or removed. Never rejects. */
export async function printOfNamedFiles(sources: readonly PolicySource[], keyFile: string): Promise<string> {
  const named = filesNamedBy(sources)
  const paths = new Set(named.map(placeOf))
  if (named.some(({ kind }) => kind === 'fingerprints')) paths.add(keyFile)
  return (await Promise.all([...paths].map(async path => `${path} ${await printOf(path)}`))).join('\n')
}

/** From the policy file that names it. */
const placeOf = ({ path, from }: Pick<NamedFile, 'path' | 'from'>): string => resolve(dirname(from), path)

async function printOf(path: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeMs } = await stat(path)
    return `${dev} ${ino} ${size} ${mtimeMs}`
  } catch (cause) {
    return codeOf(cause)
  }
}

type Opened = Fingerprints | { readonly error: string }
interface Looked {
  /** Of the file and of the key, when it was opened. */
  readonly print: string
  readonly fingerprints: Opened
}
type Text = { readonly text: string } | { readonly error: string }

const removeAfterMs = 60_000

class Reader implements NamedFileReader {
  readonly #options: NamedFileOptions
  #key: FingerprintKey | undefined
  /** By path. */
  #opened: ReadonlyMap<string, Looked> = new Map()
  readonly #copies = new Set<string>()
  #emptied = false

  constructor(options: NamedFileOptions) {
    this.#options = options
  }

  key(): FingerprintKey | undefined {
    return this.#key
  }

  async read(sources: readonly PolicySource[]): Promise<ReadFiles> {
    const named = filesNamedBy(sources)
    const words = new Map<string, Text>()
    const opened = new Map<string, Looked>()
    for (const file of named) {
      const path = placeOf(file)
      if (file.kind === 'words') words.set(path, await readWords(path))
      else if (!opened.has(path)) opened.set(path, await this.#open(path))
    }
    this.#opened = opened
    return {
      words: file => words.get(placeOf(file)) ?? { error: 'was not read' },
      fingerprints: file => opened.get(placeOf(file))?.fingerprints ?? { error: 'was not read' },
      content: JSON.stringify([
        [...words],
        [...opened].map(([path, { fingerprints: of }]) => [path, 'error' in of ? of.error : of.build]),
      ]),
    }
  }

  inForce(files: readonly string[]): void {
    const unused = [...this.#copies].filter(copy => !files.includes(copy) && !this.#isCached(copy))
    for (const copy of unused) this.#copies.delete(copy)
    if (unused.length === 0) return
    // Scans that wait still go by the policy that they came with. A copy that cannot be removed goes at the next start.
    const remove = (): void => void Promise.all(unused.map(copy => rm(copy, { force: true }))).catch(() => undefined)
    setTimeout(remove, removeAfterMs).unref()
  }

  #isCached(copy: string): boolean {
    return [...this.#opened.values()].some(({ fingerprints }) => 'file' in fingerprints && fingerprints.file === copy)
  }

  async #open(path: string): Promise<Looked> {
    const print = `${await printOf(path)} ${await printOf(this.#options.keyFile)}`
    const known = this.#opened.get(path)
    if (known?.print === print && !('error' in known.fingerprints)) return known
    try {
      this.#key = readFingerprintKey(this.#options.keyFile)
      return { print, fingerprints: await this.#openCopy(path, this.#key) }
    } catch (cause) {
      if (!(cause instanceof SettingsError)) throw cause
      return { print, fingerprints: { error: cause.message } }
    }
  }

  async #openCopy(path: string, key: FingerprintKey): Promise<Fingerprints> {
    const { copies } = this.#options
    if (copies === undefined) return openFingerprints(path, key)
    const copy = join(copies, `${randomBytes(8).toString('hex')}.slfp`)
    await this.#copy(path, copies, copy)
    try {
      const opened = await openFingerprints(copy, key)
      this.#copies.add(copy)
      return opened
    } catch (error) {
      await rm(copy, { force: true })
      throw error
    }
  }

  async #copy(path: string, folder: string, copy: string): Promise<void> {
    try {
      if (!this.#emptied) await rm(folder, { recursive: true, force: true })
      this.#emptied = true
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await copyFile(path, copy, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    } catch (cause) {
      throw new SettingsError(
        (await printOf(path)) === 'ENOENT'
          ? 'does not exist; paths are relative to the policy file'
          : `cannot be read, or copied to ${folder} (${codeOf(cause)}); check its permissions and the room there`,
        { cause },
      )
    }
  }
}

async function readWords(path: string): Promise<Text> {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)) }
  } catch (cause) {
    if (cause instanceof TypeError) return { error: 'is not UTF-8 text; save it as UTF-8' }
    return {
      error:
        codeOf(cause) === 'ENOENT'
          ? 'does not exist; paths are relative to the policy file'
          : `cannot be read (${codeOf(cause)}); check its permissions`,
    }
  }
}

const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown')
