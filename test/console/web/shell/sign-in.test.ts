import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStage, type Stage, type Visit } from '../../browser.ts'

let stage: Stage
let visit: Visit
beforeEach(async () => {
  stage = await openStage({ exchanges: 5 })
  visit = await stage.visit({ signedIn: false })
  await visit.page.goto(`${stage.base}/people`)
})
afterEach(() => stage.close())

const submit = async (name: string, password: string) => {
  await visit.page.getByLabel('Name').fill(name)
  await visit.page.getByLabel('Password').fill(password)
  await visit.page.getByRole('button', { name: /Sign|Wait/ }).click()
}

test('signing in shows the page that was asked for; signing out shows nothing more', async () => {
  await submit('admin', stage.sample.passwords.admin)
  await visit.page.getByRole('heading', { name: 'People' }).waitFor()
  const cookies = await visit.context.cookies()
  expect(cookies).toMatchObject([{ name: 'sluice_session', httpOnly: true, sameSite: 'Strict' }])
  await visit.page.getByRole('button', { name: 'Account of admin' }).first().click()
  await visit.page.getByRole('button', { name: 'Sign out' }).click()
  await visit.page.getByRole('heading', { name: 'Sign in to Sluice' }).waitFor()
  await visit.page.goto(`${stage.base}/events`)
  await visit.page.getByRole('heading', { name: 'Sign in to Sluice' }).waitFor()
})

test('a wrong password is told and read out, and too many of them are counted down', async () => {
  for (let i = 0; i < 5; i++) {
    await submit('admin', 'wrong')
    await visit.page.getByRole('alert').getByText('Name or password is wrong.').waitFor()
  }
  await submit('admin', 'wrong')
  await visit.page.getByRole('alert').getByText('Too many tries.').waitFor()
  expect(await visit.page.getByRole('button', { name: /Wait \d+ s/ }).isDisabled()).toBe(true)
  await expect.poll(() => visit.page.getByRole('button', { name: 'Sign in' }).isEnabled(), { timeout: 5000 }).toBe(true)
})

test('an employee is told why they cannot come in', async () => {
  await submit('emma', stage.sample.passwords.emma)
  await visit.page.getByRole('alert').getByText('may use the proxy but not the console').waitFor()
})

test('a session that ends elsewhere leads back to signing in', async () => {
  await submit('admin', stage.sample.passwords.admin)
  await visit.page.getByRole('heading', { name: 'People' }).waitFor()
  stage.sample.options.users.setDisabled('admin', true)
  await visit.page.getByRole('link', { name: 'System' }).first().click()
  await visit.page.getByRole('heading', { name: 'Sign in to Sluice' }).waitFor({ timeout: 10_000 })
})
