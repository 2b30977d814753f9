import { describe, expect, test } from 'vitest'
import { loadPolicy } from '../../policy/load.ts'
import { inspectResponse, type ResponseInspection } from '../../proxy/response-inspection.ts'

function inspection(
  action: string,
  options: { editable?: boolean; atLeast?: number; more?: string } = {},
): ResponseInspection {
  const content = `{ any_of: [projects], at_least: ${options.atLeast ?? 1} }`
  const text = `version: 1\ndetectors: { projects: { words: [Bluebird, Falcon, Otter] } }\nrules:\n  - { id: r, when: { direction: response, content: ${content} }, action: ${action}, message: No. }\n${options.more ?? ''}`
  const loaded = loadPolicy([{ path: 'p.yaml', text }], { known: { apps: [], providers: [] }, now: new Date(0) })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors))
  return inspectResponse({
    policy: loaded.policy,
    person: { user: 'ann', identifiedBy: 'anonymous', directoryGroups: [], address: '192.0.2.1' },
    app: 'a',
    provider: 'p',
    host: 'h',
    path: '/',
    editable: options.editable ?? true,
    hash: value => value,
    now: () => new Date(0),
  })
}

function read(found: ResponseInspection, text: string, editable?: false) {
  const [watcher] = found.watch({ leaf: 0, channel: 'c', kind: 'answer', ...(editable === false ? { editable } : {}) })
  watcher!.push(text)
  watcher!.end()
  return { edits: watcher!.take(), decided: watcher!.decided }
}

test('a value that is exempt passes, and is reported with the exemption', () => {
  const more = 'exemptions:\n  - { id: e, patterns: Falcon, until: 2100-01-01, reason: x }\n'
  const found = inspection('redact', { more })
  expect(read(found, 'Falcon and Otter flew').edits).toMatchObject([{ start: 11, end: 16 }])
  expect(found.report()?.decision).toMatchObject({ redact: [1], exempt: [{ finding: 0, exemption: 'e' }] })
  const alone = inspection('redact', { more })
  expect(read(alone, 'Falcon flew').edits).toEqual([])
  expect(alone.report()?.decision).toMatchObject({ action: 'allow', rules: [], exempt: [{ exemption: 'e' }] })
})

describe('rules about an answer', () => {
  test('redact: the same value has the same number, a report says what was found', () => {
    const found = inspection('redact')
    const { edits } = read(found, 'Bluebird and Falcon and Bluebird.')
    expect(edits.map(edit => edit.text)).toEqual([
      '[REDACTED:projects:1]',
      '[REDACTED:projects:2]',
      '[REDACTED:projects:1]',
    ])
    expect(found.report()).toMatchObject({
      decision: { enforced: 'redact', rules: [{ rule: 'r' }] },
      coverage: { verdict: 'full' },
    })
    expect(found.cut).toBeNull()
  })

  test('block: the answer is cut before the value, with the words of the rule', () => {
    const found = inspection('block')
    expect(read(found, 'see Falcon now').decided).toBe(4)
    expect(found.cut).toEqual({ message: 'No.' })
  })

  test('values are counted over the whole answer', () => {
    const found = inspection('block', { atLeast: 3 })
    read(found, 'Bluebird, Falcon.')
    expect(found.cut).toBeNull()
    read(found, 'Otter.')
    expect(found.cut).not.toBeNull()
  })

  test.each([
    ['text that is put together by guess', { editable: false }, undefined],
    ['signed thinking', {}, false],
  ] as const)('%s is not edited: redact becomes a cut', (_, options, editable) => {
    const found = inspection('redact', options)
    expect(read(found, 'Otter here', editable).edits).toEqual([])
    expect(found.cut).not.toBeNull()
  })

  test('nothing found, nothing to report', () => {
    const found = inspection('alert')
    read(found, 'nothing')
    expect(found.report()).toBeNull()
  })
})
