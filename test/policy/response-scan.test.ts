import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadPolicy } from '../../policy/load.ts'
import type { ResponseRules } from '../../policy/response-rules.ts'
import { createScanner, sample } from '../../policy/scan.ts'
import { cuts, pieces } from '../proxy/streams/harness.ts'

function rulesOf(yaml: string): ResponseRules {
  const loaded = loadPolicy([{ path: 'p.yaml', text: `version: 1\n${yaml}` }], {
    known: { apps: [], providers: [] },
    now: new Date(0),
  })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors))
  return loaded.policy.responses!
}
const looking = (content: string, action = 'redact', more = '') =>
  rulesOf(`${more}rules:\n  - { id: r, when: { direction: response, content: ${content} }, action: ${action} }\n`)

/** What is let through, with each value replaced by its detector's name; and how much waited at most. */
function scan(rules: ResponseRules, parts: readonly string[]) {
  const watcher = rules.watch(finding => ({ kind: 'replace', text: `<${finding.detector}>` }))
  const edits = []
  let length = 0
  let most = 0
  for (const part of parts) {
    watcher.push(part)
    length += part.length
    edits.push(...watcher.take())
    most = Math.max(most, length - watcher.decided)
  }
  watcher.end()
  edits.push(...watcher.take())
  const text = parts.join('')
  let out = ''
  let at = 0
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return { out: out + text.slice(at), most }
}

const own = `detectors:
  projects: { words: ["Project Bluebird", Falcon], ignore_case: true }
  ticket: { pattern: 'ACME-[0-9]{5,}' }
  room: { pattern: '\\bR[0-9]{3}\\b', near: [meeting] }
`
/** Values of built-in detectors, as their own examples make them. */
const scanner = createScanner()
const valueOf = (id: string): string => {
  const text = sample(id)
  const found = scanner.scan([{ text }]).find(finding => finding.detector === id)!
  return text.slice(found.start, found.end)
}
const known = ['aws-access-key-id', 'github-token', 'email-address', 'credit-card', 'iban', 'private-key', 'jwt']
const values = known.map(valueOf)
const mail = valueOf('email-address')
const word = fc.oneof(
  fc.lorem({ maxCount: 4 }),
  fc.constantFrom('The code is', 'a, b; c.', '\n', '値段は', '12', 'R999', 'version 2.0.1', 'project', 'blue'),
)
const text = fc
  .array(
    fc.oneof(
      word,
      fc.constantFrom(...values, 'project  bluebird', 'FALCON', 'ACME-123456', 'R123 is the meeting room'),
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map(parts => parts.join(' '))

describe('an answer that grows', () => {
  const all = '{ any_of: [secrets, personal, financial, custom], confidence: low }'

  test('values that were split anywhere are found as in the whole text', () => {
    const rules = looking(all, 'redact', own)
    fc.assert(
      fc.property(text, cuts, (whole, at) => {
        expect(scan(rules, pieces(whole, at, false)).out).toBe(scan(rules, [whole]).out)
      }),
      { numRuns: 500 },
    )
  })

  test('every value is found when it comes one character at a time', () => {
    const rules = looking(all, 'redact', own)
    for (const value of [...values, 'Project Bluebird', 'ACME-123456']) {
      const { out } = scan(rules, [...`It is ${value} indeed.`])
      expect(out).not.toContain(value)
    }
  })

  test('text that cannot begin a value does not wait', () => {
    const rules = looking('{ any_of: [projects] }', 'redact', own)
    const parts = 'Today we walk on and on, and nothing here is secret at all.'.match(/.{1,4}/g)!
    expect(scan(rules, parts).most).toBe(0)
    expect(scan(rules, ['about the proj', 'ect blue', 'bird now']).most).toBeGreaterThan(0)
  })

  test('rules that only alert hold nothing back and still see the whole value', () => {
    const rules = looking('{ any_of: [email-address] }', 'alert')
    expect(rules.edits).toBe(false)
    const seen: string[] = []
    const watcher = rules.watch((_, value) => {
      seen.push(value)
      return { kind: 'pass' }
    })
    let length = 0
    for (const character of `x ${mail} y`) {
      watcher.push(character)
      expect(watcher.decided).toBe(++length)
    }
    watcher.end()
    expect(seen).toEqual([mail])
  })

  test('a cut keeps everything from the value on', () => {
    const rules = looking('{ any_of: [email-address] }', 'block')
    const watcher = rules.watch(() => ({ kind: 'cut' }))
    const text = `before ${mail} after`
    watcher.push(text)
    watcher.end()
    expect(watcher.decided).toBe(7)
    watcher.push(' more')
    expect(watcher.decided).toBe(7)
  })

  test('a placeholder is no finding', () => {
    const rules = looking('{ any_of: [secrets, personal], confidence: low }')
    expect(scan(rules, ['token: ZQKEY4T7KX3MRP9 and [REDACTED:jwt:1]']).out).toBe(
      'token: ZQKEY4T7KX3MRP9 and [REDACTED:jwt:1]',
    )
  })
})
