import { expect, test } from 'vitest'
import { Shell } from '../../../../console/web/shell/shell.tsx'
import { sampleStatus } from '../../sample/server.ts'
import { session } from '../data.ts'
import { render, text } from '../render.tsx'

const answers = [[['status'], sampleStatus(0)]] as const

test('the first thing a keyboard reaches is the way past the navigation', () => {
  const html = render(<Shell session={session} />, { answers })
  expect(/<(?:a|button)[^>]*>/.exec(html)?.[0]).toContain('href="#main"')
  expect(html).toContain('<main id="main"')
})

test('the page one is on is marked', () => {
  const html = render(<Shell session={session} />, { at: '/people/ann', answers })
  expect(html).toMatch(/aria-current="page"[^>]*href="\/people"|href="\/people"[^>]*aria-current="page"/)
  expect(html).not.toMatch(/aria-current="page"[^>]*href="\/"[ >]/)
})

test('tokens are an admin’s', () => {
  expect(text(render(<Shell session={session} />))).toContain('API tokens')
  expect(text(render(<Shell session={{ ...session, role: 'auditor' }} />))).not.toContain('API tokens')
})
