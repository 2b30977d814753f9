/** A request as people write one (`{ user, app, text }`) turned into what decide() takes, scanned by the policy's scanner. */
import { endOf } from './calendar.ts'
import type { PolicyRequest } from './decision.ts'
import type { Policy } from './policy.ts'
import { planRedaction } from './redact.ts'
import { expandSamples } from './samples.ts'
import type { ExampleRequest } from './schema.ts'
import type { Edit, Role, Segment, SegmentKind } from './segment.ts'

/** What the catalogue says about the apps that examples name. */
export interface ExampleHost {
  /** Used when an example names no app. */
  readonly defaultApp: string
  app(id: string): { readonly provider: string; readonly host: string } | undefined
  /** App that a host belongs to, for examples that give only a host. */
  appOf(host: string): string | undefined
  readonly now: Date
  /** The keyed hash of a value. Absent: nothing is exempt by value. */
  readonly hash?: (value: string) => string
  /** `{{sample:…}}` in texts is replaced; not for texts that came from elsewhere. */
  readonly samples: boolean
}

export function buildRequest(example: ExampleRequest, policy: Policy, known: ExampleHost): PolicyRequest {
  const app = example.app ?? (example.host === undefined ? undefined : known.appOf(example.host)) ?? known.defaultApp
  const described = known.app(app)
  const verdict = example.coverage ?? 'full'
  // Of what was not read nothing can be found.
  const segments = verdict === 'none' ? [] : segmentsOf(example, known.samples)
  return {
    person: {
      user: example.user ?? 'test@example.com',
      directoryGroups: example.groups === undefined ? [] : [example.groups].flat(),
      address: example.address ?? '192.0.2.1',
    },
    app,
    provider: example.provider ?? described?.provider ?? 'generic',
    host: example.host ?? described?.host ?? '',
    ...(example.model !== undefined && { model: example.model }),
    direction: example.direction ?? 'request',
    coverage: verdict === 'full' ? { verdict } : { verdict, reason: 'as the example says' },
    segments,
    findings: policy.scanner.scan(segments),
    ...(example.path !== undefined && { path: example.path }),
    ...(known.hash && { hashOf: hashing(segments, known.hash) }),
    now: (example.at === undefined ? null : endOf(example.at, 'UTC')) ?? known.now,
  }
}

const hashing =
  (segments: readonly Segment[], hash: (value: string) => string): PolicyRequest['hashOf'] & {} =>
  ({ text, start, end }) =>
    hash(segments[text]!.text.slice(start, end))

/** The texts of the request after redaction of the findings at `indexes`. */
export function redactedTexts(request: PolicyRequest, indexes: readonly number[]): string[] {
  const { edits } = planRedaction(request.segments, request.findings, indexes)
  return request.segments.map((segment, index) =>
    applyEdits(
      segment.text,
      edits.filter(edit => edit.segment === index),
    ),
  )
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  let out = ''
  let from = 0
  for (const { start, end, replacement } of edits.toSorted((a, b) => a.start - b.start)) {
    out += text.slice(from, start) + replacement
    from = end
  }
  return out + text.slice(from)
}

function segmentsOf({ text, messages }: ExampleRequest, samples: boolean): Segment[] {
  const given = messages?.map(message => message.text) ?? (text === undefined ? [] : [text])
  // All in one go, so that no two messages get the same sample.
  const texts = samples ? expandSamples(given.join('\0')).split('\0') : given
  if (messages === undefined) return texts.map(one => segment(one, 'user', 'prompt', 'text'))
  const last = messages.findLastIndex(message => (message.role ?? 'user') === 'user')
  return messages.map(({ role = 'user', kind }, index) =>
    segment(texts[index]!, role, kind ?? (index === last ? 'prompt' : kindOf[role]), `messages[${index}]`),
  )
}

const kindOf: Readonly<Record<Role, SegmentKind>> = {
  user: 'history',
  assistant: 'history',
  system: 'instructions',
  tool: 'tool-result',
  unknown: 'other',
}

function segment(text: string, role: Role, kind: SegmentKind, place: string): Segment {
  return { text, role, kind, place, editable: true }
}
