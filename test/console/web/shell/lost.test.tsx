import { renderToStaticMarkup } from 'react-dom/server'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { expect, test } from 'vitest'
import { Broken, Missing } from '../../../../console/web/shell/lost.tsx'
import { render, text } from '../render.tsx'

test('an unknown address leads back', () => {
  const html = render(<Missing />, { at: '/nothing' })
  expect(text(html)).toContain('There is no page here')
  expect(html).toContain('href="/"')
})

test('a page that breaks says so, offers a reload and keeps the details to itself', async () => {
  const fail = () => {
    throw new Error('chunk is gone')
  }
  const router = createMemoryRouter([{ path: '*', ErrorBoundary: Broken, loader: fail, Component: Missing }])
  await expect.poll(() => router.state.errors).toBeTruthy()
  const words = text(renderToStaticMarkup(<RouterProvider router={router} />))
  expect(words).toContain('This page broke')
  expect(words).not.toContain('chunk is gone')
})
