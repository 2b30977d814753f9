import { expect, test } from 'vitest'
import { Brand } from '../../../../console/web/shell/brand.tsx'
import { render, text } from '../render.tsx'

test('the name leads home and the mark is decoration', () => {
  const html = render(<Brand />)
  expect(text(html)).toBe('Sluice')
  expect(html).toContain('href="/"')
  expect(html).toMatch(/<svg[^>]*aria-hidden="true"/)
})
