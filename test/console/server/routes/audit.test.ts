import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventPage, EventRecord, Overview } from '../../../../console/contract.ts'
import { type Client, signIn } from '../../client.ts'
import { makeSample, type Sample } from '../../sample/server.ts'

let sample: Sample
let client: Client
const day = 86_400_000
const now = Date.UTC(2026, 4, 20, 15)
const month = `from=${now - 30 * day}&to=${now + 1}`

beforeAll(async () => {
  sample = await makeSample({ exchanges: 400, now: () => now })
  client = await signIn(sample)
})
afterAll(() => sample.close())

async function page(query: string): Promise<EventPage> {
  const answer = await client.call('GET', `/api/events?${query}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

describe('overview', () => {
  test('adds up to what was recorded', async () => {
    const overview: Overview = (await client.call('GET', `/api/overview?${month}`)).json()
    expect(overview.totals.requests).toBe(400)
    const blocked = sample.records.filter(r => r.enforced === 'block').length
    expect(overview.totals.blocked).toBe(blocked)
    expect(overview.buckets.reduce((sum, b) => sum + b.requests, 0)).toBe(400)
    expect(overview.buckets.length).toBeLessThanOrEqual(60)
  })

  test.each([
    ['no range', ''],
    ['a range that ends before it begins', `from=${now}&to=${now - 1}`],
    ['a time that is none', 'from=yesterday&to=today'],
    ['more buckets than a chart can hold', `${month}&bucketMs=1000`],
  ])('refuses %s', async (_case, query) => {
    const answer = await client.call('GET', `/api/overview?${query}`)
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json().code).toMatch(/^bad_/)
  })

  test('takes ISO 8601 times', async () => {
    const answer = await client.call('GET', '/api/overview?from=2026-05-01T00:00:00Z&to=2026-05-21')
    expect(answer.statusCode).toBe(200)
  })
})

describe('events', () => {
  test('pages go on where the last one ended, without gap or repeat', async () => {
    const seen: string[] = []
    let before: string | undefined
    do {
      const next = await page(`limit=90${before ? `&before=${before}` : ''}`)
      seen.push(...next.events.map(e => e.id))
      before = next.next
    } while (before)
    expect(seen).toHaveLength(400)
    expect(new Set(seen).size).toBe(400)
  })

  test.each([
    ['person', 'user=ann.berger%40acme.example', (e: EventPage['events'][0]) => e.user === 'ann.berger@acme.example'],
    ['action', 'action=block', e => e.enforced === 'block'],
    ['rule', 'rule=no-credentials', e => e.rules.includes('no-credentials')],
    ['detector', 'detector=iban', e => 'iban' in e.detectors],
    ['coverage', 'coverage=partial', e => e.coverage === 'partial'],
    ['time', `from=${now - 3 * day}&to=${now}`, e => e.at >= now - 3 * day],
  ] as [string, string, (e: EventPage['events'][0]) => boolean][])('filter by %s', async (_case, query, holds) => {
    const { events } = await page(`limit=500&${query}`)
    expect(events.length).toBeGreaterThan(0)
    expect(events.length).toBeLessThan(400)
    expect(events.every(holds)).toBe(true)
  })

  test('an event is given in full, and an unknown one is 404', async () => {
    const wanted = sample.records.find(r => r.findings.length > 0)!
    const event: EventRecord = (await client.call('GET', `/api/events/${wanted.id}`)).json()
    expect(event).toEqual(JSON.parse(JSON.stringify(wanted)))
    expect((await client.call('GET', '/api/events/ev_none')).statusCode).toBe(404)
  })
})

test('people are listed, and one person in detail', async () => {
  const { people } = (await client.call('GET', `/api/people?${month}&order=requests`)).json()
  expect(people[0].requests).toBeGreaterThanOrEqual(people[1].requests)
  const one = await client.call('GET', `/api/people/${encodeURIComponent(people[0].name)}?${month}`)
  expect(one.json().person).toEqual(people[0])
  expect((await client.call('GET', `/api/people/nobody?${month}`)).statusCode).toBe(404)
})

test('facets hold what filters can offer', async () => {
  const facets = (await client.call('GET', `/api/facets?${month}`)).json()
  expect(facets.rules).toContain('no-credentials')
  expect(facets.apps).toContain('openai-api')
})

test('status is the one of the main process', async () => {
  expect((await client.call('GET', '/api/status')).json()).toEqual(sample.options.status())
})
