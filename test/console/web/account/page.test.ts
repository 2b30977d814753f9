import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../../browser.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ exchanges: 5 })
})
afterAll(() => stage.close())

test('an admin sees their sessions and everybody’s, and signs one out', async () => {
  const { page } = await stage.visit()
  stage.sample.options.sessions.open('audra', {
    address: '10.0.0.9',
    userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X) Firefox/128.0',
  })
  await page.goto(`${stage.base}/account`)
  await page.getByText('This one').waitFor()
  expect(await page.getByText('audra').count()).toBe(0)
  await page.getByRole('button', { name: 'Everyone' }).click()
  const hers = page.locator('.entries li', { hasText: 'audra · Firefox on macOS' })
  await hers.getByRole('button', { name: 'Sign out' }).click()
  await hers.waitFor({ state: 'detached' })
  expect(stage.sample.options.sessions.list('audra')).toEqual([])
})
