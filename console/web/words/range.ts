/** Ranges of time: presets and custom ones, in the URL, and what they ask of the API. */

export type Preset = '1h' | '24h' | '7d' | '30d'
export type Range =
  | { readonly kind: 'preset'; readonly preset: Preset }
  | { readonly kind: 'custom'; readonly from: number; readonly to: number }

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

interface PresetShape {
  readonly label: string
  readonly spoken: string
  readonly lengthMs: number
  readonly bucketMs: number
}

export const presets: Readonly<Record<Preset, PresetShape>> = {
  '1h': { label: '1 h', spoken: 'Last hour', lengthMs: hour, bucketMs: 2 * minute },
  '24h': { label: '24 h', spoken: 'Last 24 hours', lengthMs: day, bucketMs: 30 * minute },
  '7d': { label: '7 d', spoken: 'Last 7 days', lengthMs: 7 * day, bucketMs: 4 * hour },
  '30d': { label: '30 d', spoken: 'Last 30 days', lengthMs: 30 * day, bucketMs: day },
}
// Object.keys is typed string[]; the keys are those of the literal above.
export const presetNames = Object.keys(presets) as Preset[]

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440, 10_080].map(minutes => minutes * minute)

export interface Span {
  readonly from: number
  readonly to: number
  readonly bucketMs: number
}

/**
 * The span a range means at `now`. It starts on a whole bucket of local time, so that bars stand for whole hours
 * or days; the last bar is the running one.
 */
export function spanOf(range: Range, now: number): Span {
  if (range.kind === 'custom') {
    const length = Math.max(range.to - range.from, minute)
    return { from: range.from, to: range.from + length, bucketMs: steps.find(step => length / step <= 60) ?? 7 * day }
  }
  const { lengthMs, bucketMs } = presets[range.preset]
  const offset = new Date(now).getTimezoneOffset() * minute
  const current = Math.floor((now - offset) / bucketMs) * bucketMs + offset
  return { from: current - lengthMs + bucketMs, to: now + 1, bucketMs }
}

export function rangeOf(parameters: URLSearchParams, fallback: Range | undefined): Range | undefined {
  const preset = presetNames.find(name => name === parameters.get('range'))
  if (preset) return { kind: 'preset', preset }
  const from = Number(parameters.get('from'))
  const to = Number(parameters.get('to'))
  return from > 0 && to > from ? { kind: 'custom', from, to } : fallback
}

/** Writes the range into `parameters`, or takes it out. */
export function putRange(parameters: URLSearchParams, range: Range | undefined): URLSearchParams {
  const next = new URLSearchParams(parameters)
  for (const name of ['range', 'from', 'to']) next.delete(name)
  if (range?.kind === 'preset') next.set('range', range.preset)
  if (range?.kind === 'custom') {
    next.set('from', String(range.from))
    next.set('to', String(range.to))
  }
  return next
}
