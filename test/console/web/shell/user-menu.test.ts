import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStage, type Stage, type Visit } from '../../browser.ts'

let stage: Stage
let visit: Visit
beforeAll(async () => {
  stage = await openStage({ exchanges: 5 })
  visit = await stage.visit({ scheme: 'light' })
})
afterAll(() => stage.close())
beforeEach(async () => {
  await visit.page.goto(`${stage.base}/system`)
  await visit.page.getByRole('heading', { name: 'System' }).waitFor()
})

const face = () => visit.page.getByRole('button', { name: 'Account of admin' }).first()
const ground = () => visit.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)

/** Runs in the page: writes down which theme held when the first element of the app appeared. */
function noteThemeAtFirstPaint(): void {
  const watch = new MutationObserver(() => {
    if (!document.querySelector('#root *')) return
    watch.disconnect()
    document.documentElement.setAttribute('data-first', document.documentElement.dataset['theme'] ?? 'none')
  })
  watch.observe(document, { childList: true, subtree: true })
}

test('the theme changes at once, is kept, and is there before the first paint', async () => {
  const light = await ground()
  await face().click()
  await visit.page.getByRole('button', { name: 'Dark' }).click()
  const dark = await ground()
  expect(dark).not.toBe(light)
  const other = await visit.context.newPage()
  await other.addInitScript(noteThemeAtFirstPaint)
  await other.goto(`${stage.base}/system`)
  await other.getByRole('heading', { name: 'System' }).waitFor()
  expect(await other.evaluate(() => document.documentElement.getAttribute('data-first'))).toBe('dark')
  await other.close()
  await visit.page.reload()
  expect(await ground()).toBe(dark)
  await face().click()
  await visit.page.getByRole('button', { name: 'System', exact: true }).click()
  expect(await ground()).toBe(light)
})

test('Esc closes the menu and gives the focus back; a press outside closes it too', async () => {
  await face().click()
  const option = visit.page.getByRole('link', { name: 'Account and sessions' })
  await option.waitFor()
  await visit.page.keyboard.press('ArrowDown')
  expect(await option.evaluate(element => element === document.activeElement)).toBe(true)
  await visit.page.keyboard.press('Escape')
  expect(await option.count()).toBe(0)
  expect(await face().evaluate(element => element === document.activeElement)).toBe(true)
  await face().click()
  await visit.page.mouse.click(700, 500)
  await expect.poll(() => option.count()).toBe(0)
})
