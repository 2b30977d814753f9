/** Runs the tests that a policy carries, and tells which rules none of them makes match. */

import type { Decision, PolicyRequest } from './decision.ts'
import { buildRequest, type ExampleHost, redactedTexts } from './example-request.ts'
import type { Policy } from './policy.ts'
import type { PolicyTest } from './schema.ts'

export interface TestResult {
  readonly name: string
  readonly file: string
  readonly line: number
  /** One sentence each: what was expected and what came. Empty when the test passes. */
  readonly failures: readonly string[]
}

export interface TestReport {
  readonly results: readonly TestResult[]
  readonly passed: number
  readonly failed: number
  /** Ids of rules that match in no test, in the order of the file. */
  readonly untested: readonly string[]
}

export function runTests(policy: Policy, known: ExampleHost): TestReport {
  const exercised = new Set<string>()
  const results = policy.tests.map(test => {
    const { request, decision } = judge(policy, test, known)
    for (const { rule } of decision.rules) exercised.add(rule)
    return { name: test.name, file: test.file, line: test.line, failures: failuresOf(test.expect, request, decision) }
  })
  const failed = results.filter(result => result.failures.length > 0).length
  const untested = policy.rules.map(rule => rule.id).filter(id => !exercised.has(id))
  return { results, passed: results.length - failed, failed, untested }
}

function judge(policy: Policy, test: PolicyTest, known: ExampleHost): { request: PolicyRequest; decision: Decision } {
  const request = buildRequest(test.request, policy, known)
  const { person, host, now } = request
  const decision = test.request.tunnel ? policy.decideTunnel({ person, host, now }) : policy.decide(request)
  return { request, decision }
}

type Expect = PolicyTest['expect']

function failuresOf(expect: Expect, request: PolicyRequest, decision: Decision): string[] {
  const failures: string[] = []
  if (expect.action !== undefined && expect.action !== decision.action)
    failures.push(`action: expected ${expect.action}, got ${decision.action}${becauseOf(decision)}`)
  if (expect.enforced !== undefined && expect.enforced !== decision.enforced)
    failures.push(`enforced: expected ${expect.enforced}, got ${decision.enforced}${becauseOf(decision)}`)
  failures.push(
    ...ruleFailures(expect, decision),
    ...findingFailures(expect, request),
    ...messageFailures(expect, decision),
  )
  return [...failures, ...redactionFailures(expect, request, decision)]
}

function becauseOf({ rules }: Decision): string {
  const said = rules.map(hit => `${hit.rule}${hit.exemption ? `, exempted by ${hit.exemption}` : ''}: ${hit.reason}`)
  return said.length === 0 ? ' (no rule matched)' : ` (${said.join(' | ')})`
}

function ruleFailures({ rules }: Expect, decision: Decision): string[] {
  if (rules === undefined) return []
  const wanted = [rules].flat()
  const got = decision.rules.filter(hit => hit.exemption === undefined).map(hit => hit.rule)
  const missing = wanted.filter(id => !got.includes(id))
  const extra = got.filter(id => !wanted.includes(id))
  const failures = missing.map(id => {
    const exempted = decision.rules.find(hit => hit.rule === id)
    return `rules: ${id} did not match${exempted ? `: exemption ${exempted.exemption} takes it out` : ''}`
  })
  return [...failures, ...extra.map(id => `rules: ${id} matched and was not expected`)]
}

function findingFailures({ findings }: Expect, request: PolicyRequest): string[] {
  if (findings === undefined) return []
  const found = new Set(request.findings.map(finding => finding.detector))
  const missing = [findings].flat().filter(id => !found.has(id))
  if (missing.length === 0) return []
  return [`findings: ${missing.join(', ')} found nothing; found: ${[...found].join(', ') || 'nothing'}`]
}

function messageFailures({ message_contains: parts }: Expect, { message }: Decision): string[] {
  if (parts === undefined) return []
  if (message === undefined) return ['message: there is none']
  return [parts]
    .flat()
    .flatMap(part => (message.includes(part) ? [] : [`message: does not hold '${part}': ${message}`]))
}

function redactionFailures(expect: Expect, request: PolicyRequest, decision: Decision): string[] {
  if (expect.redacted === undefined && expect.redacted_contains === undefined && expect.redacted_lacks === undefined)
    return []
  if (decision.action !== 'redact') return [`redacted: nothing is redacted, the action is ${decision.action}`]
  const actual = redactedTexts(request, decision.redact).join('\n')
  // Shown with every finding masked: a redaction that failed must not print what it left.
  const shown = redactedTexts(
    request,
    request.findings.map((_, index) => index),
  ).join('\n')
  const failures: string[] = []
  if (expect.redacted !== undefined && actual !== expect.redacted)
    failures.push(`redacted: expected '${expect.redacted}', got '${shown}'`)
  for (const part of [expect.redacted_contains ?? []].flat())
    if (!actual.includes(part)) failures.push(`redacted: does not hold '${part}': '${shown}'`)
  for (const part of [expect.redacted_lacks ?? []].flat())
    if (actual.includes(part)) failures.push(`redacted: still holds '${part}'`)
  return failures
}
