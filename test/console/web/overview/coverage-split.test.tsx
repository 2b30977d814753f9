import { expect, test } from 'vitest'
import { CoverageSplit } from '../../../../console/web/overview/coverage-split.tsx'
import { render, text } from '../render.tsx'

const range = { kind: 'preset', preset: '24h' } as const

test('shares and counts, each with a way to its events', () => {
  const html = render(<CoverageSplit coverage={{ full: 900, partial: 98, none: 2 }} range={range} />)
  expect(text(html)).toContain('Fully read Every byte that can hold text was looked at. 90% 900')
  expect(text(html)).toContain('Not read The policy decided without seeing the content. <1% 2')
  expect(html).toContain('href="/events?coverage=none&amp;range=24h"')
})

test('no requests, no shares', () => {
  expect(text(render(<CoverageSplit coverage={{ full: 0, partial: 0, none: 0 }} range={range} />))).toBe(
    'No requests in this range.',
  )
})
