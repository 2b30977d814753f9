import { expect, test } from 'vitest'
import { OverviewPage } from '../../../../console/web/overview/page.tsx'
import { sampleStatus } from '../../sample/server.ts'
import { overview } from '../data.ts'
import { render, text } from '../render.tsx'

test('the range of the address is the one shown', () => {
  const html = render(<OverviewPage />, {
    at: '/?range=7d',
    answers: [
      [['overview', '7d'], overview],
      [['is-new'], false],
    ],
  })
  expect(text(html)).toContain('Overview Last 7 days')
  expect(text(html)).toContain('1,284')
  expect(text(html)).toContain('AWS access key ID')
  expect(html).toContain('href="/people/ann%40acme.example?range=7d"')
  expect(html).toContain('href="/events?app=openai-api&amp;range=7d"')
})

test('a cost that is not known is a dash, not zero', () => {
  const words = text(
    render(<OverviewPage />, {
      answers: [
        [['overview', '24h'], overview],
        [['is-new'], false],
      ],
    }),
  )
  expect(words).toMatch(/deepseek-chat 2 requests –/)
})

test('an installation without events shows how to begin', () => {
  const words = text(
    render(<OverviewPage />, {
      answers: [
        [['is-new'], true],
        [['status'], sampleStatus(0)],
      ],
    }),
  )
  expect(words).toContain('Send the first request through Sluice')
})

test('while it waits it says so', () => {
  expect(text(render(<OverviewPage />))).toContain('Loading')
})
