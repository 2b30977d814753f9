/** Teaching in a real browser: from the event, by keyboard, to the list. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../../browser.ts'

let stage: Stage
let id: string
const finding = {
  ...({ detector: 'github-token', category: 'secrets', severity: 'critical', confidence: 'high' } as const),
  ...({ why: ['prefix and checksum hold'], place: 'messages[2].content', role: 'user', kind: 'prompt' } as const),
  ...{ start: 10, length: 40, mask: 'ghp_…(40)', hash: 'ab'.repeat(16), redacted: true },
}

beforeAll(async () => {
  stage = await openStage({ exchanges: 20 })
  const { record } = await stage.sample.add({ findings: [finding], action: 'redact', enforced: 'redact' })
  id = record.id
})
afterAll(() => stage.close())

test('a value is taught from its event by keyboard alone, and the event says so', async () => {
  const { page, complaints } = await stage.visit()
  await page.goto(`${stage.base}/events/${id}`)
  await page.getByRole('button', { name: 'Not a finding: ghp_…(40)' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Not a finding' })
  await dialog.waitFor()
  expect(await dialog.textContent()).toContain(`#${finding.hash}`)
  expect(await dialog.getByRole('button', { name: 'Exempt this value' }).isDisabled()).toBe(true)
  await dialog.getByLabel('Reason').focus()
  // j and k turn pages of the list behind; here they are letters.
  await page.keyboard.type('SEC-7 just a joke')
  expect(page.url()).toContain(id)
  await page.keyboard.press('Enter')
  await page.getByText('Exempt by now: taught-1 (Everyone)').waitFor()
  const [made] = stage.sample.options.exemptions.list()
  expect(made).toMatchObject({ hash: finding.hash, reason: 'SEC-7 just a joke', createdBy: 'admin', fromEvent: id })
  expect(made!.until - Date.now()).toBeGreaterThan(89 * 86_400_000)
  expect(made!.until - Date.now()).toBeLessThanOrEqual(91 * 86_400_000)
  expect(complaints).toEqual([])
})

test('Esc closes the dialog and leaves the event open', async () => {
  const { record } = await stage.sample.add({ findings: [{ ...finding, hash: 'cd'.repeat(16) }] })
  const { page } = await stage.visit({ width: 390 })
  await page.goto(`${stage.base}/events/${record.id}`)
  await page.getByRole('button', { name: 'Not a finding' }).click()
  const dialog = page.getByRole('dialog', { name: 'Not a finding' })
  await dialog.waitFor()
  const box = (await dialog.boundingBox())!
  expect(box.x).toBeGreaterThanOrEqual(0)
  expect(box.x + box.width).toBeLessThanOrEqual(390)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(page.url()).toContain(record.id)
  await page.getByRole('button', { name: 'Not a finding' }).waitFor()
})

test('what the server refuses is told in the dialog', async () => {
  const { record } = await stage.sample.add({ findings: [{ ...finding, hash: 'ef'.repeat(16) }] })
  const { page } = await stage.visit()
  await page.goto(`${stage.base}/events/${record.id}`)
  await page.getByRole('button', { name: 'Not a finding' }).click()
  const dialog = page.getByRole('dialog', { name: 'Not a finding' })
  const { detector, mask } = finding
  stage.sample.options.exemptions.add({
    ...{ detector, mask, hash: 'ef'.repeat(16), scope: { kind: 'everyone' }, reason: 'meanwhile', createdBy: 'bo' },
    until: Date.now() + 86_400_000,
  })
  await dialog.getByLabel('Reason').fill('x')
  await dialog.getByRole('button', { name: 'Exempt this value' }).click()
  await dialog.getByText('This value is exempt already').waitFor()
})
