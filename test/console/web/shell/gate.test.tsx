import { expect, test } from 'vitest'
import { Gate } from '../../../../console/web/shell/gate.tsx'
import { session } from '../data.ts'
import { render, text } from '../render.tsx'

test('who is not signed in sees the sign-in form and nothing else', () => {
  const words = text(render(<Gate />, { answers: [[['session'], null]] }))
  expect(words).toContain('Sign in to Sluice')
  expect(words).not.toContain('Overview')
})

test('who is signed in sees the pages', () => {
  expect(text(render(<Gate />, { answers: [[['session'], session]] }))).toContain('Overview')
})

test('until it is known, neither flashes up', () => {
  expect(text(render(<Gate />))).toBe('')
})
