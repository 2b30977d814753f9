/** Policies and requests for the tests of this folder. */
import type { PolicyRequest } from '../../policy/decision.ts'
import type { ExampleHost } from '../../policy/example-request.ts'
import type { Confidence, Finding } from '../../policy/finding.ts'
import { formatProblem, type LoadResult, loadPolicy } from '../../policy/load.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Segment } from '../../policy/segment.ts'

export const known = {
  apps: ['openai-api', 'anthropic-api', 'chatgpt', 'chatgpt-enterprise'],
  providers: ['openai', 'anthropic', 'generic'],
}
export const now = new Date('2026-11-21T12:00:00Z')

export const exampleHost: ExampleHost = {
  defaultApp: 'openai-api',
  app: id => (id === 'openai-api' ? { provider: 'openai', host: 'api.openai.com' } : undefined),
  appOf: host => (host === 'chatgpt.com' ? 'chatgpt' : undefined),
  now,
  samples: true,
}

/** Loads one file, `version: 1` put in front unless it is there. */
export function load(text: string, at = now): LoadResult {
  return loadPolicy([{ path: 'p.yaml', text: withVersion(text) }], { known, now: at })
}

export function policyOf(text: string): Policy {
  const loaded = load(text)
  if (!loaded.ok) throw new Error(loaded.errors.map(formatProblem).join('\n'))
  return loaded.policy
}

/** Errors as `line:column message`, the hint in brackets. */
export function errorsOf(text: string): string[] {
  const loaded = load(text)
  return loaded.ok ? [] : loaded.errors.map(error => formatProblem(error).replace(/^p\.yaml:/, ''))
}

export function warningsOf(text: string): string[] {
  return load(text).warnings.map(warning => formatProblem(warning).replace(/^p\.yaml:/, ''))
}

/** One rule with id `r`. */
export const rule = (when: string, action = 'block'): string =>
  `rules:\n  - { id: r, when: ${when}, action: ${action} }\n`

type Parts = Partial<Omit<PolicyRequest, 'person'>> & Partial<PolicyRequest['person']>

export function request({ user, address, directoryGroups, ...rest }: Parts = {}): PolicyRequest {
  return {
    person: {
      user: user ?? 'ann@eng.example.com',
      address: address ?? '192.0.2.7',
      directoryGroups: directoryGroups ?? [],
    },
    app: 'openai-api',
    provider: 'openai',
    host: 'api.openai.com',
    direction: 'request',
    coverage: { verdict: 'full' },
    segments: [],
    findings: [],
    now,
    ...rest,
  }
}

export type FoundItem = readonly [detector: string, value: string, confidence?: Confidence, segment?: Partial<Segment>]

/** `[detector, value, confidence]` each as one segment with one finding over the whole of it. */
export function found(...items: readonly FoundItem[]): Pick<PolicyRequest, 'segments' | 'findings'> {
  const segments = items.map(([, text, , segment], index): Segment => {
    return { text, role: 'user', kind: 'prompt', place: `texts[${index}]`, editable: true, ...segment }
  })
  const findings = items.map(([detector, value, confidence = 'high'], text): Finding => {
    const category =
      detector === 'us-ssn' || detector === 'email-address'
        ? 'personal'
        : /card|iban/.test(detector)
          ? 'financial'
          : 'secrets'
    return { text, detector, category, severity: 'high', start: 0, end: value.length, confidence, why: [] }
  })
  return { segments, findings }
}

/** Ids of the rules that match. */
export const hits = (policy: Policy, parts: Parts = {}): string[] =>
  policy.decide(request(parts)).rules.map(hit => hit.rule)

/** True when the rule `r` of the policy matches. */
export const matches = (when: string, parts: Parts = {}, more = ''): boolean =>
  hits(policyOf(`uninspected: allow\n${more}${rule(when)}`), parts).includes('r')

function withVersion(text: string): string {
  return /^version:/m.test(text) ? text : `version: 1\n${text}`
}
