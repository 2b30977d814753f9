import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readForm } from '../../../proxy/documents/form.ts'
import { readDocument } from '../../../proxy/documents/index.ts'
import { rewriteAll } from './rewrite.ts'

const type = 'application/x-www-form-urlencoded; charset=UTF-8'
const read = (text: string) => readDocument(Buffer.from(text), type)

test('values are leaves under their names; long names are leaves too', () => {
  const document = read('q=who+is+j%C3%A4ne%3F&empty=&jane.doe%40acme.example=1&bare')
  expect(document.type).toBe('form')
  expect(document.leaves.map(l => [l.path.join('.'), l.role, l.text])).toEqual([
    ['q', 'value', 'who is jäne?'],
    ['jane.doe@acme.example', 'key', 'jane.doe@acme.example'],
    ['jane.doe@acme.example', 'value', '1'],
    ['bare', 'value', 'bare'],
  ])
  expect(document.scalar('q')).toBe('who is jäne?')
})

test('JSON inside a field inside JSON is opened, as Gemini web sends it', () => {
  const inner = JSON.stringify([['tell me about SECRET & "more"\n', 0], ['en']])
  const raw = `f.req=${encodeURIComponent(JSON.stringify([null, inner]))}&at=x%2Fy`
  const document = read(raw)
  expect(document.leaves[0]!.path).toEqual(['f.req', '#json', 1, '#json', 0, 0])
  const out = rewriteAll(document, 'SECRET', '[R & "1"]').toString()
  const fields = new URLSearchParams(out)
  expect(fields.get('at')).toBe('x/y')
  expect(JSON.parse(JSON.parse(fields.get('f.req')!)[1])[0][0]).toBe('tell me about [R & "1"] & "more"\n')
  expect(out.endsWith('&at=x%2Fy')).toBe(true)
})

test('JSON sent under the content type of a form is read as JSON', () => {
  expect(read('{"prompt":"hello"}').type).toBe('json')
})

test('names to ignore are neither read nor touched', () => {
  const document = readForm(Buffer.from('key=SECRET&q=SECRET'), ['key'])
  expect(document.leaves.map(l => l.text)).toEqual(['SECRET'])
  expect(rewriteAll(document, 'SECRET', 'x').toString()).toBe('key=SECRET&q=x')
})

describe('for any form', () => {
  const fields = fc.array(
    fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 })),
  )

  test('the leaves hold what URLSearchParams reads', () => {
    fc.assert(
      fc.property(fields, pairs => {
        const raw = new URLSearchParams(pairs).toString()
        const values = read(raw)
          .leaves.filter(l => l.role === 'value' && l.path.length === 1)
          .map(l => l.text)
        const plain = [...new URLSearchParams(raw)].map(([, value]) => value).filter(v => !/^\s*["[{]/.test(v))
        expect(values).toEqual(expect.arrayContaining(plain))
      }),
    )
  })

  test('other bytes stay as they were', () => {
    fc.assert(
      fc.property(fields, fc.string({ unit: 'grapheme' }), (pairs, replacement) => {
        const before = new URLSearchParams(pairs).toString()
        const raw = `${before}&mark=%41%20SECRET%2B+b&${before}`
        const out = rewriteAll(read(raw), 'A SECRET+', replacement).toString()
        expect(out.startsWith(`${before}&mark=`)).toBe(true)
        expect(out.endsWith(`+b&${before}`)).toBe(true)
        expect(new URLSearchParams(out).get('mark') ?? '').toContain(new URLSearchParams(out).has('mark') ? ' b' : '')
      }),
    )
  })
})
