import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../../browser.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ exchanges: 200 })
})
afterAll(() => stage.close())

test('a long list is searched by typing, and the choice can be taken back', async () => {
  const { page } = await stage.visit()
  await page.goto(`${stage.base}/events`)
  await page.locator('.filters').getByRole('button', { name: 'Person', exact: true }).click()
  await page.locator('.menu-option').first().waitFor()
  await page.keyboard.type('lind')
  await expect.poll(() => page.locator('.menu-option').count()).toBe(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toContain('user=jonas.lind%40acme.example')
  await page.getByRole('button', { name: 'Person: jonas.lind@acme.example' }).click()
  expect(await page.locator('.menu-option[aria-pressed="true"]').textContent()).toContain('jonas.lind')
  await page.getByRole('button', { name: 'Any person' }).click()
  await expect.poll(() => page.url()).not.toContain('user=')
})
