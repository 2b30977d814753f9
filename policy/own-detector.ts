/** One detector of the policy's own: words, a pattern, fingerprints, or code. */
import type { DetectorEntry } from './detector-entry.ts'
import type { Fingerprints, FingerprintUse } from './fingerprint.ts'
import type { Item } from './merge.ts'
import type { NamedFiles } from './named-files.ts'
import { didYouMean } from './nearest.ts'
import type { Problems } from './problem.ts'
import { fewestLines } from './scan-code-regions.ts'
import type { CustomDetector } from './scan-custom.ts'
import { checkPatterns } from './scan-narrow.ts'

export interface OwnDetector {
  readonly detector: CustomDetector
  readonly fingerprints?: Fingerprints
}

export interface Surroundings {
  readonly builtins: readonly string[]
  readonly files: NamedFiles
  readonly problems: Problems
}

/** Undefined when the entry has errors, which are then among the problems. */
export function ownDetector(item: Item<DetectorEntry>, around: Surroundings): OwnDetector | undefined {
  const { problems } = around
  const kind = kindOf(item, around)
  if (kind === undefined || !checkKeys(item, kind, problems) || !checkPatterns(item, problems)) return undefined
  if (kind === 'fingerprints') return fingerprintDetector(item, around)
  if (kind === 'code') return codeDetector(item, problems)
  const { id, value } = item
  if (kind === 'pattern')
    return {
      detector: {
        ...commonOf(item),
        kind,
        pattern: value.pattern ?? '',
        ...(value.ignore_case !== undefined && { ignoreCase: value.ignore_case }),
        ...(value.entropy !== undefined && { entropy: value.entropy }),
      },
    }
  const words = wordsOf(item, around)
  if (words === undefined) return undefined
  if (words.length === 0) {
    problems.error(item.place, `'${id}' has no words: its file is empty`)
    return undefined
  }
  return {
    detector: {
      ...commonOf(item),
      kind,
      words,
      ...(value.ignore_case !== undefined && { ignoreCase: value.ignore_case }),
      ...(value.stem !== undefined && { stem: value.stem }),
    },
  }
}

type Kind = CustomDetector['kind']

/** Keys that say what is looked for, and the kind of detector each makes. */
const kinds: Readonly<Record<string, Kind>> = {
  words: 'words',
  words_file: 'words',
  pattern: 'pattern',
  fingerprints: 'fingerprints',
  code: 'code',
}

/** What kind of detector an entry makes; undefined when that is not said, which is then among the problems. */
export function kindOf(
  { id, value, place }: Item<DetectorEntry>,
  { builtins, problems }: Surroundings,
): Kind | undefined {
  const found = [...new Set(Object.keys(kinds).flatMap(key => (key in value ? [kinds[key]!] : [])))]
  if (found.length === 1) return found[0]
  const guess = found.length === 0 ? didYouMean(id, builtins) : ''
  if (found.length > 1) problems.error(place, `'${id}' has ${found.join(' and ')}: give one of them`)
  else if (guess) problems.error(place, `unknown detector '${id}'${guess}`)
  else problems.error(place, `detector '${id}' needs words, words_file, pattern, fingerprints or code`)
  return undefined
}

/** Keys that only some kinds understand. */
const belongsTo: Readonly<Record<string, readonly Kind[]>> = {
  stem: ['words'],
  ignore_case: ['words', 'pattern'],
  entropy: ['pattern'],
  near: ['words', 'pattern'],
  within: ['words', 'pattern', 'fingerprints'],
  only: ['words', 'pattern'],
  except: ['words', 'pattern'],
  columns: ['fingerprints'],
  together: ['fingerprints'],
  passage: ['fingerprints'],
}

function checkKeys(item: Item<DetectorEntry>, kind: Kind, problems: Problems): boolean {
  const wrong = Object.keys(item.value).filter(key => belongsTo[key] && !belongsTo[key].includes(kind))
  for (const key of wrong)
    problems.error(item.at([key]), `${key} goes with ${belongsTo[key]!.join(', ')}, not with ${kind}`)
  if ('rate' in item.value)
    problems.error(item.at(['rate']), 'rate is for built-in detectors: of your own, set confidence')
  if (item.value.stem !== undefined && item.value.ignore_case === false)
    problems.warn(item.at(['ignore_case']), 'stem counts other forms in any case: leave ignore_case out')
  if (kind !== 'fingerprints' && 'within' in item.value && !('near' in item.value))
    problems.error(item.at(['within']), 'within says how far near looks: give near as well')
  return wrong.length === 0
}

