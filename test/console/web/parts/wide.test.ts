import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../../browser.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ exchanges: 20 })
})
afterAll(() => stage.close())

test('tables become cards as the window narrows, at the width of the style sheets', async () => {
  const { page } = await stage.visit({ width: 861 })
  await page.goto(`${stage.base}/people?range=30d`)
  await page.locator('table.people').waitFor()
  expect(await page.locator('.side').isVisible()).toBe(true)
  await page.setViewportSize({ width: 860, height: 800 })
  await page.locator('.event-cards').waitFor()
  expect(await page.locator('.side').isVisible()).toBe(false)
  expect(await page.locator('.tabs').isVisible()).toBe(true)
})
