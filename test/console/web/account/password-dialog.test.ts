import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../../browser.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ exchanges: 5 })
})
afterAll(() => stage.close())

test('the given password is asked to be changed, is changed, and the banner goes', async () => {
  const { page } = await stage.visit()
  await page.goto(stage.base)
  await page.getByRole('link', { name: 'Choose your own' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change password' })
  const send = dialog.getByRole('button', { name: 'Change password' })
  await dialog.getByLabel('Current password').fill('wrong')
  await dialog.getByLabel('New password', { exact: true }).fill('too short')
  expect(await dialog.textContent()).toContain('3 more characters')
  await dialog.getByLabel('New password', { exact: true }).fill('correct horse battery')
  await dialog.getByLabel('New password again').fill('correct horse batterie')
  expect(await dialog.textContent()).toContain('The two new passwords differ')
  expect(await send.isDisabled()).toBe(true)
  await dialog.getByLabel('New password again').fill('correct horse battery')
  await send.click()
  await dialog.getByRole('alert').getByText('Name or password is wrong.').waitFor()
  await dialog.getByLabel('Current password').fill(stage.sample.passwords.admin)
  await send.click()
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => page.getByText('You still use the password').count()).toBe(0)
  expect(await stage.sample.options.users.verify('admin', 'correct horse battery')).toBeDefined()
})

test('Esc closes it and changes nothing', async () => {
  const { page } = await stage.visit()
  await page.goto(`${stage.base}/account?change=password`)
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(page.url()).not.toContain('change')
})
