/** The pages and their addresses. Each page is a chunk of its own; who is not signed in sees the sign-in form. */
import { QueryClientProvider } from '@tanstack/react-query'
import { createBrowserRouter, type RouteObject } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { createQueryClient } from './api/queries.ts'
import { Gate } from './shell/gate.tsx'
import { Broken, Missing } from './shell/lost.tsx'

export const pages: RouteObject[] = [
  {
    path: '/',
    Component: Gate,
    ErrorBoundary: Broken,
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./overview/page.tsx')).OverviewPage }) },
      {
        path: 'events',
        lazy: async () => ({ Component: (await import('./events/page.tsx')).EventsPage }),
        children: [{ path: ':id', lazy: async () => ({ Component: (await import('./events/panel.tsx')).EventPanel }) }],
      },
      { path: 'people', lazy: async () => ({ Component: (await import('./people/page.tsx')).PeoplePage }) },
      { path: 'people/:user', lazy: async () => ({ Component: (await import('./people/person.tsx')).PersonPage }) },
      { path: 'exemptions', lazy: async () => ({ Component: (await import('./exemptions/page.tsx')).ExemptionsPage }) },
      { path: 'system', lazy: async () => ({ Component: (await import('./system/page.tsx')).SystemPage }) },
      { path: 'account', lazy: async () => ({ Component: (await import('./account/page.tsx')).AccountPage }) },
      { path: 'tokens', lazy: async () => ({ Component: (await import('./account/tokens.tsx')).TokensPage }) },
      { path: '*', Component: Missing },
    ],
  },
]

const queries = createQueryClient()
const router = createBrowserRouter(pages)

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  )
}
