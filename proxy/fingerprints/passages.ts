/** Files of fingerprints of documents and code: made from texts, and opened for the scanner. */
import type { Fingerprints } from '../../policy/fingerprint.ts'
import { type AddedText, createPassageBuilder } from '../../policy/fingerprints/passages-build.ts'
import { createPassageEngine } from '../../policy/fingerprints/passages-engine.ts'
import type { PassageStyle } from '../../policy/fingerprints/passages-letters.ts'
import { readPassages, wordKeyOf, writePassages } from '../../policy/fingerprints/passages-payload.ts'
import { SettingsError } from '../errors.ts'
import type { SourceText } from './bundled-texts.ts'
import { type Container, newContainer, writeContainer } from './container.ts'
import type { FingerprintKey } from './key.ts'

export type PassageKind = Exclude<Fingerprints['kind'], 'records'>

const styles: Readonly<Record<PassageKind, PassageStyle>> = { documents: 'prose', code: 'code' }

export interface PassageSources {
  readonly kind: PassageKind
  /** How findings and the file call all of it. */
  readonly name: string
  readonly texts: AsyncIterable<SourceText>
  /** Public texts: what stands in them is left out. */
  readonly except: AsyncIterable<SourceText>
  /** Called with the number of files read, now and then. */
  readonly progress: (files: number) => void
}

export interface PassageCounts {
  readonly texts: number
  readonly words: number
  readonly shingles: number
  readonly bytes: number
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[]
}

const progressEvery = 1000

/** Fewer words are no passage of any policy. */
const leastWords = 10

/** Throws SettingsError when there is nothing to fingerprint, too much of it, or the file cannot be written. */
export async function writePassageFile(
  path: string,
  key: FingerprintKey,
  sources: PassageSources,
  created: Date,
): Promise<PassageCounts> {
  const made = newContainer(key)
  const builder = createPassageBuilder(styles[sources.kind], wordKeyOf(made.keys.hash))
  const leftOut: { name: string; reason: string }[] = []
  for await (const one of sources.except)
    if (one.text === undefined) leftOut.push({ name: one.name, reason: `${one.reason} (--except)` })
    else held(one.name, () => builder.except(one.text))
  let [texts, words, shingles, read] = [0, 0, 0, 0]
  for await (const one of sources.texts) {
    if (++read % progressEvery === 0) sources.progress(read)
    if (one.text === undefined) leftOut.push(one)
    else {
      const added = held(one.name, () => builder.add(one.name, one.text))
      const reason = notCounted(added)
      if (reason !== undefined) leftOut.push({ name: one.name, reason })
      else texts++
      words += added.copyOf === undefined ? added.words : 0
      shingles += added.shingles
    }
  }
  if (shingles === 0) throw new SettingsError(nothing(leftOut))
  const { layout, parts } = writePassages(builder.finish())
  const counts = { [sources.kind === 'code' ? 'files' : 'documents']: texts, words, fingerprints: shingles }
  const about = { kind: sources.kind, source: sources.name, created: created.toISOString(), columns: [], counts }
  const bytes = await writeContainer(path, made, { ...about, layout: { ...layout } }, parts)
  return { texts, words, shingles, bytes, leftOut }
}

/** Throws SettingsError with the reason alone. */
export function openPassages({ header, hashKey, parts }: Container, file: string): Fingerprints {
  const { kind, build, layout } = header
  if (kind === 'records') throw new SettingsError('holds records, not passages')
  const index = reading(() => readPassages(styles[kind], wordKeyOf(hashKey), layout, parts))
  return {
    kind,
    file,
    build,
    columns: [],
    engine: (detector, use, rated) => createPassageEngine(index, detector, use, rated),
  }
}

function reading<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new SettingsError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

function notCounted({ words, copyOf }: AddedText): string | undefined {
  if (words < leastWords) return `has fewer than ${leastWords} words`
  return copyOf === undefined ? undefined : `is a copy of ${copyOf}`
}

/** Throws SettingsError when the builder holds no more. */
function held<T>(name: string, add: () => T): T {
  try {
    return add()
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new SettingsError(`${name}: ${cause.message} in all: make several files of fingerprints`, { cause })
  }
}

const nothing = (leftOut: readonly { name: string; reason: string }[]): string =>
  leftOut.length === 0
    ? 'nothing to fingerprint: no files'
    : `nothing to fingerprint: ${leftOut[0]!.name} ${leftOut[0]!.reason}${leftOut.length > 1 ? `, ${leftOut.length - 1} more were left out` : ''}`
