import { expect, test } from 'vitest'
import { Tiles } from '../../../../console/web/overview/tiles.tsx'
import { overview } from '../data.ts'
import { render, text } from '../render.tsx'

const range = { kind: 'preset', preset: '7d' } as const

test('six figures, each with its change', () => {
  const words = text(render(<Tiles overview={overview} range={range} />))
  expect(words).toContain('Requests 1,284 ▲ up 28% against the period before')
  expect(words).toContain('People 12 unchanged')
  expect(words).toContain('Tokens 3.4M')
  expect(words).toContain('Cost $12.40')
  expect(words).toContain('82% measured, 3 requests unpriced')
  expect(words).toContain('Redacted 30')
  expect(words).toContain('Blocked 14 none before')
})

test('counts lead to the events behind them, in the same range', () => {
  const html = render(<Tiles overview={overview} range={range} />)
  expect(html).toContain('href="/events?action=block&amp;range=7d"')
  expect(html).toContain('href="/events?action=redact&amp;range=7d"')
})
