/** Chooses a range of time: four presets, or any two moments. */
import { CalendarRange } from 'lucide-react'
import { useState } from 'react'
import { shortDayTime } from '../words/format.ts'
import { presetNames, presets, type Range } from '../words/range.ts'
import { Menu } from './menu.tsx'

export function RangePicker({ range, onChange }: { readonly range: Range; readonly onChange: (range: Range) => void }) {
  return (
    <fieldset className="segmented range">
      <legend className="hidden-visually">Range of time</legend>
      {presetNames.map(preset => (
        <button
          type="button"
          key={preset}
          aria-pressed={range.kind === 'preset' && range.preset === preset}
          onClick={() => onChange({ kind: 'preset', preset })}
        >
          <span aria-hidden>{presets[preset].label}</span>
          <span className="hidden-visually">{presets[preset].spoken}</span>
        </button>
      ))}
      <Menu
        side="right"
        faceClass="range-custom"
        faceData={{ 'data-set': String(range.kind === 'custom') }}
        face={
          <>
            <CalendarRange aria-hidden />
            <span>
              {range.kind === 'custom' ? rangeWords(range) : 'Custom'}
              <span className="hidden-visually"> range</span>
            </span>
          </>
        }
      >
        {close => (
          <CustomRange
            range={range}
            onChange={next => {
              onChange(next)
              close()
            }}
          />
        )}
      </Menu>
    </fieldset>
  )
}

export function rangeWords(range: Range): string {
  return range.kind === 'preset'
    ? presets[range.preset].spoken
    : `${shortDayTime(range.from)} – ${shortDayTime(range.to)}`
}

function CustomRange({ range, onChange }: { readonly range: Range; readonly onChange: (range: Range) => void }) {
  const now = Date.now()
  const [from, setFrom] = useState(localInput(range.kind === 'custom' ? range.from : now - 86_400_000))
  const [to, setTo] = useState(localInput(range.kind === 'custom' ? range.to : now))
  const valid = Date.parse(to) > Date.parse(from)
  return (
    <form
      className="range-form"
      onSubmit={event => {
        event.preventDefault()
        if (valid) onChange({ kind: 'custom', from: Date.parse(from), to: Date.parse(to) })
      }}
    >
      <label className="field">
        <span className="label">From</span>
        <input className="input" type="datetime-local" required value={from} onChange={e => setFrom(e.target.value)} />
      </label>
      <label className="field">
        <span className="label">To</span>
        <input className="input" type="datetime-local" required value={to} onChange={e => setTo(e.target.value)} />
        {!valid && <span className="wrong">The end must be later than the start.</span>}
      </label>
      <button className="button" data-look="primary" type="submit" disabled={!valid}>
        Apply
      </button>
    </form>
  )
}

/** `2026-05-20T14:00` in local time, as datetime-local fields want it. */
function localInput(at: number): string {
  const offset = new Date(at).getTimezoneOffset() * 60_000
  return new Date(at - offset).toISOString().slice(0, 16)
}
