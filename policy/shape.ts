/** Turns what zod says about a file into errors a person can act on: what stands there, what may, and the nearest key. */
import { z } from 'zod'
import type { Path } from './fields.ts'
import { didYouMean, nearest } from './nearest.ts'
import type { Problems } from './problem.ts'
import type { Source } from './source.ts'

/** What is parsed: a part of a file, `base` being the path to it. */
export interface Part {
  readonly source: Source
  readonly base: Path
  readonly data: unknown
}

/** Reports every misfit and returns undefined when there is one. */
export function parseShape<S extends z.ZodType>(schema: S, part: Part, problems: Problems): z.infer<S> | undefined {
  const parsed = schema.safeParse(part.data)
  if (parsed.success) return parsed.data
  const found = parsed.error.issues.flatMap(issue => leaves(issue, []))
  const mistyped = new Set(found.flatMap(leaf => meantKeys(leaf, schema)))
  for (const leaf of found) if (!mistyped.has(leaf.path.join('\n'))) report(leaf, schema, part, problems)
  return undefined
}

type Issue = z.core.$ZodIssue

interface Leaf {
  readonly issue: Issue
  readonly path: Path
}

/** Of a union, the branch that came furthest: a wrong key inside an object says more than "not a text". */
function leaves(issue: Issue, base: Path): Leaf[] {
  const path = [...base, ...issue.path.map(step => (typeof step === 'symbol' ? String(step) : step))]
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ issue, path }]
  const branches = issue.errors.filter(branch => !branch.some(wrongTypeAtTop))
  if (branches.length === 0) return [{ issue, path }]
  return branches.toSorted((a, b) => a.length - b.length)[0]!.flatMap(inner => leaves(inner, path))
}

/** Keys that are missing only because they are mistyped: the unknown key says it already. */
function meantKeys({ issue, path }: Leaf, schema: z.ZodType): string[] {
  if (issue.code !== 'unrecognized_keys') return []
  const valid = keysAt(schema, path)
  return issue.keys.flatMap(key => {
    const meant = nearest(key, valid)
    return meant === undefined ? [] : [[...path, meant].join('\n')]
  })
}

const wrongTypeAtTop = (issue: Issue): boolean =>
  issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value')

function report({ issue, path }: Leaf, schema: z.ZodType, { source, base, data }: Part, problems: Problems): void {
  const full = [...base, ...path]
  if (issue.code === 'unrecognized_keys') {
    const valid = keysAt(schema, path)
    for (const key of issue.keys) {
      const guess = didYouMean(key, valid)
      problems.error(
        source.key([...full, key]),
        `unknown key '${key}'${guess}`,
        guess ? undefined : `keys here: ${valid.join(', ')}`,
      )
    }
    return
  }
  const key = full.at(-1)
  const name = typeof key === 'string' ? `${key}: ` : ''
  if (issue.code === 'invalid_key') {
    problems.error(source.key(full), `'${String(key)}': ${issue.issues[0]?.message ?? 'is not a valid name'}`)
    return
  }
  const given = at(data, path)
  if (
    given === undefined &&
    (issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'invalid_union')
  ) {
    const owner = full.slice(0, -1)
    problems.error(source.value(owner), `'${String(key ?? '')}' is missing`, schemaAt(schema, path)?.description)
    return
  }
  problems.error(source.value(full), name + wording(issue, given))
}

function wording(issue: Issue, given: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kindNames[issue.expected] ?? issue.expected}, not ${kindOf(given)}`
    case 'invalid_value': {
      if (issue.values.length === 1) return issue.message
      const list = issue.values.map(String)
      const shown = typeof given === 'string' ? `'${given}'` : kindOf(given)
      return `must be one of ${list.join(', ')}, not ${shown}${typeof given === 'string' ? didYouMean(given, list) : ''}`
    }
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int' ? `must be at least ${issue.minimum}` : issue.message
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int' ? `must be at most ${issue.maximum}` : issue.message
    default:
      return issue.message
  }
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list (lines that begin with "- ")',
  object: 'a block of keys',
  record: 'a block of names',
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a block of keys'
  if (typeof value === 'string') return `the text '${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`
  return typeof value === 'number' ? `the number ${value}` : String(value)
}

function at(data: unknown, path: Path): unknown {
  let value = data
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string | number, unknown>)[step] // an object with this own key, checked above
  }
  return value
}

function keysAt(schema: z.ZodType, path: Path): string[] {
  const found = schemaAt(schema, path)
  return found === undefined ? [] : objects(found).flatMap(object => Object.keys(object.shape))
}

/** The schema of the value at `path`. */
function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  let candidates: z.ZodType[] = [schema]
  for (const step of path) {
    candidates = candidates
      .flatMap(candidate => alternatives(candidate))
      .flatMap(candidate => stepInto(candidate, step))
    if (candidates.length === 0) return undefined
  }
  return candidates.find(candidate => objects(candidate).length > 0) ?? candidates[0]
}

function stepInto(schema: z.ZodType, step: string | number): z.ZodType[] {
  // zod's own classes type their children as core schemas; every one of ours is a ZodType.
  if (schema instanceof z.ZodObject) return step in schema.shape ? [schema.shape[step] as z.ZodType] : []
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType]
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType]
  return []
}

function alternatives(schema: z.ZodType): z.ZodType[] {
  // the same: children are ZodTypes
  if (schema instanceof z.ZodOptional) return alternatives(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap(alternatives)
  return [schema]
}

function objects(schema: z.ZodType): z.ZodObject[] {
  return alternatives(schema).filter(one => one instanceof z.ZodObject)
}
