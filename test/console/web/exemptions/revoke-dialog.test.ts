/** Revoking in a real browser: asked first, then greyed and kept. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../../browser.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ exchanges: 5 })
  stage.sample.options.exemptions.add({
    ...{ detector: 'github-token', mask: 'ghp_…(40)', hash: 'ab'.repeat(16), scope: { kind: 'everyone' } },
    ...{ reason: 'SEC-7', createdBy: 'bo', until: Date.now() + 86_400_000 },
  })
})
afterAll(() => stage.close())

test('an exemption is revoked after a question, and stays on the page', async () => {
  const { page, complaints } = await stage.visit()
  await page.goto(`${stage.base}/exemptions`)
  await page.getByRole('button', { name: 'Revoke taught-1' }).click()
  const dialog = page.getByRole('dialog', { name: 'Revoke taught-1' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(stage.sample.options.exemptions.list()).not.toMatchObject([{ revokedBy: 'admin' }])
  await page.getByRole('button', { name: 'Revoke taught-1' }).click()
  await dialog.getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('revoked by admin').waitFor()
  expect(await page.getByRole('button', { name: 'Revoke taught-1' }).count()).toBe(0)
  expect(stage.sample.options.exemptions.list()).toMatchObject([{ id: 'taught-1', revokedBy: 'admin' }])
  expect(complaints).toEqual([])
})
