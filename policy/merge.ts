/** One or more files as one policy: sections are joined in the order of the files, nothing may be said twice. */
import type { z } from 'zod'
import { id as idSchema, type Path } from './fields.ts'
import type { Place, Problems } from './problem.ts'
import { blockSections, listSections, outlineSchema } from './schema.ts'
import { parseShape } from './shape.ts'
import type { Source } from './source.ts'

/** One rule, group, limit … with its way back into its file. */
export interface Item<T> {
  readonly id: string
  readonly value: T
  readonly place: Place
  /** Where a part of it stands; `path` is relative to the item. */
  at(path: Path): Place
}

type Lists = { readonly [K in keyof typeof listSections]: readonly Item<z.infer<(typeof listSections)[K]>>[] }
type Blocks = {
  readonly [K in keyof typeof blockSections]: ReadonlyMap<string, Item<z.infer<(typeof blockSections)[K]>>>
}
type Outline = Partial<z.infer<typeof outlineSchema>>
type SettingName = 'mode' | 'on_error' | 'uninspected' | 'unknown_ai_apps' | 'notice' | 'time_zone'

export interface Merged extends Lists, Blocks {
  readonly settings: Pick<Outline, SettingName>
  readonly sanctioned: readonly { readonly name: string; readonly place: Place }[]
  /** Ids of items that are broken: naming them is no further error. */
  readonly broken: ReadonlySet<string>
  settingPlace(name: SettingName): Place
}

const settingNames: readonly SettingName[] = [
  'mode',
  'on_error',
  'uninspected',
  'unknown_ai_apps',
  'notice',
  'time_zone',
]

export function merge(sources: readonly Source[], problems: Problems): Merged {
  const files = sources.map(source => ({ source, outline: outlineOf(source, problems) }))
  const broken = new Set<string>()
  const list = <K extends keyof typeof listSections>(section: K) => {
    const read = files.flatMap(({ source, outline }) =>
      (outline[section] ?? []).map((data, index) => ({ source, base: [section, index], data })),
    )
    return readItems(listSections[section], read, broken, problems)
  }
  const block = <K extends keyof typeof blockSections>(section: K) => {
    const read = files.flatMap(({ source, outline }) =>
      Object.entries(outline[section] ?? {}).map(([key, data]) => ({ source, base: [section, key], data })),
    )
    return new Map(readItems(blockSections[section], read, broken, problems).map(item => [item.id, item]))
  }
  const settings = mergeSettings(files, problems)
  return {
    rules: list('rules') as Merged['rules'], // readItems infers from the union of schemas; the section fixes which
    exemptions: list('exemptions') as Merged['exemptions'],
    limits: list('limits') as Merged['limits'],
    tests: list('tests') as Merged['tests'],
    people: block('people') as Merged['people'],
    detectors: block('detectors') as Merged['detectors'],
    notify: block('notify') as Merged['notify'],
    apps: block('apps') as Merged['apps'],
    ...settings,
    sanctioned: files.flatMap(({ source, outline }) => sanctionedIn(source, outline)),
    broken,
  }
}

/** Of a file with errors at its top, the keys that are right, so that what stands under them is checked as well. */
function outlineOf(source: Source, problems: Problems): Outline {
  const data = cleaned(source.data)
  const outline = parseShape(outlineSchema, { source, base: [], data }, problems)
  if (outline !== undefined) return outline
  const entries = typeof data === 'object' && data !== null ? Object.entries(data) : []
  const shape: Readonly<Record<string, z.ZodType>> = outlineSchema.shape
  const good = entries.filter(([key, value]) => Object.hasOwn(shape, key) && shape[key]!.safeParse(value).success)
  return outlineSchema.partial().parse(Object.fromEntries(good))
}

interface Read {
  readonly source: Source
  readonly base: Path
  readonly data: unknown
}

function readItems<S extends z.ZodType>(
  schema: S,
  parts: readonly Read[],
  broken: Set<string>,
  problems: Problems,
): Item<z.infer<S>>[] {
  const first = new Map<string, Place>()
  return parts.flatMap(part => {
    const { source, base, data } = part
    const named = nameOf(data, base)
    const place = source.key(base)
    const earlier = named === undefined ? undefined : first.get(named)
    if (named !== undefined && earlier !== undefined) {
      problems.error(
        named === base[1] ? place : source.value([...base, 'id']),
        `'${named}' is already defined at ${where(earlier, place)}`,
      )
      return []
    }
    if (named !== undefined) first.set(named, place)
    if (typeof base[1] === 'string' && !idSchema.safeParse(base[1]).success) {
      problems.error(
        place,
        `'${base[1]}': an id is 1 to 64 letters, digits, - and _, and starts with a letter or digit`,
      )
      return []
    }
    const value = parseShape(schema, part, problems)
    if (value === undefined) {
      if (named !== undefined) broken.add(named)
      return []
    }
    return [{ id: named ?? '', value, place, at: (path: Path) => source.value([...base, ...path]) }]
  })
}

/** The key of a block's item, the id of a list's item, the name of a test. */
function nameOf(data: unknown, base: Path): string | undefined {
  if (typeof base[1] === 'string') return base[1]
  if (typeof data !== 'object' || data === null) return undefined
  if ('id' in data && typeof data.id === 'string') return data.id
  return base[0] === 'tests' && 'name' in data && typeof data.name === 'string' ? data.name : undefined
}

function mergeSettings(
  files: readonly { source: Source; outline: Outline }[],
  problems: Problems,
): Pick<Merged, 'settings' | 'settingPlace'> {
  const settings: Record<string, unknown> = {}
  const places = new Map<string, Place>()
  for (const { source, outline } of files) {
    for (const name of settingNames) {
      if (outline[name] === undefined) continue
      const place = source.value([name])
      const earlier = places.get(name)
      if (earlier) problems.error(source.key([name]), `'${name}' is already set at ${where(earlier, place)}`)
      else {
        settings[name] = outline[name]
        places.set(name, place)
      }
    }
  }
  const nowhere = { file: files[0]?.source.path ?? '', line: 1, column: 1 }
  // built from Outline's own values, name by name
  return { settings: settings as Merged['settings'], settingPlace: name => places.get(name) ?? nowhere }
}

function sanctionedIn(source: Source, { sanctioned_apps: apps }: Outline): { name: string; place: Place }[] {
  if (typeof apps === 'string') return [{ name: apps, place: source.value(['sanctioned_apps']) }]
  return (apps ?? []).map((name, index) => ({ name, place: source.value(['sanctioned_apps', index]) }))
}

/** Without `x-…` keys, which hold anchors, and without sections that are empty because their items are commented out. */
function cleaned(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data
  return Object.fromEntries(Object.entries(data).filter(([key, value]) => !key.startsWith('x-') && value !== null))
}

function where(earlier: Place, now: Place): string {
  return earlier.file === now.file ? `line ${earlier.line}` : `${earlier.file}:${earlier.line}`
}