function commonOf({ id, value }: Item<DetectorEntry>) {
  return {
    id,
    ...(value.severity && { severity: value.severity }),
    ...(value.confidence && { confidence: value.confidence }),
    ...(value.near !== undefined && { near: [value.near].flat() }),
    ...(value.near !== undefined && value.within !== undefined && { within: value.within }),
    ...(value.only !== undefined && { only: [value.only].flat() }),
    ...(value.except !== undefined && { except: [value.except].flat() }),
  }
}

function codeDetector(item: Item<DetectorEntry>, problems: Problems): OwnDetector | undefined {
  const { packages, copyright, languages, lines } = item.value.code!
  if (Object.keys(item.value.code!).length === 0) {
    problems.error(
      item.at(['code']),
      'code needs packages or copyright, which say that it is yours, or languages or lines',
      'any code at all is what the built-in detector source-code finds',
    )
    return undefined
  }
  const { id, severity, confidence } = commonOf(item)
  return {
    detector: {
      id,
      kind: 'code',
      ...(severity && { severity }),
      ...(confidence && { confidence }),
      use: {
        packages: [packages ?? []].flat(),
        copyright: [copyright ?? []].flat(),
        languages: [languages ?? []].flat(),
        lines: lines ?? fewestLines,
      },
    },
  }
}

function wordsOf(item: Item<DetectorEntry>, { files, problems }: Surroundings): string[] | undefined {
  const { words, words_file: path } = item.value
  const own = words === undefined ? [] : [words].flat()
  if (path === undefined) return own
  const read = files.words({ path, from: item.place.file })
  if ('error' in read) {
    problems.error(item.at(['words_file']), `${path}: ${read.error}`)
    return undefined
  }
  const lines = read.text.split(/\r?\n/).map(line => line.trim())
  return [...own, ...lines.filter(line => line !== '' && !line.startsWith('#'))]
}

function fingerprintDetector(item: Item<DetectorEntry>, { files, problems }: Surroundings): OwnDetector | undefined {
  const { value } = item
  const path = value.fingerprints!
  const read = files.fingerprints({ path, from: item.place.file })
  if ('error' in read) {
    problems.error(item.at(['fingerprints']), `${path}: ${read.error}`)
    return undefined
  }
  const use = askedOf(item, read, problems)
  const { id, severity, confidence } = commonOf(item)
  return (
    use && {
      detector: {
        id,
        kind: 'fingerprints',
        ...(severity && { severity }),
        ...(confidence && { confidence }),
        file: read.file,
        build: read.build,
        use,
      },
      fingerprints: read,
    }
  )
}

const defaultTogether = 2
const defaultWithin = 300
/** Of code, where a word says less. */
const defaultPassage = { documents: 30, code: 40, records: 30 } as const

function askedOf(item: Item<DetectorEntry>, of: Fingerprints, problems: Problems): FingerprintUse | undefined {
  const { value } = item
  const foreign = of.kind === 'records' ? (['passage'] as const) : (['columns', 'together', 'within'] as const)
  const wrong = foreign.filter(key => value[key] !== undefined)
  for (const key of wrong) problems.error(item.at([key]), `${key} does not go with fingerprints of ${of.kind}`)
  const columns = value.columns === undefined ? [] : [value.columns].flat()
  const unknown = columns.filter(column => !of.columns.includes(column))
  for (const column of unknown)
    problems.error(
      item.at(['columns']),
      `no column '${column}' in the fingerprints; there are ${of.columns.join(', ')}`,
    )
  const count = columns.length > 0 ? columns.length : of.columns.length
  if (of.kind === 'records' && (value.together ?? 1) > count)
    problems.error(item.at(['together']), count === 1 ? 'there is only one column' : `there are only ${count} columns`)
  if (wrong.length > 0 || unknown.length > 0) return undefined
  return {
    columns,
    together: value.together ?? Math.min(defaultTogether, Math.max(1, count)),
    within: value.within ?? defaultWithin,
    passage: value.passage ?? defaultPassage[of.kind],
  }
}
