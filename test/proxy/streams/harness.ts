/** What the stream suites share: texts with planted placeholders, random cuts, an oracle for the whole text, and runs of the engine. */
import fc from 'fast-check'
import { derivePlaceholder } from '../../../policy/placeholder.ts'
import { createRestorer, type RestoreCounts } from '../../../policy/restore.ts'
import type { TextWatcher } from '../../../policy/text-watcher.ts'
import { createEngine, type EngineOptions, type StreamEngine } from '../../../proxy/streams/engine.ts'
import type { ClosingLine, Framing, StreamFormat, TextPlace } from '../../../proxy/streams/types.ts'

const scope = { key: Buffer.alloc(32, 7), person: 'ann@example.com', conversation: 'c1' }

/** Values with everything that JSON, URLs and Markdown care about. */
export const values: readonly { value: string; placeholder: string }[] = (
  [
    ['ann.lee@corp.test', 'EMAIL'],
    ['Project "Falcon" \\ 9', 'TERM'],
    ['Zoë 🦅 Müller', 'NAME'],
    ['line one\nline two', 'TERM'],
    ['4929 1234 5678 9012', 'CARD'],
    ['x', 'TERM'],
  ] as const
).map(([value, kind]) => ({ value, placeholder: derivePlaceholder(scope, kind, value) }))

const byPlaceholder = new Map(values.map(one => [one.placeholder, one.value]))
export const lookUp = (placeholder: string): string | undefined => byPlaceholder.get(placeholder)

/** The whole text restored at once, by other means than the code under test. `encode` writes a value for its place. */
export function restoreWhole(text: string, encode: (value: string) => string = value => value): string {
  const shape =
    /(?<=^|[^A-Za-z]|\\[nrtbf]|%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4})zq(?:EMAIL|CARD|IBAN|SSN|PHONE|KEY|TOKEN|PASSWORD|URL|IP|NAME|PERSONAL|ACCOUNT|HEALTH|HOST|COMPANY|TERM)[34679][34679CDFHJKMNPRTWXY]{9}/gi
  return text.replace(shape, found => {
    const value = byPlaceholder.get(found.toUpperCase())
    return value === undefined ? found : encode(value)
  })
}

const placeholder = fc.constantFrom(...values.map(one => one.placeholder))
const anyCase = fc
  .tuple(placeholder, fc.constantFrom('upper', 'lower', 'mixed'))
  .map(([text, how]) =>
    how === 'upper'
      ? text
      : how === 'lower'
        ? text.toLowerCase()
        : [...text].map((c, i) => (i % 2 ? c : c.toLowerCase())).join(''),
  )
const wrapped = fc
  .tuple(anyCase, fc.constantFrom('', '"', "'", '`', '**', '_', '[', '(', '<', '{{', '/', '@', 'é', '«'))
  .map(([text, mark]) => mark + text + [...mark].reverse().join(''))
/** Near misses and beginnings that come to nothing. */
const decoy = fc.oneof(
  placeholder.map(text => `${text.slice(0, -1)}0`),
  placeholder.map(text => `${text.slice(0, -1)}${text.endsWith('C') ? 'D' : 'C'}`),
  placeholder.chain(text => fc.nat(text.length).map(length => text.slice(0, length))),
  fc.constantFrom('Z', 'zq', 'ZQEM', 'buzz', 'fooZQ', 'zzqq', 'ZQZQEMAIL', '\\', '\\n', '%0A', '"', '\n', '\r\n', '}'),
)

/** Prose, JSON crumbs, all of Unicode, placeholders whole and damaged. */
export const plantedText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.lorem({ maxCount: 3 }), wrapped, anyCase, decoy), {
    maxLength: 12,
  })
  .map(parts => parts.join(''))

/** The text cut into pieces at code points or anywhere (`units`), empty pieces included. */
export function pieces(text: string, cuts: readonly number[], whole = true): string[] {
  const units = whole ? [...text] : text.split('')
  const places = [...new Set(cuts.map(cut => (units.length === 0 ? 0 : cut % (units.length + 1))))].sort(
    (a, b) => a - b,
  )
  const out: string[] = []
  let from = 0
  for (const place of [...places, units.length]) {
    out.push(units.slice(from, place).join(''))
    from = place
  }
  return out
}

export const cuts = fc.array(fc.nat(10_000), { maxLength: 40 })

/** Bytes cut into chunks: at random places, or one by one. */
export const chunking: fc.Arbitrary<(bytes: Buffer) => Buffer[]> = fc.oneof(
  fc.constant((bytes: Buffer) => Array.from(bytes, (_, i) => bytes.subarray(i, i + 1))),
  fc.constant((bytes: Buffer) => [bytes]),
  fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 30 }).map(sizes => (bytes: Buffer) => {
    const chunks: Buffer[] = []
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const size = sizes[i % sizes.length]!
      chunks.push(bytes.subarray(at, at + size))
      at += size
    }
    return chunks
  }),
)

export interface Run {
  readonly out: Buffer
  readonly counts: RestoreCounts
  /** What left with each chunk that came; the last is what the end let go. */
  readonly pieces: readonly (readonly Buffer[])[]
}

export function restoreStream(
  format: StreamFormat,
  framing: Framing,
  chunks: readonly Buffer[],
  options: Partial<EngineOptions> & { readonly closingLine?: ClosingLine } = {},
): Run {
  const counts: RestoreCounts = { restored: 0, nearMisses: 0 }
  const watch = (place: TextPlace): TextWatcher[] => (place.editable === false ? [] : [createRestorer(lookUp, counts)])
  const engine = createEngine({ framing, reader: format.open(options.closingLine), watch, ...options })
  return { ...feed(engine, chunks), counts }
}

export function feed(engine: StreamEngine, chunks: readonly Buffer[]): { out: Buffer; pieces: (readonly Buffer[])[] } {
  const pieces = [...chunks.map(chunk => engine.push(chunk)), engine.end()]
  return { out: Buffer.concat(pieces.flat()), pieces }
}

/** The provider's in-stream error as the bytes that end the stream. */
export function cutBytes(format: StreamFormat, framing: Framing, before: Buffer): Buffer {
  const engine = createEngine({ framing, reader: format.open(), watch: () => [] })
  const notice = { message: 'Stopped by policy', code: 'policy_blocked' as const, eventId: 'ev_1' }
  return Buffer.concat([...engine.push(before), ...engine.cut(notice)])
}

/** A client of an SDK whose network is one answer. */
export function answering(body: Buffer, contentType = 'text/event-stream'): typeof fetch {
  return async () => new Response(new Uint8Array(body), { status: 200, headers: { 'content-type': contentType } })
}
