import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../browser.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ exchanges: 0 })
})
afterAll(() => stage.close())

test('the first page of a new installation turns into the overview when the first request arrives', async () => {
  const { page, complaints } = await stage.visit()
  await page.goto(stage.base)
  await page.getByRole('heading', { name: 'Send the first request through Sluice' }).waitFor()
  const { end } = await stage.sample.add()
  end()
  await page.getByRole('heading', { name: 'Overview' }).waitFor({ timeout: 10_000 })
  expect(complaints).toEqual([])
})

test('a keyboard skips the navigation, and a new page starts at its top', async () => {
  const { page } = await stage.visit()
  await page.goto(`${stage.base}/system`)
  await page.getByRole('heading', { name: 'System' }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const focused = () => page.evaluate(() => document.activeElement?.id)
  expect(await focused()).toBe('main')
  await page.locator('.side').getByRole('link', { name: 'People' }).click()
  await page.getByRole('heading', { name: 'People' }).waitFor()
  expect(await focused()).toBe('main')
})
