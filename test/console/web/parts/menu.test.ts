import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStage, type Stage, type Visit } from '../../browser.ts'

let stage: Stage
let visit: Visit
beforeAll(async () => {
  stage = await openStage({ exchanges: 200 })
  visit = await stage.visit()
})
afterAll(() => stage.close())
beforeEach(async () => {
  await visit.page.goto(`${stage.base}/events`)
  await visit.page.locator('.event-link').first().waitFor()
})

const face = (name: string) => visit.page.locator('.filters').getByRole('button', { name, exact: true })

test('by keyboard alone: open, walk round, choose; the focus is back on the button', async () => {
  await face('Action').focus()
  await visit.page.keyboard.press('Enter')
  await visit.page.keyboard.press('ArrowUp')
  const focused = () => visit.page.evaluate(() => document.activeElement?.textContent)
  expect(await focused()).toBe('Allowed')
  await visit.page.keyboard.press('ArrowDown')
  expect(await focused()).toBe('Blocked')
  await visit.page.keyboard.press('Enter')
  await expect.poll(() => visit.page.url()).toContain('action=block')
  await expect.poll(focused).toContain('Blocked')
})

test('the button says whether its list is open', async () => {
  expect(await face('Rule').getAttribute('aria-expanded')).toBe('false')
  await face('Rule').click()
  expect(await face('Rule').getAttribute('aria-expanded')).toBe('true')
})

test('leaving by Tab closes the list', async () => {
  await face('Coverage').click()
  for (let i = 0; i < 5; i++) await visit.page.keyboard.press('Tab')
  await expect.poll(() => visit.page.locator('.menu-list').count()).toBe(0)
})
