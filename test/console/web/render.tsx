/** Renders a piece of the web app to HTML, with what the API would have answered already in place. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { MemoryRouter, Route, Routes } from 'react-router'

export interface Around {
  /** Address the piece is shown at. */
  readonly at?: string
  /** Pattern of its route, when it reads parameters. */
  readonly route?: string
  /** Answers, by query key. */
  readonly answers?: readonly (readonly [readonly unknown[], unknown])[]
}

export function render(element: ReactNode, around: Around = {}): string {
  const queries = new QueryClient()
  for (const [key, answer] of around.answers ?? []) queries.setQueryData(key, answer)
  return renderToStaticMarkup(
    <QueryClientProvider client={queries}>
      <MemoryRouter initialEntries={[around.at ?? '/']}>
        <Routes>
          <Route path={around.route ?? '*'} element={element} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  )
}

/** The text a reader would see, without tags. */
export function text(html: string): string {
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}
