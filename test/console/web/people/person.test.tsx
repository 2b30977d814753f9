import { expect, test } from 'vitest'
import { PersonPage } from '../../../../console/web/people/person.tsx'
import { overview, person } from '../data.ts'
import { render, text } from '../render.tsx'

const detail = {
  person,
  buckets: overview.buckets,
  apps: overview.topApps,
  models: overview.topModels,
  detectors: overview.topDetectors,
}

test('figures, apps and findings of one person, with ways to their events', () => {
  const html = render(<PersonPage />, {
    at: '/people/ann%40acme.example?range=7d',
    route: '/people/:user',
    answers: [[['person', 'ann@acme.example', '7d'], detail]],
  })
  const words = text(html)
  expect(words).toContain('ann@acme.example Last seen')
  expect(words).toContain('Requests 74 Tokens 324k Cost $1.03 Alerted 5 Redacted 6 Blocked 3')
  expect(html).toContain('href="/events?user=ann%40acme.example&amp;range=7d"')
  expect(html).toContain('href="/events?user=ann%40acme.example&amp;detector=aws-access-key-id&amp;range=7d"')
})
