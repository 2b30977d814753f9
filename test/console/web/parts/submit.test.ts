import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../../browser.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ exchanges: 3 })
})
afterAll(() => stage.close())

test('a form that is being sent cannot be sent again, and can after it failed', async () => {
  const { page } = await stage.visit({ signedIn: false })
  let sent = 0
  await page.route('**/api/session', async route => {
    if (route.request().method() === 'GET') return route.continue()
    sent++
    await new Promise(resolve => setTimeout(resolve, 250))
    return route.abort()
  })
  await page.goto(stage.base)
  await page.getByLabel('Name').fill('admin')
  await page.getByLabel('Password').fill('x')
  await page.getByRole('button', { name: 'Sign in' }).click()
  expect(await page.getByRole('button', { name: 'Signing in…' }).isDisabled()).toBe(true)
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('The console cannot be reached. Is Sluice running?').waitFor()
  expect(sent).toBe(1)
  expect(await page.getByRole('button', { name: 'Sign in' }).isEnabled()).toBe(true)
})
