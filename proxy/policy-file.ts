/** The policy in force, kept in step with its file or folder: a good save is taken within a second, a bad one changes nothing. */
import { type FSWatcher, watch } from 'node:fs'
import { constants, copyFile, mkdir, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { formatProblem, type Known, loadPolicy, type PolicyError, type PolicySource } from '../policy/load.ts'
import type { NamedFiles } from '../policy/named-files.ts'
import type { Policy } from '../policy/policy.ts'
import { SettingsError } from './errors.ts'
import type { FingerprintKey } from './fingerprints/key.ts'
import type { Log } from './log.ts'
import { createNamedFileReader, type NamedFileOptions, printOfNamedFiles } from './named-files.ts'
import { fingerprint, readPolicySources } from './policy-sources.ts'

export interface PolicyFileOptions {
  /** A file, or a folder of .yaml files. */
  readonly path: string
  /** Copied to `path` when nothing is there. */
  readonly examplePath: string
  readonly known: Known
  /** For lists of words and fingerprints that the policy names. */
  readonly named: NamedFileOptions
  readonly log: Log
  readonly now: () => Date
  /** Reasons of the host why a policy that loads must not be used: hosts that the CA may not certify. */
  readonly validate?: (policy: Policy) => readonly PolicyError[]
  /** After a reload, before the next request is decided. Not called for the first load. */
  readonly onChange?: (policy: Policy) => void
  /** How often the file is looked at beside file-system events, which network and container mounts do not send. */
  readonly pollMs?: number
}

export interface PolicyFileStatus {
  readonly path: string
  /** Of the policy in force. */
  readonly version: string
  readonly loadedAt: Date
  /** Why the file as it stands now is not in force; empty when it is. */
  readonly errors: readonly PolicyError[]
  readonly warnings: readonly PolicyError[]
}

export interface PolicyFile {
  readonly current: () => Policy
  readonly status: () => PolicyFileStatus
  /** Looks at the file now; resolves when what it says has been taken or refused. */
  reload(): Promise<void>
  /** The key of the fingerprints that the policy names; undefined when it names none. */
  readonly fingerprintKey: () => FingerprintKey | undefined
  close(): void
}

/** Throws SettingsError with every error, one a line, when the policy is broken at the start. */
export async function openPolicyFile(options: PolicyFileOptions): Promise<PolicyFile> {
  const { path, log, now } = options
  await createFromExample(options)
  const named = createNamedFileReader(options.named)
  const printOfNamed = (): Promise<string> => printOfNamedFiles(sources, options.named.keyFile)
  // Looked at before they are read: what is saved meanwhile is seen at the next look.
  let seen = await fingerprint(path)
  let sources: readonly PolicySource[] = await readPolicySources(path)
  let seenNamed = await printOfNamed()
  const files = await named.read(sources)
  const first = judge(sources, files, options)
  if (!first.ok) throw new SettingsError(`the policy cannot be used:\n${first.errors.map(formatProblem).join('\n')}`)
  let policy = first.policy
  let text = textOf(sources, files.content)
  const taken = (warnings: readonly PolicyError[]): PolicyFileStatus => {
    for (const warning of warnings) log.warn(formatProblem(warning))
    named.inForce(fingerprintsOf(policy))
    return { path, version: policy.version, loadedAt: now(), errors: [], warnings }
  }
  let status = taken(first.warnings)

  const refuse = (errors: readonly PolicyError[]): void => {
    status = { ...status, errors }
    for (const error of errors) log.error(`policy not taken: ${formatProblem(error)}`, { version: policy.version })
  }
  const take = serialized(async () => {
    const read = await readAgain(path)
    if (!read.ok) return refuse([read.error])
    sources = read.sources
    seenNamed = await printOfNamed()
    const files = await named.read(sources)
    const isNow = textOf(sources, files.content)
    if (isNow === text && status.errors.length === 0) return
    text = isNow
    const judged = judge(sources, files, options)
    if (!judged.ok) return refuse(judged.errors)
    policy = judged.policy
    status = taken(judged.warnings)
    options.onChange?.(policy)
    log.info('policy reloaded', { version: policy.version, count: policy.rules.length })
  }, log)
  const look = serialized(async () => {
    const prints = async () => [await fingerprint(path), await printOfNamed()] as const
    const first = await prints()
    if (first[0] === seen && first[1] === seenNamed) return
    ;[seen, seenNamed] = await settled(first, prints)
    await take()
  }, log)
  const stop = watching(path, options.pollMs ?? 500, look, log)
  return {
    current: () => policy,
    status: () => status,
    reload: take,
    fingerprintKey: () => named.key(),
    close: stop,
  }
}

const settleMs = 60

/** A save is often two steps (truncate, write; remove, rename): what is there when it holds still, waited for not for ever. */
async function settled<T extends readonly string[]>(first: T, look: () => Promise<T>): Promise<T> {
  let prints = first
  for (let last = '', round = 0; prints.join() !== last && round < 10; round++) {
    last = prints.join()
    await pause(settleMs)
    prints = await look()
  }
  return prints
}

async function createFromExample({ path, examplePath, log }: PolicyFileOptions): Promise<void> {
  if (await exists(path)) return
  try {
    await mkdir(dirname(path), { recursive: true })
    await copyFile(examplePath, path, constants.COPYFILE_EXCL)
    log.info('policy created from the example', { file: path })
  } catch (cause) {
    if (await exists(path)) return // another process was first
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new SettingsError(
      `${path}: the policy does not exist and cannot be created (${code}); create it or set policies`,
      { cause },
    )
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

type Judged =
  | { readonly ok: true; readonly policy: Policy; readonly warnings: readonly PolicyError[] }
  | { readonly ok: false; readonly errors: readonly PolicyError[] }

function judge(
  sources: readonly PolicySource[],
  files: NamedFiles,
  { known, now, validate }: PolicyFileOptions,
): Judged {
  const loaded = loadPolicy(sources, { known, now: now(), files })
  if (!loaded.ok) return loaded
  const errors = refusals(loaded.policy, validate)
  return errors.length > 0 ? { ok: false, errors } : loaded
}

function refusals(policy: Policy, validate: PolicyFileOptions['validate']): readonly PolicyError[] {
  try {
    return validate?.(policy) ?? []
  } catch (cause) {
    // A host that the catalogue cannot place is a mistake in the file like any other.
    if (!(cause instanceof SettingsError)) throw cause
    return [{ file: 'apps', line: 1, column: 1, message: cause.message }]
  }
}

async function readAgain(
  path: string,
): Promise<{ ok: true; sources: PolicySource[] } | { ok: false; error: PolicyError }> {
  try {
    return { ok: true, sources: await readPolicySources(path) }
  } catch (cause) {
    if (!(cause instanceof SettingsError)) throw cause
    return { ok: false, error: { file: basename(path), line: 1, column: 1, message: cause.message } }
  }
}

function textOf(sources: readonly PolicySource[], named: string): string {
  return `${sources.map(source => `${source.path}\0${source.text}`).join('\0')}\0${named}`
}

function fingerprintsOf({ scannerOptions }: Policy): string[] {
  return (scannerOptions.custom ?? []).flatMap(one => (one.kind === 'fingerprints' ? [one.file] : []))
}

/** Calls that come while one runs are answered by one more run after it. A failure is logged and leaves the policy as it is. */
function serialized(work: () => Promise<void>, log: Log): () => Promise<void> {
  let running: Promise<void> | undefined
  let again = false
  return () => {
    again = true
    running ??= (async () => {
      while (again) {
        again = false
        await work().catch(error => log.error('the policy could not be looked at', { error }))
      }
      running = undefined
    })()
    return running
  }
}

/** File-system events for speed, a look at the times of the files for certainty. */
function watching(path: string, pollMs: number, look: () => Promise<void>, log: Log): () => void {
  const watchers: FSWatcher[] = []
  // The folder, not the file: a save by rename leaves a watch on a file behind, on an inode nobody writes to.
  for (const target of new Set([dirname(path), path])) {
    try {
      const watcher = watch(target, { persistent: false }, (_event, name) => {
        // Beside the file itself, the ..data link that a Kubernetes volume swaps; the rest of the folder is not ours.
        if (name === null || target === path || name === basename(path) || name.startsWith('..')) void look()
      })
      watcher.on('error', error => log.debug('the policy is watched by looking at it', { error }))
      watchers.push(watcher)
    } catch (error) {
      log.debug('the policy is watched by looking at it', { error })
    }
  }
  const timer = setInterval(() => void look(), pollMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    for (const watcher of watchers) watcher.close()
  }
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
