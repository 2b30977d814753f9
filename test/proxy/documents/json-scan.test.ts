import { describe, expect, test } from 'vitest'
import { hidesSomething, type JsonSink, scanJson } from '../../../proxy/documents/json-scan.ts'
import { Root } from '../../../proxy/documents/layer.ts'

const scan = (text: string, many = false) => {
  const sink: JsonSink = { leaves: [], scalars: [] }
  return { sink, result: scanJson(new Root(Buffer.from(text)), sink, { above: null, level: 0, many }) }
}

test('says where the text stops being JSON, and leaves the sink as it was', () => {
  const { sink, result } = scan('{"a":"found","b":?}')
  expect(result).toEqual({ ok: false, at: 17, why: 'syntax' })
  expect(sink).toEqual({ leaves: [], scalars: [] })
})

test('counts values of a sequence', () => {
  expect(scan('1 "a"\n{}', true).result).toEqual({ ok: true, values: 3 })
  expect(scan('1 "a"').result).toMatchObject({ ok: false })
})

test('raw control characters in strings are let through, with and without escapes, as lenient parsers do', () => {
  const { sink, result } = scan('{"a":"line\nbreak","b":"tab\there \\u0041","c":"\\n after"}')
  expect(result.ok).toBe(true)
  expect(sink.leaves.map(l => l.text)).toEqual(['line\nbreak', 'tab\there A', '\n after'])
})

test.each(['"\\\\"', '"\\\\\\""', '"a\\\\b\\""', '"\\\\\\\\"'])('backslashes before the closing quote: %s', text => {
  expect(scan(text).sink.leaves.map(l => l.text)).toEqual([JSON.parse(text)])
})

test('a string that never ends is not JSON', () => {
  expect(scan('"abc').result.ok).toBe(false)
  expect(scan('"abc\\"').result.ok).toBe(false)
  expect(scan('{"abc').result.ok).toBe(false)
})

describe('time', () => {
  const timed = (text: string): number => {
    const body = new Root(Buffer.from(text))
    const runs = Array.from({ length: text.length > 100_000 ? 3 : 30 }, () => {
      const start = performance.now()
      scanJson(body, { leaves: [], scalars: [] }, { above: null, level: 0 })
      return performance.now() - start
    })
    return Math.min(...runs)
  }

  test('a chat body of 32 KB takes well under a millisecond', () => {
    const content = 'The quick "brown" fox jumps over the lazy dog.\n'.repeat(650)
    expect(timed(JSON.stringify({ model: 'm', messages: [{ role: 'user', content }] }))).toBeLessThan(0.5)
  })

  test.each([
    ['backslashes', `"${'\\\\'.repeat(500_000)}"`],
    ['escaped quotes', `"${'\\"'.repeat(500_000)}"`],
    ['quotes inside many short strings', `[${'"\\"",'.repeat(100_000)}""]`],
    ['strings that look like JSON and are not', `[${'"{\\"a\\":",'.repeat(60_000)}""]`],
    ['control characters and escapes', `[${'"\\n\n",'.repeat(100_000)}""]`],
  ])('a megabyte of %s takes linear time', (_, text) => {
    expect(timed(text)).toBeLessThan(400)
  })
})

test.each([
  ['content', false],
  ['max_completion_tokens', true],
  ['078-05-1120', true],
  ['2026', false],
])('%s hides something: %s', (name, expected) => {
  expect(hidesSomething(name)).toBe(expected)
})
