import { expect, test } from 'vitest'
import { PersonName } from '../../../../console/web/parts/person.tsx'
import { render, text } from '../render.tsx'

test('the whole name is there for readers and on hover', () => {
  const html = render(<PersonName user="ann.berger@acme.example" />)
  expect(text(html)).toBe('AB ann.berger @acme.example')
  expect(html).toContain('title="ann.berger@acme.example"')
})

test('initials are decoration', () => {
  expect(text(render(<PersonName user="ann@x" avatar={false} />))).toBe('ann @x')
  expect(render(<PersonName user="ann@x" />)).toMatch(/class="avatar" aria-hidden/)
})
