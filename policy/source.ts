/** Reads one YAML file into plain data and remembers where each key and value stands. Never throws on any text. */
import {
  type Alias,
  type CST,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  parseDocument,
  visit,
} from 'yaml'
import type { Path } from './fields.ts'
import type { Place, Problems } from './problem.ts'

/** Text of one policy file. */
export interface PolicySource {
  readonly path: string
  readonly text: string
}

export interface Source {
  readonly path: string
  readonly data: unknown
  /** Where the value at `path` stands, or its nearest parent that does. */
  value(path: Path): Place
  /** Where the key at the end of `path` stands. */
  key(path: Path): Place
}

/** Larger than any policy that people write by hand; bounds what the parser is given. */
const maxLength = 2 * 1024 * 1024
/** Aliases times the nodes they stand for: bounds an alias bomb. */
const maxAliasCount = 1000
const maxDepth = 50

export function readSource({ path, text }: PolicySource, problems: Problems): Source | undefined {
  const start = { file: path, line: 1, column: 1 }
  if (text.length > maxLength) {
    problems.error(start, `the file is larger than ${maxLength / 1024 / 1024} MiB`)
    return undefined
  }
  if (depthOf(text) > maxDepth) {
    problems.error(start, `the file nests deeper than ${maxDepth} levels`)
    return undefined
  }
  const before = problems.errors.length
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true, logLevel: 'error' })
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file: path, line: Math.max(1, line), column: Math.max(1, col) }
  }
  for (const error of document.errors) {
    const { message, hint } = plain(error.code, error.message)
    problems.error(place(error.pos[0]), message, hint)
  }
  reportUnresolved(document, place, problems)
  if (document.errors.length > 0 || problems.errors.length > before) return undefined
  const data = toData(document, start, problems)
  if (data === undefined) return undefined
  return {
    path,
    data: data.value,
    value: wanted => place(offsetOf(document, wanted, 'value')),
    key: wanted => place(offsetOf(document, wanted, 'key')),
  }
}

/**
 * How deep collections nest, counted on the token tree. yaml's parser makes that tree without recursion; what comes
 * after it recurses, and V8 aborts the process when its stack ends inside a regular expression.
 */
function depthOf(text: string): number {
  let deepest = 0
  const open: [CST.Token | null | undefined, number][] = [...new Parser().parse(text)].map(token => [token, 0])
  for (let next = open.pop(); next; next = open.pop()) {
    const [token, depth] = next
    if (!token) continue
    deepest = Math.max(deepest, depth)
    if (token.type === 'document') open.push([token.value, depth])
    if (!('items' in token)) continue
    for (const item of token.items) open.push([item.key, depth + 1], [item.value, depth + 1])
  }
  return deepest
}

/** `*name` without an anchor of that name: usually a glob that lacks its quotes. */
function reportUnresolved(document: Document, place: (offset: number) => Place, problems: Problems): void {
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) === undefined)
        problems.error(
          place(alias.range?.[0] ?? 0),
          `no anchor &${alias.source} stands before *${alias.source}`,
          'a text that begins with * needs quotes',
        )
    },
  })
}

function toData(document: Document, start: Place, problems: Problems): { value: unknown } | undefined {
  try {
    return { value: document.toJS({ maxAliasCount }) }
  } catch (cause) {
    // Aliases to nothing were reported above; what is left are bombs and aliases inside themselves.
    const bomb = cause instanceof ReferenceError && /Excessive alias count/.test(cause.message)
    problems.error(
      start,
      bomb
        ? 'aliases (*name) repeat too much of the file'
        : 'the file cannot be read: an alias stands inside its own anchor',
    )
    return undefined
  }
}

/** yaml's message, and the remedy where people stumble. */
function plain(code: string, message: string): { message: string; hint?: string } {
  const first = message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '')
  if (/Nested mappings are not allowed in compact mappings|Implicit keys need to be on a single line/.test(first))
    return { message: "the value holds ': ', which YAML reads as a key", hint: 'put the whole value in quotes' }
  if (code === 'TAB_AS_INDENT') return { message: 'a tab is used to indent', hint: 'YAML indents with spaces' }
  if (code === 'DUPLICATE_KEY') return { message: 'this key is already set above', hint: 'keep one of the two' }
  if (code === 'MULTIPLE_DOCS')
    return { message: 'a second document (---) begins here', hint: 'put it in a file of its own' }
  return { message: first }
}

function offsetOf(document: Document, path: Path, which: 'key' | 'value'): number {
  let node = resolve(document.contents, document)
  let offset = node?.range?.[0] ?? 0
  for (const [depth, step] of path.entries()) {
    const last = depth === path.length - 1
    const found = child(node, step, document)
    if (!found) break
    node = resolve(found.value, document)
    offset = (last && which === 'key' ? found.key : undefined) ?? found.value?.range?.[0] ?? found.key ?? offset
  }
  return offset
}

interface Child {
  readonly key: number | undefined
  readonly value: Node | null
}

function child(node: Node | null, step: string | number, document: Document): Child | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)]
    return item === undefined || isPair(item) ? undefined : { key: undefined, value: item as Node } // items of a parsed sequence are nodes
  }
  if (!isMap(node)) return undefined
  let merged: Child | undefined
  for (const pair of node.items as Pair<Node, Node | null>[]) {
    // keys and values of a parsed document are nodes
    const name = isScalar(pair.key) ? String(pair.key.value) : undefined
    if (name === String(step)) return { key: pair.key.range?.[0], value: pair.value }
    if (isScalar(pair.key) && pair.key.source === '<<')
      merged ??= inMerge(resolve(pair.value, document), step, document)
  }
  return merged
}

function inMerge(node: Node | null, step: string | number, document: Document): Child | undefined {
  if (!isSeq(node)) return child(node, step, document)
  for (const item of node.items) {
    const found = child(resolve(item as Node, document), step, document) // items of a parsed sequence are nodes
    if (found) return found
  }
  return undefined
}

function resolve(node: Node | null, document: Document): Node | null {
  return isAlias(node) ? ((node as Alias).resolve(document) ?? null) : node
}
