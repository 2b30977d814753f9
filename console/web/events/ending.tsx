/** How the exchange ended: status, tokens, cost with its basis, and where the time went. */
import type { EventRecord } from '../../contract.ts'
import { bytes, duration, money, number, percent } from '../words/format.ts'
import { costBasisWords, endWords } from './story-words.ts'

type Outcome = NonNullable<EventRecord['outcome']>

export function Ending({ event }: { readonly event: EventRecord }) {
  const { outcome } = event
  return (
    <>
      <p className={outcome ? undefined : 'running'}>{endWords(event)}</p>
      {outcome?.usage && <Tokens usage={outcome.usage} />}
      {outcome?.cost && (
        <p>
          <span className="strong">{outcome.cost.usd === undefined ? 'No cost' : money(outcome.cost.usd)}</span>{' '}
          <span className="muted">{costBasisWords[outcome.cost.basis]}</span>
        </p>
      )}
      {outcome && <Timing outcome={outcome} refused={event.refusal !== undefined} />}
    </>
  )
}

function Tokens({ usage }: { readonly usage: NonNullable<Outcome['usage']> }) {
  const parts: readonly (readonly [string, number, boolean])[] = [
    ['In', usage.inputTokens, true],
    ['of it cached', usage.cachedInputTokens, false],
    ['written to cache', usage.cacheWriteTokens, false],
    ['Out', usage.outputTokens, true],
    ['of it reasoning', usage.reasoningTokens, false],
  ]
  return (
    <dl className="tokens">
      <div>
        <dt className="muted">Tokens, {usage.basis}</dt>
        <dd>{number(usage.inputTokens + usage.outputTokens)}</dd>
      </div>
      {parts
        .filter(([, value, always]) => always || value > 0)
        .map(([label, value, always]) => (
          <div key={label} data-part={!always}>
            <dt className="muted">{label}</dt>
            <dd>{number(value)}</dd>
          </div>
        ))}
    </dl>
  )
}

/** Our own share first: the promise is that it is small, so it is shown to scale. */
function Timing({ outcome, refused }: { readonly outcome: Outcome; readonly refused: boolean }) {
  const parts = timingParts(outcome, refused)
  const total = Math.max(outcome.durationMs, 0.001)
  return (
    <div className="timing">
      <div className="split" aria-hidden>
        {parts.map((part, index) => (
          <span key={part.name} data-part={index} style={{ flexGrow: part.ms / total }} />
        ))}
      </div>
      <dl>
        {parts.map((part, index) => (
          <div key={part.name}>
            <dt>
              <i className="timing-key" data-part={index} aria-hidden />
              {part.name}
            </dt>
            <dd>
              {duration(part.ms)} {index === 0 && !refused && <span className="muted">{percent(part.ms / total)}</span>}
            </dd>
          </div>
        ))}
        <div className="timing-total">
          <dt>Whole</dt>
          <dd>
            {duration(outcome.durationMs)} <span className="muted">{bytes(outcome.responseBytes)} back</span>
          </dd>
        </div>
      </dl>
    </div>
  )
}

/** A refusal is all our own time. */
function timingParts(outcome: Outcome, refused: boolean): readonly { readonly name: string; readonly ms: number }[] {
  if (refused) return [{ name: 'Sluice', ms: outcome.durationMs }]
  const own = outcome.ownMicros / 1000
  const first = outcome.firstByteMs ?? 0
  return [
    { name: 'Sluice', ms: own },
    { name: 'Provider until the first byte', ms: Math.max(0, first - own) },
    { name: 'Answer', ms: Math.max(0, outcome.durationMs - Math.max(first, own)) },
  ].filter(part => part.ms > 0)
}
