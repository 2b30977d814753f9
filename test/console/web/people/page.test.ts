import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStage, type Stage, type Visit } from '../../browser.ts'

let stage: Stage
let visit: Visit
beforeAll(async () => {
  stage = await openStage({ exchanges: 300 })
  visit = await stage.visit()
})
afterAll(() => stage.close())
beforeEach(async () => {
  await visit.page.goto(`${stage.base}/people?range=30d`)
  await visit.page.locator('tbody tr').first().waitFor()
})

const column = (n: number) => visit.page.locator(`tbody td:nth-child(${n})`).allTextContents()
const numbers = async (n: number) => (await column(n)).map(cell => Number(cell.replace(/[^\d.]/g, '')))

test('a heading sorts, a second press turns it round, and both are in the address', async () => {
  await visit.page.getByRole('button', { name: 'Requests' }).click()
  await expect.poll(() => visit.page.url()).toContain('order=requests')
  const down = await numbers(3)
  expect(down).toEqual([...down].sort((a, b) => b - a))
  await visit.page.getByRole('button', { name: 'Requests' }).click()
  await expect.poll(() => numbers(3)).toEqual([...down].reverse())
  expect(await visit.page.locator('th[aria-sort="ascending"]').textContent()).toContain('Requests')
})

test('the search narrows, and says when nobody is left', async () => {
  await visit.page.getByLabel('Search people').fill('ANN')
  await expect.poll(() => visit.page.locator('tbody tr').count()).toBe(1)
  await visit.page.getByLabel('Search people').fill('zzz')
  await visit.page.getByText('Nobody of this name').waitFor()
})

test('a row leads to the person, and from there to their events', async () => {
  await visit.page.locator('tbody tr').first().click()
  await visit.page.getByRole('heading', { level: 1 }).filter({ hasText: '@' }).waitFor()
  expect(visit.page.url()).toContain('range=30d')
  await visit.page.locator('.page-head').getByRole('link', { name: 'Events' }).click()
  await expect.poll(() => visit.page.url()).toMatch(/events\?user=.*range=30d/)
})
