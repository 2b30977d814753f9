/** Leaves of a body, and values of a query, as segments of a request; and edits of segments back into both. */
import type { Coverage, Edit, Role, Segment, SegmentKind } from '../../policy/segment.ts'
import { readForm } from '../documents/form.ts'
import { shownMediaType, sizeOf } from '../documents/text.ts'
import type { BodyDocument, Leaf } from '../documents/types.ts'
import { fileNames } from './file-name.ts'
import { placeOf } from './place.ts'
import type { RequestHead } from './types.ts'

export type Path = readonly (string | number)[]

/** What an adapter says about a leaf. */
export interface Reading {
  readonly role: Role
  readonly kind: SegmentKind
  /** False where an edit would break the request. */
  readonly editable?: false
}

export interface ReadOptions {
  readonly classify: (path: Path, leaf: Leaf) => Reading
  /** Opaque leaves that are the provider's own (encrypted reasoning, signatures): they do not count against coverage. */
  readonly isOwn?: (path: Path) => boolean
  readonly credentialParameters?: readonly string[]
}

/** Segments of the body in the order of its leaves (opaque ones left out), then those of the query. */
export function readSegments(
  document: BodyDocument,
  head: RequestHead,
  options: ReadOptions,
): { segments: Segment[]; coverage: Coverage } {
  const segments: Segment[] = []
  const unread = [...document.unread]
  const part = document.type === 'multipart' ? 'part' : undefined
  const fileOf = fileNames(document)
  for (const leaf of document.leaves) {
    if (leaf.role !== 'opaque') segments.push(new LeafSegment(leaf, options.classify(leaf.path, leaf), part, fileOf))
    else if (!options.isOwn?.(leaf.path))
      unread.push(`${describeOpaque(leaf)} in ${placeOf(leaf.path, part)} is not read`)
  }
  for (const leaf of queryLeaves(head, options.credentialParameters).leaves)
    if (leaf.role !== 'opaque') segments.push(new LeafSegment(leaf, parameter, 'query'))
  return { segments, coverage: coverageOf(unread, segments.length) }
}

/** The body with those edits that fall into it. */
export function rewriteSegments(document: BodyDocument, edits: readonly Edit[]): Buffer {
  const leaves = readable(document)
  return document.rewrite(
    edits
      .filter(edit => edit.segment < leaves.length)
      .map(({ segment, ...edit }) => ({ ...edit, leaf: leaves[segment]! })),
  )
}

/** The query with those edits that fall into it. `segments` is what `readSegments` gave for the same request. */
export function rewriteQuery(
  edits: readonly Edit[],
  segments: readonly Segment[],
  head: RequestHead,
  credentialParameters?: readonly string[],
): string {
  const query = queryLeaves(head, credentialParameters)
  const leaves = readable(query)
  const first = segments.length - leaves.length
  const own = edits
    .filter(edit => edit.segment >= first)
    .map(({ segment, ...edit }) => ({ ...edit, leaf: leaves[segment - first]! }))
  return own.length === 0 ? head.query : query.rewrite(own).toString('latin1')
}

const parameter: Reading = { role: 'unknown', kind: 'parameter' }

/** Query text is ASCII on the wire; what is not is kept as the single bytes it came as. */
function queryLeaves(head: RequestHead, ignore: readonly string[] = []): BodyDocument {
  return head.query === '' ? noQuery : readForm(Buffer.from(head.query, 'latin1'), ignore)
}

const noQuery = readForm(Buffer.alloc(0))

function readable(document: BodyDocument): number[] {
  const out: number[] = []
  document.leaves.forEach((leaf, i) => {
    if (leaf.role !== 'opaque') out.push(i)
  })
  return out
}

class LeafSegment implements Segment {
  readonly text: string
  readonly role: Role
  readonly kind: SegmentKind
  readonly editable: boolean
  readonly #leaf: Leaf
  readonly #first: 'query' | 'part' | undefined
  readonly #fileOf: ((path: Path) => string | undefined) | undefined

  constructor(
    leaf: Leaf,
    reading: Reading,
    first: 'query' | 'part' | undefined,
    fileOf?: (path: Path) => string | undefined,
  ) {
    this.text = leaf.text
    this.role = reading.role
    this.kind = reading.kind
    this.editable = reading.editable ?? true
    this.#leaf = leaf
    this.#first = first
    this.#fileOf = fileOf
  }

  /** The nearest name above the text: `content`, `password`, a form field. */
  get label(): string {
    const { path } = this.#leaf
    for (let i = path.length - 1; i >= 0; i--) {
      const step = path[i]!
      if (typeof step === 'string' && !step.startsWith('#')) return step
    }
    return 'body'
  }

  get file(): string | undefined {
    return this.#fileOf?.(this.#leaf.path)
  }

  get place(): string {
    return placeOf(this.#leaf.path, this.#first)
  }
}

/** `image/png (41 KB)`. */
function describeOpaque(leaf: Leaf): string {
  const start = leaf.text.startsWith('data:') ? leaf.text.indexOf(',') + 1 : 0
  const type = start === 0 ? undefined : shownMediaType(leaf.text.slice('data:'.length, start - 1))
  return `${type ?? 'encoded data'} (${sizeOf(Math.round((leaf.text.length - start) * 0.75))})`
}

const maxReasons = 3

function coverageOf(unread: readonly string[], segments: number): Coverage {
  if (unread.length === 0) return { verdict: 'full' }
  const more = unread.length > maxReasons ? `, and ${unread.length - maxReasons} more` : ''
  const reason = `${unread.slice(0, maxReasons).join('; ')}${more}`
  return { verdict: segments === 0 ? 'none' : 'partial', reason }
}
