/** The product's own source files, parsed: what the architecture test asks its questions of. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** A node of the ESTree that oxc makes; only what is common to all is typed. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

export interface Source {
  /** From the root, with slashes: `proxy/limits/memory.ts`. */
  readonly path: string
  readonly text: string
  readonly program: Node
  readonly lines: number
  readonly imports: readonly Import[]
  lineAt(offset: number): number
}

export interface Import {
  /** Path from the root for a file of ours, else the module's name. */
  readonly target: string
  readonly own: boolean
  /** `import type`, erased at build time. */
  readonly typeOnly: boolean
}

/** Every .ts, .tsx and .mjs file under the folders, parsed. */
export function readSources(folders: readonly string[]): Source[] {
  return folders.flatMap(folder => filesUnder(folder)).map(readSource)
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .filter(path => !path.includes('node_modules') && !path.includes('fixtures'))
    .sort()
}

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8')
  const { program, errors } = parseSync(path, text)
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`)
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  // The tree is plain data; its exact types differ from node to node.
  const tree = program as unknown as Node
  return {
    path,
    text,
    program: tree,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports: importsOf(path, tree),
    lineAt(offset) {
      let line = starts.length
      while (starts[line - 1]! > offset) line--
      return line
    },
  }
}

/** Calls `visit` for a node and everything below it, with the nodes above, nearest last. */
export function walk(
  node: Node,
  visit: (node: Node, above: readonly Node[]) => void,
  above: readonly Node[] = [],
): void {
  visit(node, above)
  const inside = [...above, node]
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit, inside)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function importsOf(path: string, program: Node): Import[] {
  const found: Import[] = []
  walk(program, node => {
    const statement = ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration'].includes(node.type)
    if (!statement && node.type !== 'ImportExpression') return
    const source = node['source']
    if (!isNode(source) || typeof source['value'] !== 'string') return
    const own = source['value'].startsWith('.')
    found.push({
      own,
      target: own ? relative(root, resolve(root, dirname(path), source['value'])) : source['value'],
      typeOnly: node['importKind'] === 'type' || node['exportKind'] === 'type',
    })
  })
  return found
}

const erased = ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration']

/** True when the file holds types alone, and lists of names (`as const`) that types are made of. */
export function isTypeOnly(source: Source): boolean {
  // The parser's program node always has a body.
  return (source.program['body'] as Node[]).every(statement => {
    if (statement['importKind'] === 'type' || statement['exportKind'] === 'type' || statement['declare'] === true)
      return true
    const declaration = statement['declaration']
    const declared = isNode(declaration) ? declaration : statement
    return erased.includes(declared.type) || isListOfNames(declared)
  })
}

function isListOfNames(declaration: Node): boolean {
  if (declaration.type !== 'VariableDeclaration') return false
  return (declaration['declarations'] as Node[]).every(({ init }) => {
    const list = isNode(init) && init.type === 'TSAsExpression' ? init['expression'] : undefined
    if (!isNode(list) || list.type !== 'ArrayExpression') return false
    return (list['elements'] as Node[]).every(element => element.type === 'Literal')
  })
}
