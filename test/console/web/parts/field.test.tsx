import { expect, test } from 'vitest'
import { Field, FormError } from '../../../../console/web/parts/field.tsx'
import { render, text } from '../render.tsx'

const field = { id: 'next', label: 'New password', value: '', onChange: () => undefined }

test('label, input and hint belong together', () => {
  const html = render(<Field {...field} hint="At least 12 characters" />)
  expect(html).toContain('for="next"')
  expect(html).toContain('aria-describedby="next-note"')
  expect(html).not.toContain('aria-invalid')
})

test('what is wrong takes the place of the hint', () => {
  const html = render(<Field {...field} hint="At least 12 characters" wrong="3 more characters" />)
  expect(text(html)).toBe('New password 3 more characters')
  expect(html).toContain('aria-invalid="true"')
})

test('an error is read out at once', () => {
  expect(render(<FormError>No.</FormError>)).toContain('role="alert"')
})
