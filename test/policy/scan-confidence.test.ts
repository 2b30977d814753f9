/** Over all formats with a fixed part: a broken check or another length never hides a value, and every finding says why. */
import { describe, expect, test } from 'vitest'
import type { TokenFormat } from '../../policy/detectors/detector.ts'
import { detectors } from '../../policy/detectors/index.ts'
import { makeValue, seededRandom } from '../../policy/detectors/make-value.ts'
import type { Finding } from '../../policy/finding.ts'
import { createScanner } from '../../policy/scan.ts'

const scanner = createScanner({ asked: detectors.filter(one => one.onRequest).map(one => one.id) })
const tokens = detectors.filter(one => one.kind === 'token')
const makings = 4

interface Marked {
  readonly before: string
  readonly value: string
  readonly after: string
}

/** The examples with one value in them, made a few times. */
function examplesOf({ examples }: TokenFormat): Marked[] {
  const made: Marked[] = []
  for (let seed = 1; seed <= makings; seed++)
    for (const example of examples.match) {
      const random = seededRandom(seed)
      const text = typeof example === 'string' ? makeValue(example, random) : example(random)
      const parts = text.split(/[«»]/)
      if (parts.length === 1) made.push({ before: '', value: text, after: '' })
      if (parts.length === 3) made.push({ before: parts[0]!, value: parts[1]!, after: parts[2]! })
    }
  return made
}

/** What is found, of any kind, in most of a value. */
function foundIn({ before, value, after }: Marked): Finding[] {
  const [from, to] = [before.length, before.length + value.length]
  return scanner
    .scan([{ text: before + value + after }])
    .filter(({ start, end }) => Math.min(end, to) - Math.max(start, from) > value.length / 2)
}

/** Older tokens of the vendor have no check, or it is not published for all: what fails may be one of these. */
const onlyRight: readonly string[] = [
  'anthropic-api-key',
  'atlassian-api-token',
  'bitbucket-access-token',
  'aws-access-key-id',
  'discord-bot-token',
  'gitlab-token',
  'grafana-service-account-token',
  'openai-api-key',
  'trello-token',
]

const shapeOf = (value: string): string => value.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/[0-9]/g, '0')
const startsFixed = ({ keywords }: TokenFormat, { value }: Marked): boolean =>
  keywords.some(keyword => keyword.length >= 4 && value.startsWith(keyword))
/** The value with one character changed so that its check fails and its form holds; undefined where there is no such change. */
function broken({ pattern, verify }: TokenFormat, value: string): string | undefined {
  const form = new RegExp(pattern)
  for (let at = value.length - 1; at >= 0; at--)
    for (const sign of '7a8bAB') {
      const changed = value.slice(0, at) + sign + value.slice(at + 1)
      if (changed !== value && /[A-Za-z0-9]/.test(value[at]!) && verify?.(changed) === false && form.test(changed))
        return changed
    }
  return undefined
}

describe('a check that fails hides no value', () => {
  const checked = tokens.filter(one => one.verify && !one.strict)
  const breakable = checked.filter(one => examplesOf(one).some(({ value }) => broken(one, value) !== undefined))

  test('most of the checks can fail; the others only ever tell that a value is right', () => {
    expect(checked.filter(one => !breakable.includes(one)).map(one => one.id)).toEqual(onlyRight)
  })

  test.each(breakable.map(one => [one.id, one] as const))('%s', (_, format) => {
    const hidden: string[] = []
    for (const example of examplesOf(format)) {
      const value = broken(format, example.value)
      if (value === undefined) continue
      const found = foundIn({ ...example, value })
      if (found.length === 0) hidden.push(shapeOf(value))
      for (const one of found.filter(({ detector }) => detector === format.id)) expect(one.confidence).not.toBe('high')
    }
    expect(hidden).toEqual([])
  })
})

describe('a length of one or two characters more or less hides no value with a fixed beginning', () => {
  // A documented length that is the only one, a check or an end that is part of the format, a path of an address, a value shorter than any run.
  const others = [
    'adobe-client-secret',
    'bare-der-key',
    'ethereum-node-url',
    'flutterwave-secret-key',
    'neon-api-key',
    'scalingo-token',
  ]
  const tight = (one: TokenFormat): boolean => one.exact || one.strict || one.address || others.includes(one.id)
  const fixed = tokens
    .filter(one => !tight(one))
    .filter(one => examplesOf(one).some(example => startsFixed(one, example)))
  test.each(fixed.map(one => [one.id, one] as const))('%s', (_, format) => {
    const hidden: string[] = []
    for (const example of examplesOf(format).filter(one => startsFixed(format, one))) {
      const { value } = example
      for (const changed of [value.slice(0, -1), value.slice(0, -2), value + value.at(-1)!, value + value.slice(-2)])
        if (foundIn({ ...example, value: changed }).length === 0)
          hidden.push(`${changed.length - value.length}: ${shapeOf(changed)}`)
    }
    expect(hidden).toEqual([])
  })
})

test('every finding in an example says why, in words, without the value', () => {
  for (const format of tokens)
    for (const example of examplesOf(format).slice(0, 2))
      for (const { why } of foundIn(example)) {
        expect(why.length).toBeGreaterThan(0)
        expect(why.every(one => one.length > 3 && !one.includes(example.value))).toBe(true)
      }
})
