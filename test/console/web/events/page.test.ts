import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStage, type Stage, type Visit } from '../../browser.ts'

let stage: Stage
let visit: Visit
beforeAll(async () => {
  stage = await openStage({ exchanges: 130 })
  visit = await stage.visit()
})
afterAll(() => stage.close())
beforeEach(async () => {
  await visit.page.goto(`${stage.base}/events`)
  await visit.page.locator('.event-link').first().waitFor()
})

const rows = () => visit.page.locator('.event-link')
const choose = async (menu: string, option: string) => {
  await visit.page.locator('.filters').getByRole('button', { name: menu, exact: true }).click()
  await visit.page.locator('.menu-option', { hasText: option }).first().click()
}

test('a filter narrows the list and stays in the address over a reload', async () => {
  await choose('Action', 'Blocked')
  await expect.poll(() => visit.page.url()).toContain('action=block')
  const blocked = stage.sample.records.filter(record => record.enforced === 'block').length
  await expect.poll(() => rows().count()).toBe(Math.min(blocked, 50))
  await visit.page.reload()
  await rows().first().waitFor()
  expect(await visit.page.locator('td .badge[data-action]:not([data-action="block"])').count()).toBe(0)
  await visit.page.getByRole('button', { name: 'Clear' }).click()
  await expect.poll(() => new URL(visit.page.url()).search).toBe('')
})

test('filters add up', async () => {
  await choose('Person', 'ann.berger')
  await choose('App', 'OpenAI API')
  const expected = stage.sample.records.filter(
    r => r.user === 'ann.berger@acme.example' && r.app === 'openai-api',
  ).length
  await expect.poll(() => rows().count()).toBe(expected)
})

test('flagged shows what has a finding or a rule', async () => {
  await visit.page.getByRole('button', { name: 'Flagged' }).click()
  const flagged = stage.sample.records.filter(r => r.findings.length > 0 || r.rules.length > 0 || r.refusal).length
  await expect.poll(() => rows().count()).toBe(Math.min(50, flagged))
})

test('older events come page by page, to the last', async () => {
  const more = visit.page.getByRole('button', { name: 'Show older events' })
  await more.click()
  await expect.poll(() => rows().count()).toBe(100)
  await more.click()
  await expect.poll(() => rows().count()).toBe(130)
  expect(await more.count()).toBe(0)
})

test('a filter that matches nothing says so', async () => {
  await visit.page.goto(`${stage.base}/events?user=nobody`)
  await visit.page.getByText('Nothing matches these filters.').waitFor()
})

test('the CSV link carries the filter', async () => {
  await visit.page.goto(`${stage.base}/events?action=block`)
  const href = await visit.page.getByRole('link', { name: 'CSV' }).getAttribute('href')
  expect(href).toBe('/api/events.csv?action=block')
})

test('on a narrow screen events are cards and the filters fold away', async () => {
  const narrow = await stage.visit({ width: 390 })
  await narrow.page.goto(`${stage.base}/events`)
  await narrow.page.locator('.event-cards li').first().waitFor()
  expect(await narrow.page.locator('table').count()).toBe(0)
  const person = narrow.page.locator('.filters').getByRole('button', { name: 'Person' })
  expect(await person.isVisible()).toBe(false)
  await narrow.page.getByRole('button', { name: 'Filters' }).click()
  expect(await person.isVisible()).toBe(true)
  await narrow.context.close()
})
