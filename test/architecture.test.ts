/** Keeps what docs and conventions promise about the code's shape: sizes, import direction, tests, registries, and a few habits. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isTypeOnly, type Node, readSources, root, type Source, walk } from './source-tree.ts'

const product = readSources(['proxy', 'policy', 'certs', 'console'])
const typescript = product.filter(source => !source.path.endsWith('.mjs'))
const everything = [...product, ...readSources(['test', 'bench'])]

describe('size', () => {
  test('no file is longer than 300 lines', () => {
    expect(everything.filter(source => source.lines > 300).map(source => `${source.path}: ${source.lines}`)).toEqual([])
  })

  test('no function is longer than 60 lines', () => {
    expect(typescript.flatMap(longFunctions)).toEqual([])
  })
})

describe('imports', () => {
  const imports = typescript.flatMap(source => source.imports.map(one => ({ ...one, from: source.path })))
  const own = imports.filter(one => one.own)
  const wrong = (from: RegExp, allowed: (one: (typeof own)[number]) => boolean): string[] =>
    own.filter(one => from.test(one.from) && !allowed(one)).map(one => `${one.from} -> ${one.target}`)

  test('policy and certs import nothing of ours', () => {
    expect(wrong(/^policy\//, one => one.target.startsWith('policy/'))).toEqual([])
    expect(wrong(/^certs\//, one => one.target.startsWith('certs/'))).toEqual([])
  })

  test('policy does no input or output', () => {
    const pure = ['node:crypto', 'node:buffer', 'node:util', 'node:url', 'node:net']
    const used = imports.filter(one => one.from.startsWith('policy/') && one.target.startsWith('node:'))
    expect(used.filter(one => !pure.includes(one.target)).map(one => `${one.from} -> ${one.target}`)).toEqual([])
  })

  test('proxy imports policy and certs, and of the console only the types of its messages', () => {
    const allowed = /^(proxy|policy|certs)\//
    expect(
      wrong(
        /^proxy\//,
        one => allowed.test(one.target) || (one.typeOnly && one.target === 'console/server/messages.ts'),
      ),
    ).toEqual([])
  })

  test('the console server imports contracts and factories of stores, policy and the CA export', () => {
    const allowed =
      /^(console\/(server|contract)[/.]|policy\/|certs\/export\.ts$|proxy\/(audit|exemptions|limits|users)\/|proxy\/(errors|log|secret-key)\.ts$)/
    expect(wrong(/^console\/server\//, one => allowed.test(one.target) || one.typeOnly)).toEqual([])
  })

  test("the console's pages import the contract alone, and the contract nothing of ours", () => {
    expect(wrong(/^console\/web\//, one => /^console\/(web\/|contract[/.])/.test(one.target))).toEqual([])
    expect(wrong(/^console\/contract[/.]/, one => /^console\/contract[/.]/.test(one.target) || one.typeOnly)).toEqual(
      [],
    )
  })

  test('nothing imports the composition root', () => {
    expect(wrong(/./, one => one.target !== 'proxy/main.ts')).toEqual([])
  })
})

describe('tests', () => {
  test('every source file has its test', () => {
    const missing = typescript.filter(needsTest).filter(({ path }) => {
      const mirrored = join(root, 'test', path.replace(/\.tsx?$/, '.test'))
      return !existsSync(`${mirrored}.ts`) && !existsSync(`${mirrored}.tsx`)
    })
    expect(missing.map(source => source.path)).toEqual([])
  })
})

describe('registries', () => {
  const listed = (index: string): readonly string[] =>
    product.find(source => source.path === index)!.imports.map(one => one.target)
  const unlisted = (folder: RegExp, index: string, isEntry: (source: Source) => boolean): string[] =>
    product
      .filter(source => folder.test(source.path) && source.path !== index && isEntry(source))
      .map(source => source.path)
      .filter(path => !listed(index).includes(path))

  test('every detector is listed', () => {
    expect(unlisted(/^policy\/detectors\//, 'policy/detectors/index.ts', isDetector)).toEqual([])
  })

  test('every condition is listed', () => {
    expect(unlisted(/^policy\/conditions\//, 'policy/conditions/index.ts', source => !isTypeOnly(source))).toEqual([])
  })

  test('every provider is listed', () => {
    expect(unlisted(/^proxy\/providers\//, 'proxy/providers/index.ts', isProvider)).toEqual([])
  })

  test('every identity method is asked', () => {
    const methods = (source: Source): boolean => /\): IdentityMethod\b/.test(source.text)
    expect(unlisted(/^proxy\/identity\//, 'proxy/identify.ts', methods)).toEqual([])
  })
})

describe('habits', () => {
  test('process.env is read in proxy/main.ts alone', () => {
    const reads = (node: Node): boolean => isMember(node, 'process', 'env')
    expect(typescript.filter(source => source.path !== 'proxy/main.ts').flatMap(find(reads))).toEqual([])
  })

  test('patterns that are built at run time are RE2, so that no text can make one slow', () => {
    const builds = (node: Node): boolean =>
      (node.type === 'NewExpression' || node.type === 'CallExpression') && isNamed(node['callee'], 'RegExp')
    expect(typescript.filter(({ path }) => /^(proxy|policy)\//.test(path)).flatMap(find(builds))).toEqual([])
  })

  test('no failure is swallowed in an empty catch', () => {
    expect(product.flatMap(find(isEmptyCatch))).toEqual([])
  })

  test('nothing prints through console', () => {
    const prints = (node: Node): boolean =>
      node.type === 'MemberExpression' && isNamed(node['object'], 'console') && node['computed'] !== true
    expect(typescript.filter(source => !shadows(source, 'console')).flatMap(find(prints))).toEqual([])
  })

  test('every source file opens with a sentence on what it promises', () => {
    const opens = /^(#!.*\n)?(\/\*\*|\/\/) ?\n? ?\*? ?\S/
    expect(product.filter(source => !opens.test(source.text)).map(source => source.path)).toEqual([])
  })

  test('no file is named for nothing in particular', () => {
    const vague = /(^|[/-])(utils?|helpers?|common|manager|service|base|misc)\.tsx?$/
    expect(everything.map(source => source.path).filter(path => vague.test(path))).toEqual([])
  })
})

function longFunctions(source: Source): string[] {
  const long: string[] = []
  walk(source.program, node => {
    if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) return
    const first = source.lineAt(node.start)
    const lines = source.lineAt(node.end) - first + 1
    if (lines > 60) long.push(`${source.path}:${first}: ${lines}`)
  })
  return long
}

/** A detector carries its own examples, which test/policy/detectors/index.test.ts runs; a file of types has nothing to run. */
function needsTest(source: Source): boolean {
  return !isTypeOnly(source) && !(source.path.startsWith('policy/detectors/') && isDetector(source))
}

