import { describe, expect, test } from 'vitest'
import { ActionBadge, ActionIcon, CoverageMark, Swatch } from '../../../../console/web/parts/badges.tsx'
import { render, text } from '../render.tsx'

describe('what was done is a word, an icon and a colour', () => {
  test.each([
    ['allow', 'allow', 'Allowed'],
    ['alert', 'alert', 'Alerted'],
    ['redact', 'redact', 'Redacted'],
    ['block', 'block', 'Blocked'],
    ['block', 'allow', 'Would block'],
    ['redact', 'allow', 'Would redact'],
  ] as const)('%s, done %s: %s', (action, enforced, word) => {
    const html = render(<ActionBadge action={action} enforced={enforced} />)
    expect(text(html)).toBe(word)
    expect(html).toContain(`data-action="${action}"`)
    expect(html).toContain('<svg')
  })
})

test('coverage has its word even where only the icon shows', () => {
  expect(text(render(<CoverageMark verdict="none" />))).toBe('Not read')
  expect(render(<CoverageMark verdict="none" />)).toContain('hidden-visually')
  expect(render(<CoverageMark verdict="none" withWord />)).not.toContain('hidden-visually')
})

test('marks beside words are hidden from screen readers', () => {
  expect(render(<Swatch action="block" />)).toContain('aria-hidden')
  expect(render(<ActionIcon action="block" />)).toContain('aria-hidden')
})
