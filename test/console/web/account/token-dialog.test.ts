import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../../browser.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ exchanges: 5 })
})
afterAll(() => stage.close())

test('a token is shown once, reads the API, and is revoked', async () => {
  const { page } = await stage.visit()
  await page.goto(`${stage.base}/tokens`)
  await page.getByText('No tokens yet').waitFor()
  await page.getByRole('button', { name: 'New token' }).click()
  await page.getByLabel('Name').fill('nightly export')
  await page.getByRole('button', { name: 'Create token' }).click()
  const secret = (await page.locator('.snippet code').textContent()) ?? ''
  const read = () => fetch(`${stage.base}/api/status`, { headers: { authorization: `Bearer ${secret}` } })
  expect((await read()).status).toBe(200)
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByText('nightly export').waitFor()
  expect(await page.content()).not.toContain(secret)
  await page.getByRole('button', { name: 'Revoke nightly export' }).click()
  await page.getByText('No tokens yet').waitFor()
  expect((await read()).status).toBe(401)
})
