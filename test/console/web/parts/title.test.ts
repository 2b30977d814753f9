import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../../browser.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ exchanges: 20 })
})
afterAll(() => stage.close())

test('the title follows from the list into an event and back', async () => {
  const { page } = await stage.visit()
  await page.goto(`${stage.base}/events`)
  await page.locator('.event-link').first().click()
  await expect.poll(() => page.title()).toMatch(/^Event ev_\w+ · Sluice$/)
  await page.keyboard.press('Escape')
  await expect.poll(() => page.title()).toBe('Events · Sluice')
})
