import { expect, test } from 'vitest'
import { When } from '../../../../console/web/parts/time.tsx'
import { render, text } from '../render.tsx'

test('a moment is relative to read, absolute on hover and exact for machines', () => {
  const at = Date.now() - 5 * 60_000 - 1000
  const html = render(<When at={at} />)
  expect(text(html)).toMatch(/^[56] min ago$/)
  expect(html).toContain(`dateTime="${new Date(at).toISOString()}"`)
  expect(html).toMatch(/title="\w+day,? \d+ \w+ \d{4}/)
})
