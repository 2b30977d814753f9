import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDocument } from '../../../proxy/documents/index.ts'
import type { BodyDocument } from '../../../proxy/documents/types.ts'
import { rewriteAll } from './rewrite.ts'

const json = 'application/json'
const read = (text: string): BodyDocument => readDocument(Buffer.from(text), json)
const pathsOf = (document: BodyDocument): string[] => document.leaves.map(l => `${l.path.join('.')}=${l.text}`)

describe('what is found', () => {
  test('strings are leaves with their path, unescaped', () => {
    const document = read(
      '{"model":"m","messages":[{"role":"user","content":"a\\n\\"b\\" \\u00e9 \\ud83d\\ude00 \\/"}]}',
    )
    expect(document.type).toBe('json')
    expect(pathsOf(document)).toEqual(['model=m', 'messages.0.role=user', 'messages.0.content=a\n"b" é 😀 /'])
  })

  test('long digit runs and long keys are leaves, short ones are not', () => {
    const document = read('{"card":4111111111111111,"n":12,"jane.doe@acme.example":1,"078-05-1120":true,"k":1.5e3}')
    expect(document.leaves.map(l => [l.role, l.text])).toEqual([
      ['number', '4111111111111111'],
      ['key', 'jane.doe@acme.example'],
      ['key', '078-05-1120'],
    ])
  })

  test('JSON inside strings is opened four levels deep and no deeper', () => {
    let text = JSON.stringify({ a: 'deep' })
    for (let i = 0; i < 5; i++) text = JSON.stringify({ a: text })
    const document = read(text)
    expect(document.leaves).toHaveLength(1)
    expect(document.leaves[0]!.path.filter(s => s === '#json')).toHaveLength(4)
    expect(document.leaves[0]!.text).toBe('{"a":"deep"}')
  })

  test('base64 of text is read as text, base64 of an image is opaque', () => {
    const csv = Buffer.from('name,salary\njane,100000\n')
    const image = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), Buffer.alloc(600, 0xfe)])
    const document = read(
      JSON.stringify({
        file: `data:text/csv;base64,${csv.toString('base64')}`,
        data: csv.toString('base64'),
        url: `data:image/png;base64,${image.toString('base64')}`,
        bare: image.toString('base64'),
      }),
    )
    expect(document.leaves.map(l => [l.path.join('.'), l.role])).toEqual([
      ['file.#base64', 'value'],
      ['data.#base64', 'value'],
      ['url', 'opaque'],
      ['bare', 'opaque'],
    ])
    expect(document.leaves[0]!.text).toBe(csv.toString())
  })

  test('both values of a duplicate key are leaves; the last one is the scalar', () => {
    const document = read('{"model":"a","model":"b"}')
    expect(pathsOf(document)).toEqual(['model=a', 'model=b'])
    expect(document.scalar('model')).toBe('b')
  })

  test('scalars are found by path', () => {
    const document = read('{"stream":true,"max_tokens":12,"o":{"deep":{"n":-1.5e2}},"s":"x","no":null}')
    expect(document.scalar('stream')).toBe(true)
    expect(document.scalar('max_tokens')).toBe(12)
    expect(document.scalar('o', 'deep', 'n')).toBe(-150)
    expect(document.scalar('s')).toBe('x')
    expect(document.scalar('no')).toBeUndefined()
    expect(document.scalar('o')).toBeUndefined()
    expect(document.scalar('n')).toBeUndefined()
  })

  test('a byte-order mark and white space are no obstacle', () => {
    expect(pathsOf(read('\ufeff \r\n\t{ "a" : [ "b" , { } , [ ] , 1 ] }\n'))).toEqual(['a.0=b'])
  })
})

describe('what is not JSON is read as text and says so', () => {
  test.each([
    ['{"a":1', 'unclosed'],
    ['{"a":1}}', 'something after the value'],
    ['{"a":01}', 'a leading zero'],
    ['{"a":"\\x"}', 'an unknown escape'],
    ['{"a":"\\u12g4"}', 'a broken \\u escape'],
    ["{'a':1}", 'single quotes'],
    ['[1,]', 'a trailing comma'],
    ['{"a":1,}', 'a trailing comma in an object'],
    ['{a:1}', 'a bare key'],
    ['{"a" 1}', 'no colon'],
    ['[1 2]', 'no comma'],
    ['{"a":tru}', 'half a word'],
    ['[-]', 'a lonely minus'],
    ['[1.]', 'a dot without digits'],
    ['[1e]', 'an exponent without digits'],
  ])('%s: %s', text => {
    const document = read(text)
    expect(document.type).toBe('text')
    expect(document.leaves.map(l => l.text)).toEqual([text])
    expect(document.unread[0]).toMatch(/says JSON but is not valid JSON/)
  })

  test('nesting without end is refused, not recursed into', () => {
    const document = read('['.repeat(200_000) + ']'.repeat(200_000))
    expect(document.type).toBe('text')
    expect(document.unread[0]).toMatch(/nested too deeply/)
  })

  test('a body of too many strings is text', () => {
    const document = read(`[${'"a",'.repeat(250_001)}"a"]`)
    expect(document.type).toBe('text')
    expect(document.unread[0]).toMatch(/too many strings/)
  })
})

