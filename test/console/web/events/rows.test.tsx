import { expect, test } from 'vitest'
import { EventCards, EventTable } from '../../../../console/web/events/rows.tsx'
import { row } from '../data.ts'
import { render, text } from '../render.tsx'

const rows = { events: [row], selected: undefined, isFresh: () => false }
const running = {
  ...row,
  ended: false,
  status: undefined,
  tokens: undefined,
  costUsd: undefined,
  durationMs: undefined,
}

test.each([
  ['row', EventTable],
  ['card', EventCards],
])('a %s tells the event in short and leads to it', (_name, Shown) => {
  const html = render(<Shown {...rows} />, { at: '/events?user=ann' })
  for (const word of [
    'ann @acme.example',
    'OpenAI API',
    'gpt-5.1',
    'Redacted',
    'GitHub token',
    '×2',
    'Fully read',
    '1.2k',
    '$0.0042',
    '1.8 s',
  ])
    expect(text(html)).toContain(word)
  expect(html).toContain('href="/events/ev_1?user=ann"')
})

test.each([
  ['row', EventTable],
  ['card', EventCards],
])('a %s that is not over says so', (_name, Shown) => {
  expect(text(render(<Shown {...rows} events={[running]} />))).toContain('running')
})

test('without findings the rules say why', () => {
  expect(text(render(<EventTable {...rows} events={[{ ...row, detectors: {} }]} />))).toContain('no-credentials')
})

test('in monitor mode the row says what would have been done', () => {
  expect(text(render(<EventTable {...rows} events={[{ ...row, action: 'block', enforced: 'allow' }]} />))).toContain(
    'Would block',
  )
})

test('the row of the open panel and rows just arrived are marked', () => {
  const html = render(<EventTable {...rows} selected="ev_1" isFresh={() => true} />)
  expect(html).toContain('data-selected="true"')
  expect(html).toContain('data-fresh="true"')
})