function isDetector(source: Source): boolean {
  return exportedConstants(source).some(
    ({ init }) => init?.type === 'CallExpression' && /^(detector|[a-z]\w*Detector)$/.test(nameOf(init['callee'])),
  )
}

/** Exports a constant of type Provider, or one made by `provider()` or `…Provider()`. */
function isProvider(source: Source): boolean {
  return exportedConstants(source).some(
    ({ type, init }) =>
      type === 'Provider' || (init?.type === 'CallExpression' && /([pP]rovider)$/.test(nameOf(init['callee']))),
  )
}

function exportedConstants(source: Source): { type?: string; init?: Node }[] {
  const found: { type?: string; init?: Node }[] = []
  walk(source.program, (node, above) => {
    if (node.type !== 'VariableDeclarator' || above.at(-2)?.type !== 'ExportNamedDeclaration') return
    const annotation = /^\w+\s*:\s*(\w+)/.exec(source.text.slice(node.start, node.end))
    // `init` is null or an expression.
    const init = (node['init'] as Node | null) ?? undefined
    found.push({ ...(annotation ? { type: annotation[1]! } : {}), ...(init ? { init } : {}) })
  })
  return found
}

function find(matches: (node: Node) => boolean): (source: Source) => string[] {
  return source => {
    const found: string[] = []
    walk(source.program, node => {
      if (matches(node)) found.push(`${source.path}:${source.lineAt(node.start)}`)
    })
    return found
  }
}

/** `catch {}`, `.catch(() => {})`: also with a comment inside, which runs nothing either. */
function isEmptyCatch(node: Node): boolean {
  if (node.type === 'CatchClause') return isEmptyBlock(node['body'])
  if (node.type !== 'CallExpression') return false
  const [handler] = node['arguments'] as Node[] // every call has a list of arguments
  const callee = node['callee'] as Node // and a callee
  return callee.type === 'MemberExpression' && nameOf(callee['property']) === 'catch' && isEmptyBlock(handler?.['body'])
}

function isEmptyBlock(value: unknown): boolean {
  const block = value as Node | undefined
  return block?.type === 'BlockStatement' && (block['body'] as Node[]).length === 0
}

/** The file has a variable of its own by that name (start.ts calls the console it runs `console`). */
function shadows(source: Source, name: string): boolean {
  let found = false
  walk(source.program, node => {
    if (node.type === 'VariableDeclarator' && isNamed(node['id'], name)) found = true
  })
  return found
}

function isMember(node: Node, object: string, property: string): boolean {
  return node.type === 'MemberExpression' && isNamed(node['object'], object) && isNamed(node['property'], property)
}

function isNamed(value: unknown, name: string): boolean {
  return nameOf(value) === name
}

function nameOf(value: unknown): string {
  const node = value as Node | null | undefined
  return node?.type === 'Identifier' ? String(node['name']) : ''
}