describe('NDJSON', () => {
  test('every line is a value with its index as first step', () => {
    const document = readDocument(Buffer.from('{"a":"x"}\n{"a":"y","n":1}\n\n'), 'application/x-ndjson')
    expect(document.type).toBe('ndjson')
    expect(pathsOf(document)).toEqual(['0.a=x', '1.a=y'])
    expect(document.scalar(1, 'n')).toBe(1)
    expect(rewriteAll(document, 'y', 'z').toString()).toBe('{"a":"x"}\n{"a":"z","n":1}\n\n')
  })
})

describe('rewriting', () => {
  test('every other byte stays as it was', () => {
    const raw = '{ "z":1.0e+2, "a" : "keep \\u0041 SECRET \\/ end",\r\n "b":["SECRET","\\ud83d\\ude00SECRET"] , "z":2}'
    expect(rewriteAll(read(raw), 'SECRET', '[R:1]').toString()).toBe(raw.replaceAll('SECRET', '[R:1]'))
  })

  test('a replacement is escaped, at every level', () => {
    const raw = JSON.stringify({ arguments: JSON.stringify({ q: 'a "SECRET"\n' }) })
    const out = JSON.parse(rewriteAll(read(raw), 'SECRET', '"\n\\').toString())
    expect(JSON.parse(out.arguments)).toEqual({ q: 'a ""\n\\"\n' })
  })

  test('an edited number becomes a string', () => {
    expect(rewriteAll(read('{"a":[4111111111111111,1]}'), '4111111111111111', '[CARD]').toString()).toBe(
      '{"a":["[CARD]",1]}',
    )
  })

  test('base64 text is encoded again', () => {
    const raw = JSON.stringify({ d: `data:text/plain;base64,${Buffer.from('the SECRET of héllo').toString('base64')}` })
    const out = JSON.parse(rewriteAll(read(raw), 'SECRET', '[R]').toString())
    expect(Buffer.from(out.d.split(',')[1], 'base64').toString()).toBe('the [R] of héllo')
  })

  test('bytes that are not UTF-8 survive beside an edit', () => {
    const raw = Buffer.concat([
      Buffer.from('{"a":"caf'),
      Buffer.from([0xe9, 0xff, 0xf0, 0x9f]),
      Buffer.from(' SECRET é😀"}'),
    ])
    const document = readDocument(raw, json)
    expect(document.type).toBe('json')
    expect(document.rewrite([])).toEqual(raw)
    const expected = Buffer.from(raw.toString('latin1').replace('SECRET', '[R]'), 'latin1')
    expect(rewriteAll(document, 'SECRET', '[R]')).toEqual(expected)
  })

  test.each([
    [{ leaf: 1, start: 0, end: 1, replacement: '' }],
    [{ leaf: 0, start: 0, end: 4, replacement: '' }],
    [{ leaf: 0, start: -1, end: 1, replacement: '' }],
    [{ leaf: 0, start: 2, end: 1, replacement: '' }],
  ])('an edit outside its leaf throws: %j', edit => {
    expect(() => read('{"a":"abc"}').rewrite([edit])).toThrow(RangeError)
  })

  test('overlapping edits throw', () => {
    const edits = [
      { leaf: 0, start: 0, end: 2, replacement: '' },
      { leaf: 0, start: 1, end: 3, replacement: '' },
    ]
    expect(() => read('{"a":"abc"}').rewrite(edits)).toThrow(/overlap/)
  })

  test('an edit that cuts a surrogate pair takes all of it', () => {
    const document = read('{"a":"x😀y"}')
    expect(document.rewrite([{ leaf: 0, start: 2, end: 3, replacement: '-' }]).toString()).toBe('{"a":"x-y"}')
  })
})

describe('for any JSON value', () => {
  const anyJson = fc.jsonValue({ maxDepth: 5 })
  const spaces = fc.constantFrom(undefined, 1, '\t')

  test('a rewrite without edits is byte-identical', () => {
    fc.assert(
      fc.property(anyJson, spaces, (value, space) => {
        const body = Buffer.from(JSON.stringify(value, null, space))
        expect(readDocument(body, json).rewrite([])).toEqual(body)
      }),
    )
  })

  test('the leaves are the strings that JSON.parse finds', () => {
    fc.assert(
      fc.property(anyJson, spaces, (value, space) => {
        const document = read(JSON.stringify(value, null, space))
        const found = document.leaves.filter(l => l.role === 'value' && !l.path.includes('#json')).map(l => l.text)
        const strings = stringsIn(value).filter(s => s !== '' && !isNested(s))
        expect(found.sort()).toEqual(strings.sort())
      }),
    )
  })

  test('rewriting equals parse, edit, stringify', () => {
    fc.assert(
      fc.property(anyJson, fc.string({ unit: 'binary', minLength: 1 }), spaces, (value, replacement, space) => {
        const marked = { before: value, text: 'x SECRET \n y', inner: JSON.stringify({ t: ['"SECRET"'] }) }
        const document = read(JSON.stringify(marked, null, space))
        const out = JSON.parse(rewriteAll(document, 'SECRET', replacement).toString())
        expect(out).toEqual({
          before: JSON.parse(JSON.stringify(value)),
          text: `x ${replacement} \n y`,
          inner: JSON.stringify({ t: [`"${replacement}"`] }),
        })
      }),
    )
  })
})

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(stringsIn)
}

function isNested(text: string): boolean {
  try {
    return ['object', 'string'].includes(typeof JSON.parse(text)) && JSON.parse(text) !== null
  } catch {
    return false
  }
}
