import { describe, expect, test } from 'vitest'
import type { Finding } from '../../policy/finding.ts'
import { isInsidePlaceholder, planRedaction } from '../../policy/redact.ts'
import { createReplace, defaultStyle, isMasked, lessTelling, maskShape } from '../../policy/redaction-style.ts'
import type { Segment } from '../../policy/segment.ts'

const hash = (value: string) => Buffer.from(value).toString('hex').padEnd(32, '0')
const replace = createReplace({
  placeholder: (kind, value) => `ZQ${kind}3CDFHJKM${value.length % 10 < 5 ? 'NP' : 'RT'}`,
  hash,
})
const segment = (text: string): Segment => ({ text, role: 'user', kind: 'prompt', place: 'p', editable: true })
const finding = (start: number, end: number, more: Partial<Finding> = {}): Finding => ({
  text: 0,
  detector: 'email-address',
  category: 'personal',
  severity: 'low',
  start,
  end,
  confidence: 'high',
  why: [],
  ...more,
})

test('secrets are not put back unless a rule says so; everything else is', () => {
  expect(defaultStyle('secrets')).toBe('irreversible')
  expect(['personal', 'financial', 'custom', 'company'].map(one => defaultStyle(one as 'personal'))).toEqual(
    Array(4).fill('restore'),
  )
})

test('of two styles for one value the less telling counts', () => {
  expect(lessTelling('restore', 'mask')).toBe('mask')
  expect(lessTelling('irreversible', 'synthetic')).toBe('irreversible')
  expect(lessTelling('hash', 'mask')).toBe('hash')
})

test.each([
  ['4929 1234 5678 9012', 'XXXX XXXX XXXX 9012'],
  ['ann@corp.example', 'XXX@XXXX.XXXmple'],
  ['abcdef', 'XXXXef'],
  ['ab', 'XX'],
  ['Zoë 🦅', 'XXX 🦅'],
])('a mask keeps the shape and the last four: %s', (value, masked) => {
  expect(maskShape(value)).toBe(masked)
})

describe('a plan in each style', () => {
  const text = 'mail ann@corp.example now'
  const plan = (style: 'restore' | 'mask' | 'hash' | 'synthetic' | 'irreversible') =>
    planRedaction([segment(text)], [finding(5, 21)], [0], { styles: [style], replace }).edits[0]!.replacement
  test.each([
    ['irreversible', '[REDACTED:email-address:1]'],
    ['restore', 'ZQEMAIL3CDFHJKMRT'],
    ['hash', `[HASH:email-address:${hash('ann@corp.example').slice(0, 12)}]`],
    ['mask', 'XXX@XXXX.XXXmple'],
  ] as const)('%s', (style, expected) => expect(plan(style)).toBe(expected))
})

test('overlapping findings with different styles become one edit in the less telling style', () => {
  const { edits } = planRedaction([segment('abcdefghij')], [finding(0, 6), finding(4, 9)], [0, 1], {
    styles: ['restore', 'mask'],
    replace,
  })
  expect(edits).toEqual([{ segment: 0, start: 0, end: 9, replacement: 'XXXXXXghi' }])
})

test('nothing is masked twice: placeholders of every style stay as they are', () => {
  const held = ['[REDACTED:jwt:1]', 'ZQEMAIL3CDFHJKMRT', 'zqemail3cdfhjkmrt', '[HASH:email-address:0123456789ab]']
  for (const one of held) {
    const text = `x ${one} y`
    expect(isInsidePlaceholder(text, 2, 2 + one.length)).toBe(true)
    expect(planRedaction([segment(text)], [finding(2, 2 + one.length)], [0], { replace }).edits).toEqual([])
    expect(isInsidePlaceholder(text, 2, text.length)).toBe(false)
  }
})

test.each([
  ['a mask', 'passport ', maskShape('96 12 795430'), true],
  ['the end of a mask', 'passport XX XX ', 'XXX430', true],
  ['a mask without its end', 'key ', 'XXXX', true],
  ['a value', 'passport ', '96 12 795430', false],
  ['a value behind a few X', 'key ', 'XX12345', false],
  ['a value behind many X', 'key ', 'XXXXXXXXXXXXXXXX12345', false],
])('%s is told from a value', (_, before, value, masked) => {
  expect(isMasked(`${before}${value}.`, before.length, before.length + value.length)).toBe(masked)
})
