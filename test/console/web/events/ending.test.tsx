import { describe, expect, test } from 'vitest'
import { Ending } from '../../../../console/web/events/ending.tsx'
import { event } from '../data.ts'
import { render, text } from '../render.tsx'

const outcome = event.outcome!

test('status, tokens, cost with its basis and our own share are told', () => {
  const words = text(render(<Ending event={event} />))
  expect(words).toContain('Answered with status 200')
  expect(words).toContain('Tokens, measured 600')
  expect(words).toContain('of it cached 60')
  expect(words).toContain('$0.0042 from the usage the provider reported')
  expect(words).toContain('Sluice 0.42 ms <1%')
  expect(words).toContain('Provider until the first byte 612 ms')
  expect(words).toContain('Answer 1.2 s')
  expect(words).not.toContain('reasoning')
})

test('an unknown price is no cost of zero', () => {
  const words = text(render(<Ending event={{ ...event, outcome: { ...outcome, cost: { basis: 'unknown' } } }} />))
  expect(words).toContain('No cost the price of this model is not known')
  expect(words).not.toContain('$0')
})

describe('without an outcome', () => {
  test('it still runs', () => {
    const { outcome: _outcome, ...running } = event
    expect(text(render(<Ending event={running} />))).toBe('Still running')
  })
})

test('a refusal took our own time only', () => {
  const refused = { ...event, refusal: { code: 'policy_blocked', status: 403, message: 'No.' } }
  const words = text(
    render(
      <Ending event={{ ...refused, outcome: { status: 403, durationMs: 2.1, ownMicros: 900, responseBytes: 300 } }} />,
    ),
  )
  expect(words).toContain('Refused with status 403')
  expect(words).not.toContain('Provider')
  expect(words).not.toContain('Answer ')
})
