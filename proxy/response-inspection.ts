/** Judges what comes back: every value that a rule looks for, once it is whole, against all that was found before it. */
import type { Decision } from '../policy/decision.ts'
import type { Finding } from '../policy/finding.ts'
import type { Policy } from '../policy/policy.ts'
import { createReplace, type Replace } from '../policy/redaction-style.ts'
import type { Judge, Judgement } from '../policy/response-scan.ts'
import type { Coverage, Segment } from '../policy/segment.ts'
import type { TextWatcher } from '../policy/text-watcher.ts'
import type { Identity } from './identity/types.ts'
import type { TextPlace } from './streams/types.ts'

export interface ResponseInspectionOptions {
  readonly policy: Policy
  readonly person: Identity
  readonly app: string
  readonly provider: string
  readonly host: string
  /** Path of the URL. */
  readonly path: string
  readonly model?: string
  /** False where texts are put together by guess: they are not edited. */
  readonly editable: boolean
  readonly hash: (value: string) => string
  readonly now: () => Date
}

/** What was found in one answer. */
export interface ResponseReport {
  readonly segments: readonly Segment[]
  readonly findings: readonly Finding[]
  readonly decision: Decision
  readonly coverage: Coverage
}

export interface ResponseInspection {
  /** Watches one text of the answer; empty when no rule looks at answers. */
  watch(place: TextPlace): TextWatcher[]
  /** Set once a rule cuts the answer: its words for the person. */
  readonly cut: { readonly message: string } | null
  /** What there is to record; null when no rule said anything and nothing was exempt. */
  report(): ResponseReport | null
}

/** An answer that repeats itself a thousand times is judged by its first values. */
const maxFindings = 1000

export function inspectResponse(options: ResponseInspectionOptions): ResponseInspection {
  return new Inspection(options)
}

class Inspection implements ResponseInspection {
  readonly #options: ResponseInspectionOptions
  readonly #replace: Replace
  readonly #segments: Segment[] = []
  readonly #findings: Finding[] = []
  readonly #numbers = new Map<string, string>()
  #decision: Decision | undefined
  cut: { readonly message: string } | null = null

  constructor(options: ResponseInspectionOptions) {
    this.#options = options
    // A reversible placeholder in an answer would be nobody's to restore.
    this.#replace = createReplace({ hash: options.hash })
  }

  watch(place: TextPlace): TextWatcher[] {
    const { responses } = this.#options.policy
    return responses ? [responses.watch(this.#judge(place))] : []
  }

  report(): ResponseReport | null {
    const decision = this.#decision
    if (!decision || (decision.rules.length === 0 && decision.exempt === undefined)) return null
    const coverage: Coverage = this.#options.editable
      ? { verdict: 'full' }
      : { verdict: 'partial', reason: 'the format of this answer is not known' }
    return { segments: this.#segments, findings: this.#findings, decision, coverage }
  }

  #judge(place: TextPlace): Judge {
    return (finding, value) => {
      if (this.cut || this.#findings.length >= maxFindings) return pass
      const index = this.#findings.length
      this.#segments.push({
        text: value,
        role: 'assistant',
        kind: place.kind === 'tool-call' ? 'tool-call' : 'answer',
        place: place.kind === 'other' ? 'answer' : place.kind,
        editable: this.#options.editable && place.editable !== false,
      })
      this.#findings.push({ ...finding, text: index, start: 0, end: value.length })
      const decision = this.#decide()
      this.#decision = decision
      return this.#judgement(decision, index, value)
    }
  }

  #decide(): Decision {
    const { policy, person, app, provider, host, path, model, now, hash } = this.#options
    return policy.decide({
      person,
      app,
      provider,
      host,
      ...(model === undefined ? {} : { model }),
      direction: 'response',
      coverage: { verdict: 'full' },
      segments: this.#segments,
      findings: this.#findings,
      now: now(),
      path,
      hashOf: ({ text }) => hash(this.#segments[text]!.text),
    })
  }

  #judgement(decision: Decision, index: number, value: string): Judgement {
    if (decision.enforced === 'block') {
      this.cut = { message: decision.message ?? "This answer was stopped by your company's policy." }
      return { kind: 'cut' }
    }
    const at = decision.enforced === 'redact' ? decision.redact.indexOf(index) : -1
    if (at < 0) return pass
    const { detector, category } = this.#findings[index]!
    const text = this.#replace({ detector, category, style: decision.styles?.[at] ?? 'irreversible', value })
    return { kind: 'replace', text: text ?? this.#numbered(detector, value) }
  }

  /** The same value has the same number throughout the answer. */
  #numbered(detector: string, value: string): string {
    const key = `${detector}\0${this.#options.hash(value)}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = [...this.#numbers.keys()].filter(one => one.startsWith(`${detector}\0`)).length + 1
    const made = `[REDACTED:${detector}:${number}]`
    this.#numbers.set(key, made)
    return made
  }
}

const pass: Judgement = { kind: 'pass' }
