import { expect, test } from 'vitest'
import { Story } from '../../../../console/web/events/story.tsx'
import { event } from '../data.ts'
import { render, text } from '../render.tsx'

test('the story goes from who to how it ended, in this order', () => {
  const words = text(render(<Story event={event} />))
  const order = [
    'Who',
    'Where to',
    'What was read',
    'What was found',
    'Which rules matched',
    'What was done',
    'How it ended',
  ]
  const places = order.map(title => words.indexOf(title))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

test('it says who and how identified, where to, and what could not be read', () => {
  const words = text(render(<Story event={{ ...event, account: 'email:ann@acme.example' }} />))
  expect(words).toContain('ann@acme.example engineering Signed in to the proxy with name and password, from 10.0.0.7')
  expect(words).toContain('Account in the app: email:ann@acme.example')
  expect(words).toContain('OpenAI API gpt-5.1 Chat streamed POST api.openai.com/v1/chat/completions')
  expect(words).toContain('Partly read of 2.0 kB 1 image is not read.')
})

test('a refusal is quoted as the app got it', () => {
  const refusal = { code: 'policy_blocked', status: 403, message: 'Customer data stays in the company.' }
  const words = text(render(<Story event={{ ...event, action: 'block', enforced: 'block', refusal }} />))
  expect(words).toContain('Stopped before anything left')
  expect(words).toContain('Customer data stays in the company. policy_blocked · status 403')
})

test('a message leads to its connection', () => {
  expect(render(<Story event={{ ...event, parentId: 'ev_0' }} />)).toContain('href="/events/ev_0"')
})
