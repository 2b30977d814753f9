import { expect, test } from 'vitest'
import { CopyButton } from '../../../../console/web/parts/copy.tsx'
import { render, text } from '../render.tsx'

test('the button is named by what it copies, and has a place to say that it did', () => {
  const html = render(<CopyButton text="ev_1" label="Copy the event id" />)
  expect(html).toContain('aria-label="Copy the event id"')
  expect(html).toContain('aria-live="polite"')
  expect(text(html)).toBe('')
})

test('with room it says its name', () => {
  expect(text(render(<CopyButton text="x" label="Copy" showLabel />))).toBe('Copy')
})
